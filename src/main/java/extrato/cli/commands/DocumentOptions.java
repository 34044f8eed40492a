package extrato.cli.commands;

import extrato.cli.output.Brazilian;
import extrato.cli.output.Result;
import extrato.documents.Documents;
import extrato.support.files.StreamWriter;
import extrato.support.settings.StatementFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The files that a statement is to be written as. */
final class DocumentOptions {
  private static final String STANDARD_OUTPUT = "-";

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

  boolean areAsked() {
    return !asked().isEmpty();
  }

  private Map<StatementFormat, String> asked() {
    Map<StatementFormat, String> asked = new EnumMap<>(StatementFormat.class);
    put(asked, StatementFormat.HTML, html);
    put(asked, StatementFormat.XLSX, xlsx);
    put(asked, StatementFormat.PDF, pdf);
    return asked;
  }

  private static void put(
      Map<StatementFormat, String> asked, StatementFormat format, @Nullable String file) {
    if (file != null) {
      asked.put(format, file);
    }
  }

  /**
   * @param taken whether something else goes to standard output
   */
  void check(boolean taken) {
    long streams = asked().values().stream().filter(STANDARD_OUTPUT::equals).count();
    if (streams > 1 || (streams == 1 && taken)) {
      throw new ParameterException(
          command.commandLine(), "only one thing can be written to standard output");
    }
  }

  /** Writes the files, and says so; what goes to standard output follows as the result's own. */
  Result write(Documents documents, Result result) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> files = new ArrayList<>();
    Result written = result;
    for (Map.Entry<StatementFormat, String> document : asked().entrySet()) {
      StatementFormat format = document.getKey();
      if (document.getValue().equals(STANDARD_OUTPUT)) {
        written =
            written.withDocument(
                out -> StreamWriter.bytes(out, stream -> documents.write(format, stream)));
      } else {
        Path file = Path.of(document.getValue()).toAbsolutePath().normalize();
        long bytes = documents.write(format, file);
        lines.add("  written  " + file + " (" + Brazilian.count(bytes) + " bytes)");
        files.add(Map.of("format", format.extension(), "file", file.toString(), "bytes", bytes));
      }
    }
    return written.with("files", files).withLines(lines);
  }
}
