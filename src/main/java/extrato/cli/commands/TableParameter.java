package extrato.cli.commands;

import extrato.studio.Tabela;
import extrato.support.settings.NearestName;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of the four tables, by its name. */
final class TableParameter implements ITypeConverter<Tabela> {
  static final String NAMES = "pagamentos, sessoes, comissoes or gastos";

  @Override
  public Tabela convert(String text) {
    List<String> names = Arrays.stream(Tabela.values()).map(Tabela::table).toList();
    if (names.contains(text)) {
      return Tabela.ofTable(text);
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' is not one of "
            + NAMES
            + NearestName.of(text, names).map(name -> "; did you mean " + name + "?").orElse(""));
  }
}
