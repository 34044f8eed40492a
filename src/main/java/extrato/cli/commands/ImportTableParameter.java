package extrato.cli.commands;

import extrato.support.settings.NearestName;
import extrato.work.importing.files.ImportTable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A table that records can be imported into, by its name. */
final class ImportTableParameter implements ITypeConverter<ImportTable> {
  @Override
  public ImportTable convert(String text) {
    return ImportTable.named(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is not one of "
                        + String.join(", ", ImportTable.names())
                        + NearestName.of(text, ImportTable.names())
                            .map(name -> "; did you mean " + name + "?")
                            .orElse("")));
  }
}
