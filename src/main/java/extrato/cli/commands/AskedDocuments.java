package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.documents.Document;
import extrato.studio.Count;
import extrato.support.files.StreamWriter;
import extrato.support.settings.StatementFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The files that are to be written, each with the name that it was given. */
record AskedDocuments(Map<StatementFormat, String> files, CommandSpec command) {
  private static final String STANDARD_OUTPUT = "-";

  boolean areAny() {
    return !files.isEmpty();
  }

  /**
   * @param taken whether something else goes to standard output
   */
  void check(boolean taken) {
    long streams = files.values().stream().filter(STANDARD_OUTPUT::equals).count();
    if (streams > 1 || (streams == 1 && taken)) {
      throw new ParameterException(
          command.commandLine(), "only one thing can be written to standard output");
    }
  }

  /** Writes the files, and says so; what goes to standard output follows as the result's own. */
  Result write(Document document, Result result) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> written = new ArrayList<>();
    Result whole = result;
    for (Map.Entry<StatementFormat, String> asked : files.entrySet()) {
      StatementFormat format = asked.getKey();
      if (asked.getValue().equals(STANDARD_OUTPUT)) {
        whole =
            whole.withDocument(
                out -> StreamWriter.bytes(out, stream -> document.write(format, stream)));
      } else {
        Path file = Path.of(asked.getValue()).toAbsolutePath().normalize();
        long bytes = document.write(format, file);
        lines.add("  written  " + file + " (" + Count.of(bytes) + " bytes)");
        written.add(Map.of("format", format.extension(), "file", file.toString(), "bytes", bytes));
      }
    }
    return whole.with("files", written).withLines(lines);
  }
}
