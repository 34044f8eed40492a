package extrato.month.selection;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.month.selection.LiveMonths.LiveMonth;
import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.GeneratedMonths;
import extrato.testing.MonthOfBooks;
import extrato.testing.StudioBooks;
import extrato.testing.StudioDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class LiveMonthsIT {
  private static final StudioDatabase STUDIO = StudioDatabase.create();
  private static final Month SEPTEMBER = Month.of(AwkwardMonth.MONTH);

  @AfterContainer
  static void close() {
    STUDIO.close();
  }

  @Example
  void of_awkwardBooks_findsEveryMonthThatHasARecord() {
    fill(AwkwardMonth.books());

    SortedMap<Month, LiveMonth> months = months(SEPTEMBER);
    assertThat(months)
        .containsOnlyKeys(
            new Month(2024, 9),
            new Month(2025, 8),
            SEPTEMBER,
            new Month(2025, 10),
            new Month(2026, 9));
    assertThat(months.keySet()).allSatisfy(LiveMonthsIT::checkAgainstTheRule);
  }

  @Example
  void of_awkwardBooks_addsUpLikeTheMonth() {
    fill(AwkwardMonth.books());
    MonthOfBooks expected = AwkwardMonth.expected();

    LiveMonth september = months(SEPTEMBER).getOrDefault(SEPTEMBER, LiveMonth.NONE);
    assertThat(september.records()).isEqualTo(expected.records());
    assertThat(september.of(Tabela.PAGAMENTOS).sum()).isEqualByComparingTo(expected.receita());
    assertThat(september.of(Tabela.COMISSOES).sum())
        .isEqualByComparingTo(expected.totalComissoes());
    assertThat(september.of(Tabela.GASTOS).sum()).isEqualByComparingTo(expected.despesas());
  }

  @Example
  void of_amountThatIsNoNumber_countsTheRecordAndHasNoSum() {
    STUDIO.reset();
    STUDIO.execute(
        "insert into users (id, name) values (1, 'Ana');insert into gastos (data, valor,"
            + " forma_pagamento, created_by) values ('2025-09-01', 'NaN', 'Pix', 1), ('infinity',"
            + " 1, 'Pix', 1), ('0025-09-01', 1, 'Pix', 1)");

    SortedMap<Month, LiveMonth> months = months(SEPTEMBER);
    assertThat(months).containsOnlyKeys(SEPTEMBER);
    LiveMonth september = months.getOrDefault(SEPTEMBER, LiveMonth.NONE);
    assertThat(september.of(Tabela.GASTOS).records()).isEqualTo(1);
    assertThat(september.of(Tabela.GASTOS).sum()).isNull();
    assertThat(september.of(Tabela.PAGAMENTOS).sum()).isEqualTo(BigDecimal.ZERO);
  }

  @Provide
  Arbitrary<StudioBooks> books() {
    return GeneratedMonths.books();
  }

  @Property(tries = 12)
  void of_anyBooks_countsEachMonthAsTheRuleDoes(@ForAll("books") StudioBooks books) {
    fill(books);

    for (Month month : List.of(new Month(2025, 8), SEPTEMBER, new Month(2025, 10))) {
      checkAgainstTheRule(month);
      MonthOfBooks expected = books.month(YearMonth.of(month.year(), month.month()));
      assertThat(months(month).getOrDefault(month, LiveMonth.NONE).records())
          .isEqualTo(expected.records());
    }
  }

  @Property(tries = 4)
  void of_momentsWithoutZone_areStudioTime(@ForAll("books") StudioBooks books) {
    fill(books);
    STUDIO.execute(
        "alter table comissoes alter column created_at type timestamp"
            + " using created_at at time zone 'America/Sao_Paulo'");
    try {
      checkAgainstTheRule(SEPTEMBER);
    } finally {
      STUDIO.execute(
          "alter table comissoes alter column created_at type timestamptz"
              + " using created_at at time zone 'America/Sao_Paulo'");
    }
  }

  private static void fill(StudioBooks books) {
    STUDIO.reset();
    books.insertInto(STUDIO);
  }

  private static void checkAgainstTheRule(Month month) {
    Settings settings = settings();
    try (Database database = open(settings)) {
      LiveCounts rule = database.read(month, LiveCounts::of);
      LiveMonth found = database.read(month, LiveMonths::of).getOrDefault(month, LiveMonth.NONE);
      for (Tabela tabela : Tabela.values()) {
        assertThat(found.of(tabela).records())
            .as("%s of %s", tabela, month)
            .isEqualTo(rule.of(tabela));
      }
    }
  }

  private static SortedMap<Month, LiveMonth> months(Month month) {
    try (Database database = open(settings())) {
      return database.read(month, LiveMonths::of);
    }
  }

  private static Settings settings() {
    Path nowhere = Path.of("target").toAbsolutePath();
    return new SettingsReader()
        .read(Map.of(), Map.of("DATABASE_URL", STUDIO.url()), nowhere, nowhere);
  }

  private static Database open(Settings settings) {
    DatabaseUrl.Server server = (DatabaseUrl.Server) settings.requiredDatabase();
    return Database.open(server, settings, "00000000 test", new Interruption(), unused -> {});
  }
}
