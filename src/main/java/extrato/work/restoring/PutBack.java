package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.RolledBack;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.work.staging.StoredRecords;
import extrato.work.staging.Triggers;
import extrato.work.staging.Writes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the staged records to the live tables in one statement, and compares what was stored. */
final class PutBack {
  private static final String CONSTRAINTS_NOW = "set constraints all immediate";

  private final MonthBooks books;
  private final Stage stage;
  private final StayedSessions stayed;
  private final Overwritten overwritten;
  private final DefaultedColumns defaulted;

  PutBack(
      MonthBooks books,
      Stage stage,
      StayedSessions stayed,
      Overwritten overwritten,
      DefaultedColumns defaulted) {
    this.books = books;
    this.stage = stage;
    this.stayed = stayed;
    this.overwritten = overwritten;
    this.defaulted = defaulted;
  }

  /** Returns how many records of each table were put back; all of them are proven. */
  Map<Tabela, Long> run() {
    // The studio's triggers expect their usual search_path.
    Map<Tabela, Long> written =
        books.asTheStudio(
            () -> {
              Map<Tabela, Long> rows = write();
              books.changes().updated(Tabela.SESSOES.table(), stayed.putPointersBack());
              // Deferred work happens now, while its effects can still be checked.
              books.handle().execute(CONSTRAINTS_NOW);
              return rows;
            });
    written.forEach((tabela, rows) -> books.changes().inserted(tabela.table(), rows));
    List<String> changed = new ArrayList<>(stayed.touched());
    for (Tabela tabela : Tabela.values()) {
      books.checkInterruption();
      changed.addAll(changed(tabela, Stage.table(tabela)));
    }
    overwritten
        .counts()
        .forEach(
            (tabela, rows) -> {
              books.changes().updated(tabela.table(), rows);
              if (tabela != Tabela.SESSOES) {
                changed.addAll(changed(tabela, Overwritten.table(tabela)));
                written.merge(tabela, rows, Long::sum);
              }
            });
    if (!changed.isEmpty()) {
      throw changed(
          changed,
          // A session that stayed gets its pointer back.
          Triggers.of(
              books,
              Stream.of(Tabela.values()).map(Tabela::table).toList(),
              List.of(Tabela.SESSOES.table())));
    }
    return written;
  }

  private Map<Tabela, Long> write() {
    Writes writes = new Writes();
    for (Tabela tabela : Tabela.values()) {
      for (int group = 0; group < defaulted.groups(tabela).size(); group++) {
        writes.add(name(tabela, group), insert(tabela, defaulted.groups(tabela).get(group)));
      }
    }
    for (Tabela tabela : overwritten.counts().keySet()) {
      writes.add(tabela.table() + "_emendados", overwritten.update(tabela));
    }
    Map<String, Long> rows = writes.run(books);
    Map<Tabela, Long> written = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      written.put(
          tabela,
          IntStream.range(0, defaulted.groups(tabela).size())
              .mapToLong(group -> rows.getOrDefault(name(tabela, group), 0L))
              .sum());
    }
    return written;
  }

  private static String name(Tabela tabela, int group) {
    return tabela.table() + "_de_volta_" + group;
  }

  private String insert(Tabela tabela, DefaultedColumns.Group group) {
    List<String> written = new ArrayList<>(stage.written(tabela));
    written.removeAll(group.without());
    return String.format(
        Locale.ROOT,
        "insert into :\"studio\".%s (%s) overriding system value select %s from %s s where %s",
        tabela.table(),
        String.join(", ", written),
        Stage.prefixed("s.", written),
        Stage.table(tabela),
        group.condition());
  }

  private List<String> changed(Tabela tabela, String staged) {
    Map<String, String> values = new LinkedHashMap<>();
    stage
        .columns(tabela)
        .forEach(column -> values.put(column, defaulted.expected(tabela, column, "s", "t")));
    return StoredRecords.differing(books, tabela.table(), staged, values);
  }

  private static Failure changed(List<String> changed, Triggers triggers) {
    String names = triggers.named();
    return new Failure.Stopped(
        "what was put back is not what was archived: "
            + String.join("; ", changed)
            + RolledBack.WORDS,
        names.isEmpty()
            ? "a computed column gives another value now, or a rule rewrites the insert"
            : "triggers run here: "
                + names
                + "; disable the one that changes rows for the restore");
  }
}
