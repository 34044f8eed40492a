package extrato.restoring;

import extrato.db.Books;
import extrato.db.Column;
import extrato.db.CopyLines;
import extrato.db.CopySink;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.selection.CsvRow;
import extrato.selection.Layout;
import extrato.studio.Tabela;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The month's records in temporary tables of the studio's own types: what could be put back, before
 * anything is. The tables go with the transaction.
 */
final class Stage {
  private static final int CHUNK = 1 << 16;

  private final Books books;
  private final Layout layout;

  private Stage(Books books, Layout layout) {
    this.books = books;
    this.layout = layout;
  }

  /** Loads every record; a column that is gone or has another type stops it, all of them named. */
  static Stage load(Books books, Source source) {
    refuseChangedColumns(books, source);
    Stage stage = new Stage(books, source.layout());
    for (Tabela tabela : Tabela.values()) {
      stage.create(tabela);
    }
    try (Loader loader = new Loader(stage)) {
      source.stream(loader);
      loader.endTable();
    }
    return stage;
  }

  static String table(Tabela tabela) {
    return "pg_temp.extrato_" + tabela.table();
  }

  /** The columns that are written when a record is put back; the server computes the others. */
  List<String> written(Tabela tabela) {
    return books.studio().columns(tabela).stream()
        .filter(column -> !column.generated() && has(tabela, column.name()))
        .map(column -> Sql.quoted(column.name()))
        .toList();
  }

  /** All columns of the records, computed ones included. */
  List<String> columns(Tabela tabela) {
    return layout.columns(tabela).stream().map(column -> Sql.quoted(column.name())).toList();
  }

  /**
   * Reads everything back and compares it, field by field, with the source: nothing was lost
   * between text and type.
   */
  void proveAgainst(Source source) {
    try (Prover prover = new Prover(this)) {
      source.stream(prover);
      prover.endTable();
    }
  }

  private boolean has(Tabela tabela, String name) {
    return layout.columns(tabela).stream().anyMatch(column -> column.name().equals(name));
  }

  private void create(Tabela tabela) {
    // LIKE brings the types and not the defaults, identities or computed values; NULLs are the
    // archive's own affair.
    books
        .update(
            "create temporary table extrato_%s on commit drop as select %s from :\"studio\".%s limit 0"
                .formatted(tabela.table(), String.join(", ", columns(tabela)), tabela.table()))
        .execute();
  }

  private static void refuseChangedColumns(Books books, Source source) {
    List<String> changed = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      for (Column column : source.layout().columns(tabela)) {
        books.studio().columns(tabela).stream()
            .filter(live -> live.name().equals(column.name()))
            .findFirst()
            .ifPresentOrElse(
                live -> {
                  if (!live.type().equals(column.type())) {
                    changed.add(
                        "column %s.%s is %s, its records are %s"
                            .formatted(tabela.table(), column.name(), live.type(), column.type()));
                  }
                },
                () -> changed.add("column %s.%s is gone".formatted(tabela.table(), column.name())));
      }
    }
    if (!changed.isEmpty()) {
      throw new Failure.Stopped(
          "the records of "
              + source.name()
              + " do not fit the tables any more: "
              + String.join("; ", changed)
              + "; nothing was changed",
          "give the tables back what is missing, restore, then change them again");
    }
  }

  /** Writes the records as COPY reads them: every value quoted, NULL as nothing. */
  private static final class Loader implements Source.Records, AutoCloseable {
    private final Stage stage;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(CHUNK * 2);
    private @Nullable Tabela current;
    private @Nullable CopySink sink;
    private int[] positions = {};

    Loader(Stage stage) {
      this.stage = stage;
    }

    @Override
    public void add(Tabela tabela, CsvRow row) {
      if (current != tabela) {
        endTable();
        begin(tabela);
      }
      for (int i = 0; i < positions.length; i++) {
        if (i > 0) {
          lines.write(',');
        }
        if (!row.isNull(positions[i])) {
          quoted(row.bytes(), row.start(positions[i]), row.length(positions[i]));
        }
      }
      lines.write('\n');
      if (lines.size() >= CHUNK) {
        flush();
      }
    }

    void endTable() {
      flush();
      if (sink != null) {
        sink.finish();
      }
      sink = null;
      current = null;
    }

    @Override
    public void close() {
      if (sink != null) {
        sink.close();
      }
    }

    private void begin(Tabela tabela) {
      stage.books.checkInterruption();
      current = tabela;
      positions = stage.layout.positions(tabela);
      sink =
          stage.books.copySink(
              "copy %s (%s) from stdin (format csv, encoding 'UTF8')"
                  .formatted(table(tabela), String.join(", ", stage.columns(tabela))));
    }

    private void quoted(byte[] bytes, int start, int length) {
      lines.write('"');
      for (int at = start; at < start + length; at++) {
        if (bytes[at] == '"') {
          lines.write('"');
        }
        lines.write(bytes[at]);
      }
      lines.write('"');
    }

    private void flush() {
      if (sink != null && lines.size() > 0) {
        byte[] bytes = lines.toByteArray();
        sink.write(bytes, bytes.length);
      }
      lines.reset();
    }
  }

  /** Compares what the temporary tables print with what the source says. */
  private static final class Prover implements Source.Records, AutoCloseable {
    private final Stage stage;
    private final CsvRow staged = new CsvRow();
    private @Nullable Tabela current;
    private @Nullable CopyLines lines;
    private int[] positions = {};

    Prover(Stage stage) {
      this.stage = stage;
    }

    @Override
    public void add(Tabela tabela, CsvRow row) {
      if (current != tabela) {
        endTable();
        begin(tabela);
      }
      String id = row.text(stage.layout.position(tabela, "id"));
      byte[] line = Objects.requireNonNull(lines).next();
      if (line == null || !staged.parse(line, 0, line.length)) {
        throw changed(tabela, id, "the record");
      }
      for (int i = 0; i < positions.length; i++) {
        if (!same(row, positions[i], staged, i)) {
          throw changed(tabela, id, "column " + stage.layout.columns(tabela).get(i).name());
        }
      }
    }

    void endTable() {
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
      stage.books.checkInterruption();
      current = tabela;
      positions = stage.layout.positions(tabela);
      lines =
          stage.books.copyLines(
              "copy (select %s from %s order by id) to stdout (format csv, encoding 'UTF8')"
                  .formatted(
                      stage.columns(tabela).stream().collect(Collectors.joining(", ")),
                      table(tabela)));
    }

    private static boolean same(CsvRow a, int fieldOfA, CsvRow b, int fieldOfB) {
      return a.isNull(fieldOfA)
          ? b.isNull(fieldOfB)
          : !b.isNull(fieldOfB) && b.isSameText(fieldOfB, a, fieldOfA);
    }

    private static Failure changed(Tabela tabela, @Nullable String id, String what) {
      return new Failure.NotProven(
          "%s of %s%s does not come back as it was; nothing was changed"
              .formatted(what, tabela.table(), id == null ? "" : " id " + id),
          "the type of the column prints or reads this value differently than at the closing");
    }
  }
}
