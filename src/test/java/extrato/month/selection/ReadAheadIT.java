package extrato.month.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import extrato.postgres.BrokenCopy;
import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.postgres.MonthBooks;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StudioExtension.class)
class ReadAheadIT {
  private static final Month SEPTEMBER = Month.of(AwkwardMonth.MONTH);

  /** More than the blocks hold that wait to be taken, and a record that is larger than a block. */
  private static final String MANY =
      """
      alter table gastos alter column descricao type text;
      insert into gastos (id, data, valor, descricao, forma_pagamento, created_by)
      select 100000 + i, '2025-09-15', 1, case when i = 5000 then repeat('x', 300000) else 'y' end, 'Pix', 1
      from generate_series(1, 20000) i\
      """;

  /** More than a connection holds of what was sent and not read: the server is amid sending it. */
  private static final String TOO_LARGE_TO_BE_SENT =
      """
      alter table gastos alter column descricao type text;
      insert into gastos (id, data, valor, descricao, forma_pagamento, created_by)
      select 100000 + i, '2025-09-15', 1, repeat('x', 100000), 'Pix', 1 from generate_series(1, 1000) i\
      """;

  private static final String PAYMENTS_ONLY =
      """
      truncate pagamentos, sessoes, comissoes, gastos;
      insert into pagamentos (id, data, valor, forma_pagamento, artista_id)
      select i, '2025-09-15', 1, 'Pix', (select min(id) from users) from generate_series(1, 8192) i\
      """;

  private StudioDatabase studio;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
  }

  @Test
  void stream_handsOnWhatTheRowsAre_inTheirOrder_eachTableEndedOnce() {
    studio.execute(MANY);

    List<String> expected = reading(books -> taken(MonthRows.of(books)::stream));
    List<String> found =
        reading(
            books -> {
              try (ReadAhead<String> ahead = ReadAhead.of(MonthRows.of(books), () -> "behind")) {
                List<String> taken = taken(ahead::stream);
                taken.add(ahead.answer());
                return taken;
              }
            });

    assertThat(expected)
        .hasSize(AwkwardMonth.expected().records() + 20_000 + 4)
        .contains("end of PAGAMENTOS", "end of GASTOS");
    expected.add("behind");
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void close_whileThereIsMoreToRead_leavesTheConnectionToTheNextStatement() {
    studio.execute(MANY);

    String answer =
        reading(
            books -> {
              ReadAhead<Boolean> ahead = ReadAhead.of(MonthRows.of(books), () -> true);
              assertThatThrownBy(
                      () ->
                          ahead.stream(
                              (tabela, origin, bytes, from, to) -> {
                                throw new IllegalArgumentException("enough");
                              }))
                  .hasMessage("enough");
              ahead.close();
              assertThatThrownBy(ahead::answer).hasMessageContaining("nobody takes the records");
              return books.query("select 'free'").mapTo(String.class).one();
            });

    assertThat(answer).isEqualTo("free");
  }

  /** The reader waits for an empty block at the end of a table without records, and of the next. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2_049, 4_097})
  void close_whileTheReaderWaitsAtEmptyTables_endsItAll(int failing) {
    studio.execute(PAYMENTS_ONLY);

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> reading(books -> failingAt(failing, books)))
                .hasMessage("enough"));
  }

  private static boolean failingAt(int failing, MonthBooks books) {
    int[] taken = {0};
    try (ReadAhead<Boolean> ahead = ReadAhead.of(MonthRows.of(books), () -> true)) {
      ahead.stream(
          (tabela, origin, bytes, from, to) -> {
            if (++taken[0] == failing) {
              awaitThatTheReaderWaits();
              throw new IllegalArgumentException("enough");
            }
          });
      return ahead.answer();
    }
  }

  private static void awaitThatTheReaderWaits() {
    Thread reader =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("reader"))
            .findFirst()
            .orElseThrow();
    while (reader.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void stream_whenTheServerEndsTheReading_failsAsItFailed() {
    studio.execute(TOO_LARGE_TO_BE_SENT);

    assertThatThrownBy(() -> reading(this::endedAtTheFirstRecord)).isInstanceOf(BrokenCopy.class);
  }

  private int endedAtTheFirstRecord(MonthBooks books) {
    int[] taken = {0};
    try (ReadAhead<Boolean> ahead = ReadAhead.of(MonthRows.of(books), () -> true)) {
      ahead.stream(
          (tabela, origin, bytes, from, to) -> {
            if (taken[0]++ == 0) {
              studio.execute(
                  "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                      + " where datname = current_database()"
                      + " and application_name = 'extrato 00000000 test'");
            }
          });
      return taken[0];
    }
  }

  @Test
  void answer_whenItsStatementFails_failsAsItFailed() {
    assertThatThrownBy(
            () ->
                reading(
                    books -> {
                      try (ReadAhead<Integer> ahead =
                          ReadAhead.of(
                              MonthRows.of(books),
                              () -> books.query("select 1 / 0").mapTo(Integer.class).one())) {
                        ahead.stream((tabela, origin, bytes, from, to) -> {});
                        return ahead.answer();
                      }
                    }))
        .hasStackTraceContaining("division by zero");
  }

  private static List<String> taken(java.util.function.Consumer<RowHandler> stream) {
    List<String> lines = new ArrayList<>();
    stream.accept(
        new RowHandler() {
          @Override
          public void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to) {
            lines.add(
                tabela
                    + " "
                    + origin
                    + " "
                    + new String(bytes, from, to - from, StandardCharsets.UTF_8));
          }

          @Override
          public void end(Tabela tabela) {
            lines.add("end of " + tabela.name());
          }
        });
    return lines;
  }

  private <T> T reading(Function<MonthBooks, T> work) {
    Path nowhere = Path.of("target").toAbsolutePath();
    Settings settings =
        new SettingsReader().read(Map.of(), Map.of("DATABASE_URL", studio.url()), nowhere, nowhere);
    DatabaseUrl.Server server = (DatabaseUrl.Server) settings.requiredDatabase();
    try (Database database =
        Database.open(server, settings, "00000000 test", new Interruption(), unused -> {})) {
      return database.read(SEPTEMBER, work);
    }
  }
}
