package extrato.cli.commands;

import extrato.support.settings.StatementFormat;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The files that a statement is to be written as. */
final class DocumentOptions {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page for people to look at, in one file; - is standard output, here and below.")
  @Nullable String html;

  @Option(
      names = "--xlsx",
      paramLabel = "FILE",
      description = "Write a spreadsheet: a sheet for each table, sums as formulas.")
  @Nullable String xlsx;

  @Option(
      names = "--pdf",
      paramLabel = "FILE",
      description = "Write pages of paper, for the accountant.")
  @Nullable String pdf;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  AskedDocuments asked() {
    Map<StatementFormat, String> asked = new EnumMap<>(StatementFormat.class);
    put(asked, StatementFormat.HTML, html);
    put(asked, StatementFormat.XLSX, xlsx);
    put(asked, StatementFormat.PDF, pdf);
    return new AskedDocuments(asked, command);
  }

  static void put(
      Map<StatementFormat, String> asked, StatementFormat format, @Nullable String file) {
    if (file != null) {
      asked.put(format, file);
    }
  }
}
