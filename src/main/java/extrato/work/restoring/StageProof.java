package extrato.work.restoring;

import extrato.month.backup.BackupDigest;
import extrato.month.selection.CsvRow;
import extrato.postgres.CopyLines;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stage back and compares it with the source, to prove that nothing was lost when texts
 * became typed values.
 */
final class StageProof implements RecordSource.Records, AutoCloseable {
  private final Stage stage;
  private final CsvRow staged = new CsvRow();
  private @Nullable Tabela current;
  private @Nullable CopyLines lines;
  private int[] positions = {};

  private StageProof(Stage stage) {
    this.stage = stage;
  }

  /** Throws unless every field of every record prints as in the source. */
  static void check(Stage stage, RecordSource source) {
    // If the stage makes exactly the same file, nothing is left to compare.
    Optional<String> digest = stage.misfits().isEmpty() ? source.digest() : Optional.empty();
    if (digest.isPresent() && digest.get().equals(digestOf(stage))) {
      return;
    }
    try (StageProof proof = new StageProof(stage)) {
      source.stream(proof);
      proof.endTable();
    }
  }

  private static String digestOf(Stage stage) {
    BackupDigest digest = new BackupDigest(stage.layout());
    for (Tabela tabela : Tabela.values()) {
      stage.books().checkInterruption();
      String values =
          stage.layout().header().stream()
              .map(name -> stage.hasAll(tabela, List.of(name)) ? Sql.quoted(name) : "null")
              .collect(Collectors.joining(", "));
      stage
          .books()
          .copyOut(
              String.format(
                  Locale.ROOT,
                  "copy (select %s, %s from %s order by id) to stdout (format csv, encoding"
                      + " 'UTF8')",
                  Sql.literal(tabela.type()),
                  values,
                  Stage.table(tabela)),
              line -> digest.line(line, 0, line.length));
    }
    return digest.finish();
  }

  @Override
  public void add(Tabela tabela, CsvRow row) {
    if (current != tabela) {
      endTable();
      begin(tabela);
    }
    String id = row.text(stage.layout().position(tabela, "id"));
    byte[] line = Objects.requireNonNull(lines).next();
    if (line == null || !staged.parse(line, 0, line.length)) {
      throw changed(tabela, id, "the record");
    }
    for (int i = 0; i < positions.length; i++) {
      if (!same(row, positions[i], staged, i)) {
        throw changed(tabela, id, "column " + stage.columns(tabela).get(i));
      }
    }
  }

  private void endTable() {
    if (lines != null && current != null && lines.next() != null) {
      throw changed(current, null, "a record");
    }
    close();
    lines = null;
    current = null;
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
  }

  private void begin(Tabela tabela) {
    stage.books().checkInterruption();
    current = tabela;
    positions = stage.positions(tabela);
    lines =
        stage
            .books()
            .copyLines(
                String.format(
                    Locale.ROOT,
                    "copy (select %s from %s order by id) to stdout (format csv, encoding 'UTF8')",
                    String.join(", ", stage.columns(tabela)),
                    Stage.table(tabela)));
  }

  private static boolean same(CsvRow a, int fieldOfA, CsvRow b, int fieldOfB) {
    return a.isNull(fieldOfA)
        ? b.isNull(fieldOfB)
        : !b.isNull(fieldOfB) && b.isSameText(fieldOfB, a, fieldOfA);
  }

  private static Failure changed(Tabela tabela, @Nullable String id, String what) {
    return new Failure.NotProven(
        String.format(
            Locale.ROOT,
            "%s of %s%s does not come back as it was; nothing was changed",
            what,
            tabela.table(),
            id == null ? "" : " id " + id),
        "the type of the column prints or reads this value differently than at the closing");
  }
}
