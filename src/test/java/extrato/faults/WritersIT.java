package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * People go on writing while months are backed up, closed, merged and restored. Whatever the
 * database confirmed to them is in exactly one place, and nobody waits for ever.
 */
@ExtendWith(StudioExtension.class)
final class WritersIT {
  private static final int WRITERS = 8;
  private static final YearMonth FIRST = YearMonth.of(2025, 8);
  private static final int MONTHS = 3;
  private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

  /** Where every record of the writers is now, with table, id and amount. */
  private static final String PLACES =
      """
      select t || ' ' || id as record, string_agg(place, ' ' order by place) as places,
             string_agg(distinct valor, ' ') as amounts
      from (
        select 'pagamentos' t, id, valor::text, 'live' place from pagamentos
        union all select 'sessoes', id, valor::text, 'live' from sessoes
        union all select 'comissoes', id, valor::text, 'live' from comissoes
        union all select 'gastos', id, valor::text, 'live' from gastos
        union all
        select l.tabela, (r ->> 'id')::int, (r ->> 'valor'), 'archived'
        from extrato.versoes v
        join extrato.lotes l using (ano, mes, versao)
        cross join jsonb_array_elements(l.registros) r
        where v.restaurada_em is null
      ) places
      group by t, id
      """;

  private static final Place NOWHERE = new Place("", "");

  /** Where a record is, and with which amounts. */
  private record Place(String where, String amounts) {}

  @TempDir Path home;

  @Tag("slow")
  @Test
  void aRecord_thatIsCommittedWhileMonthsAreClosed_isInOnePlace(StudioDatabase studio)
      throws Exception {
    studio.execute(
        "insert into users (id, name) values (1, 'Ana'); insert into clients (id, name) values (1,"
            + " 'José')");
    Operator operator = Operator.inDecember(studio, home).with("EXTRATO_LOCK_TIMEOUT", "5s");
    operator.succeed("init");
    Attack closings = Attack.named("months closed, forced and restored while 8 people write");
    Attack records = Attack.named("records written meanwhile");

    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Writer> writers = new ArrayList<>();
    List<Future<Integer>> ends = new ArrayList<>();
    for (int i = 1; i <= WRITERS; i++) {
      Writer writer =
          new Writer(studio, i, FIRST, MONTHS, new Random(closings.random().nextLong() + i));
      boolean amidClosings = i == WRITERS;
      writers.add(writer);
      ends.add(
          threads.submit(
              () ->
                  amidClosings
                      ? writer.writeAmidClosingsUntil(enough::get)
                      : writer.writeUntil(enough::get)));
    }
    try {
      while (studio.count("extrato.versoes") < Attack.size("closings")) {
        closings.repeat(1, random -> step(operator, random));
      }
    } finally {
      enough.set(true);
      threads.shutdown();
    }
    for (Future<Integer> end : ends) {
      assertThat(end.get(1, TimeUnit.MINUTES)).as("transactions of a writer").isPositive();
    }
    closings.check();

    check(studio, writers, records);
    records.check();
    Attack restored = Attack.named("months restored when nobody writes any more");
    restored.attempt(
        random -> {
          restoreAll(operator);
          checkAllLive(studio, writers);
          return "every record back";
        });
    restored.check();
  }

  /** One command on one month, with the outcomes that are allowed while others write. */
  private static String step(Operator operator, Random random) {
    YearMonth month = FIRST.plusMonths(random.nextInt(MONTHS));
    int kind = random.nextInt(10);
    if (kind == 0) {
      return run(operator, month, "restore");
    }
    if (kind < 4) {
      return run(operator, month, "backup");
    }
    return run(operator, month, "monthly") + ", " + run(operator, month, "extrato", "--force");
  }

  private static String run(Operator operator, YearMonth month, String command, String... options) {
    long began = System.nanoTime();
    Operator.Ended ended = operator.run(month, command, options);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_RUN);
    assertThat(ended.exitCode())
        .as(ended.both())
        .isIn(
            ExitCode.DONE.number(),
            ExitCode.ALREADY_CLOSED.number(),
            ExitCode.NOT_PROVEN.number(),
            ExitCode.STOPPED.number());
    return String.join(" ", command, String.join(" ", options)).strip()
        + ": exit "
        + ended.exitCode();
  }

  private static void check(StudioDatabase studio, List<Writer> writers, Attack records) {
    Map<String, Place> places = new TreeMap<>();
    studio
        .rows(PLACES)
        .forEach(
            row ->
                places.put(
                    "" + row.get("record"),
                    new Place("" + row.get("places"), "" + row.get("amounts"))));
    for (Writer writer : writers) {
      writer
          .told()
          .forEach(
              (record, amount) ->
                  records.attempt(
                      random -> place(record, amount, places.getOrDefault(record, NOWHERE))));
    }
  }

  /** A session that stays is archived with each month that pays for it. */
  private static String place(String record, String amount, Place place) {
    if (amount.equals(Writer.DELETED)) {
      assertThat(place.where).as("%s, which was deleted", record).isEmpty();
      return "deleted and nowhere";
    }
    assertThat(place.amounts).as("%s, which is %s", record, place.where).isEqualTo(amount);
    if (record.startsWith("sessoes")) {
      assertThat(place.where).as(record).matches("(archived ?)*(live)?");
    } else {
      assertThat(place.where).as(record).isIn("live", "archived");
    }
    return place.where;
  }

  /** A month that shares sessions with another one may have to wait for it. */
  private static void restoreAll(Operator operator) {
    List<YearMonth> closed = new ArrayList<>();
    for (int i = 0; i < MONTHS; i++) {
      closed.add(FIRST.plusMonths(i));
    }
    List<String> said = new ArrayList<>();
    // A writer has deleted late records that a closed month's newest backup holds.
    operator.succeed("init", "--older");
    for (int round = 0; round < MONTHS && !closed.isEmpty(); round++) {
      said.clear();
      closed.removeIf(month -> isOpen(operator.run(month, "restore"), said));
    }
    assertThat(closed).as("months that could not be restored: %s", said).isEmpty();
  }

  private static boolean isOpen(Operator.Ended restore, List<String> said) {
    said.add(restore.both());
    return restore.exitCode() == 0 || restore.err().contains("is not closed");
  }

  private static void checkAllLive(StudioDatabase studio, List<Writer> writers) {
    Map<String, String> live = new TreeMap<>();
    for (String table : StudioDatabase.BOOKS) {
      studio
          .rows("select '" + table + " ' || id as record, valor from " + table)
          .forEach(row -> live.put("" + row.get("record"), "" + row.get("valor")));
    }
    Map<String, String> told = new TreeMap<>();
    writers.forEach(writer -> told.putAll(writer.told()));
    told.values().removeIf(Writer.DELETED::equals);
    assertThat(live.entrySet()).containsExactlyInAnyOrderElementsOf(told.entrySet());
  }
}
