package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folders of the first and of the second copies, with the backups that they held before a
 * fault.
 *
 * @param earlier the contents of each file
 */
record TwoFolders(Operator operator, Path copies, Map<String, String> earlier) {
  static TwoFolders of(Operator operator, Path copies) {
    return new TwoFolders(operator, copies, new TwoFolders(operator, copies, Map.of()).contents());
  }

  /**
   * Expects exit 9, or 0 if the fault did no harm; sound files under final names; and the old files
   * unchanged.
   */
  String check(Operator.Ended said, String fault) {
    assertThat(said.exitCode())
        .as("%s: %s", fault, said.both())
        .isIn(0, ExitCode.FILE_TROUBLE.number());
    checkFinalNames(operator.backups());
    checkFinalNames(copies);
    assertThat(contents()).as(fault).containsAllEntriesOf(earlier);
    if (said.exitCode() == 0) {
      operator.run(AwkwardMonth.MONTH, "verify").expect(0);
      assertThat(names(copies))
          .as("second copies after %s", fault)
          .isEqualTo(names(operator.backups()));
    }
    return "exit " + said.exitCode() + (said.err().contains("bytes free") ? " beforehand" : "");
  }

  /** Checks that every manifest belongs to a sound file; a file without a manifest is no backup. */
  void checkFinalNames(Path there) {
    for (Path file : Folders.files(there)) {
      if (file.toString().endsWith(".manifest.json")) {
        String csv = file.toString().replace(".manifest.json", ".csv");
        operator.run("verify", csv).expect(0);
      }
    }
  }

  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    files().forEach(file -> contents.put(file.toString(), text(file)));
    return contents;
  }

  void backToTheEarlier() {
    files().filter(file -> !earlier.containsKey(file.toString())).forEach(TwoFolders::remove);
  }

  private Stream<Path> files() {
    return Stream.of(operator.backups(), copies).flatMap(there -> Folders.files(there).stream());
  }

  private static List<String> names(Path there) {
    return Folders.files(there).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
