package extrato.work.importing;

import extrato.postgres.BrokenCopy;
import extrato.postgres.CopySink;
import extrato.postgres.Snapshot;
import extrato.postgres.SqlStates;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Reject;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.TargetColumn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to the stage. Where only the server knows what a column takes, it may refuse some:
 * it is asked for ever fewer of them, until the one is known that it does not take.
 */
final class StageWriter implements Conversion.Sink {
  private static final String SAVEPOINT = "savepoint extrato_parte";
  private static final String BACK = "rollback to savepoint extrato_parte";
  private static final String DONE = "release savepoint extrato_parte";

  private final Snapshot snapshot;
  private final ImportStage stage;
  private final Rejects rejects;
  private final Map<Part, MessageDigest> digests = new LinkedHashMap<>();
  private int file;
  private @Nullable ImportTable table;
  private List<TargetColumn> columns = List.of();
  private @Nullable CopySink sink;

  /** The records that one file has of one table. */
  record Part(int file, ImportTable table, List<TargetColumn> columns) {}

  StageWriter(Snapshot snapshot, ImportStage stage, Rejects rejects) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.rejects = rejects;
  }

  /** The records that follow are of the file with that number. */
  void beginFile(int number) {
    file = number;
  }

  /** The digests of what the stage has to print for each part. */
  Map<Part, MessageDigest> digests() {
    return digests;
  }

  private MessageDigest digest() {
    return digests.computeIfAbsent(new Part(file, current(), columns), part -> sha256());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void begin(ImportTable next, List<TargetColumn> its) {
    table = next;
    columns = its;
    if (!isGuarded()) {
      sink = open();
    }
  }

  private boolean isGuarded() {
    return columns.stream().anyMatch(this::isGuarded);
  }

  private boolean isGuarded(TargetColumn column) {
    return column.kind() == TargetColumn.Kind.OTHER
        || stage.target(current()).guarded().contains(column.name());
  }

  private ImportTable current() {
    return Objects.requireNonNull(table);
  }

  private CopySink open() {
    return snapshot.copySink(
        String.format(
            Locale.ROOT,
            "copy %s (%s) from stdin (format text, encoding 'UTF8')",
            stage.tableOf(current()),
            ImportStage.copied(columns)));
  }

  @Override
  public void write(byte[] bytes, int length) {
    snapshot.checkInterruption();
    if (sink == null) {
      send(Arrays.copyOf(bytes, length));
    } else {
      sink.write(bytes, length);
      digest().update(bytes, 0, length);
    }
  }

  private void send(byte[] records) {
    snapshot.handle().execute(SAVEPOINT);
    try (CopySink part = open()) {
      part.write(records, records.length);
      part.finish();
      digest().update(records);
    } catch (BrokenCopy e) {
      if (!SqlStates.isRefusedValue(e)) {
        throw e;
      }
      snapshot.handle().execute(BACK);
      int middle = middle(records);
      if (middle == records.length) {
        refused(records, e);
        return;
      }
      send(Arrays.copyOf(records, middle));
      send(Arrays.copyOfRange(records, middle, records.length));
      return;
    }
    snapshot.handle().execute(DONE);
  }

  /** The end of a record near the middle; the end of them all where there is only one. */
  private static int middle(byte[] records) {
    int at = records.length / 2;
    while (at > 0 && records[at - 1] != '\n') {
      at--;
    }
    if (at > 0) {
      return at;
    }
    at = records.length / 2 + 1;
    while (records[at - 1] != '\n') {
      at++;
    }
    return at;
  }

  private void refused(byte[] one, BrokenCopy e) {
    String text = new String(one, StandardCharsets.UTF_8);
    long place = Long.parseLong(text.substring(0, text.indexOf('\t')));
    List<String> guarded =
        columns.stream().filter(this::isGuarded).map(TargetColumn::name).toList();
    // A server that speaks another language names none.
    String named =
        SqlStates.copiedColumn(e)
            .map(column -> column.substring(column.indexOf('.') + 1))
            .filter(guarded::contains)
            .orElse(String.join(", ", guarded));
    rejects.add(
        new Reject(
            stage.fileOf(place),
            Conversion.lineOf(place),
            named,
            "its column does not take the value"));
  }

  @Override
  public void end() {
    if (sink != null) {
      sink.finish();
    }
    sink = null;
  }

  /** Gives a COPY up that was not ended. */
  void close() {
    if (sink != null) {
      sink.close();
    }
  }
}
