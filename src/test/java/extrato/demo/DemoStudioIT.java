package extrato.demo;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.postgres.embedded.EmbeddedServer;
import extrato.studio.Month;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoStudioIT {
  private static final Month LAST = new Month(2025, 9);
  private static final LocalDate TODAY = LocalDate.of(2025, 10, 9);
  private static final List<String> TABLES =
      List.of("users", "clients", "sessoes", "pagamentos", "comissoes", "gastos");

  @TempDir static Path folder;
  private static EmbeddedServer server;
  private static Connection connection;
  private static DemoStudio.Rows rows;

  @BeforeAll
  static void fill() throws SQLException {
    server = EmbeddedServer.start(folder.resolve("demo"));
    connection = server.connect();
    rows = DemoStudio.fill(connection, LAST);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @Test
  void fill_tellsTheRowsOfEachTable() throws SQLException {
    assertThat(rows)
        .isEqualTo(
            new DemoStudio.Rows(
                count("users"),
                count("clients"),
                count("sessoes"),
                count("pagamentos"),
                count("comissoes"),
                count("gastos")));
    assertThat(count("extratos")).isZero();
    assertThat(rows.described())
        .startsWith(rows.pagamentos() + " payments, " + rows.sessoes() + " sessions");
  }

  @Test
  void fill_givesEveryFullMonthAHundredRecordsOrSo() throws SQLException {
    List<String> months = column("select distinct to_char(data, 'YYYY-MM') from gastos order by 1");
    assertThat(months).hasSize(13).startsWith("2024-10").endsWith("2025-09", "2025-10");
    for (String month : months.subList(0, 12)) {
      assertThat(recordsOf(month)).as(month).isBetween(90, 140);
    }
    assertThat(recordsOf("2025-10")).isBetween(15, 80);
  }

  @Test
  void fill_again_givesTheSameRows() throws SQLException {
    assertThat(filledElsewhere("again", LAST, TODAY)).isEqualTo(contents("public"));
  }

  @Test
  void fill_ofOtherMonths_givesOtherRows() throws SQLException {
    Month other = new Month(2024, 9);
    assertThat(filledElsewhere("other", other, LocalDate.of(2024, 10, 9)))
        .isNotEqualTo(contents("public"));
  }

  @Test
  void fill_onALaterDay_hasTheSameFullMonths() throws SQLException {
    filledElsewhere("later", LAST, LocalDate.of(2025, 10, 30));
    String payments =
        "select data || valor::text || forma_pagamento from %s.pagamentos"
            + " where data < '2025-10-01' order by 1";
    assertThat(column(String.format(Locale.ROOT, payments, "later")))
        .isEqualTo(column(String.format(Locale.ROOT, payments, "public")));
  }

  @Test
  void fill_tiesPaymentsAndSessionsBothWays() throws SQLException {
    assertNone(
        "select from sessoes s join pagamentos p on p.id = payment_id where sessao_id != s.id");
    assertNone(
        "select from pagamentos p join sessoes s on s.id = sessao_id where payment_id is null");
    assertNone(
        "select from pagamentos p join sessoes s on s.id = sessao_id"
            + " where (s.cliente_id, s.artista_id) is distinct from (p.cliente_id, p.artista_id)");
    assertNone(
        "select from sessoes s join (select sessao_id, sum(valor) from pagamentos group by 1) p"
            + " on p.sessao_id = s.id where status = 'completed' and s.valor != sum");
  }

  @Test
  void fill_hasDepositsOfOtherMonths_withTheSessionPointingEitherWay() throws SQLException {
    String acrossMonths =
        "select %s from sessoes s join pagamentos a on a.sessao_id = s.id"
            + " join pagamentos b on b.sessao_id = s.id"
            + " where date_trunc('month', a.data) < date_trunc('month', b.data)"
            + " and date_trunc('month', a.data) = '2025-08-01' and s.payment_id = %s";
    assertThat(column(String.format(Locale.ROOT, acrossMonths, "s.id", "a.id")))
        .hasSizeGreaterThan(1);
    assertThat(column(String.format(Locale.ROOT, acrossMonths, "s.id", "b.id")))
        .hasSizeGreaterThan(1);
    assertThat(column(String.format(Locale.ROOT, acrossMonths, "b.data - a.data", "b.id")))
        .allSatisfy(days -> assertThat(Integer.parseInt(days)).isGreaterThanOrEqualTo(7));
    assertSome(
        "select from pagamentos p join sessoes s on s.id = sessao_id"
            + " where p.data between '2025-09-01' and '2025-09-30' and s.data > '2025-10-09'");
  }

  @Test
  void fill_hasWhatRealBooksHave() throws SQLException {
    assertSome("select from pagamentos where valor < 0 and sessao_id is not null");
    assertSome("select from pagamentos where sessao_id is null and cliente_id is null");
    assertSome("select from sessoes where payment_id is null and status = 'cancelled'");
    assertSome(
        "select from comissoes c join pagamentos p on p.id = pagamento_id"
            + " where date_trunc('month', c.created_at) > p.data");
    assertThat(column("select distinct forma_pagamento from pagamentos order by 1"))
        .containsExactly("Crédito", "Dinheiro", "Débito", "Pix");
    assertThat(column("select distinct forma_pagamento from gastos order by 1"))
        .containsExactly("Crédito", "Pix");
    for (String odd : List.of("\n", "\"", ",", ";", "\\", "🌸", "ç")) {
      assertThat(column("select observacoes from sessoes union select observacoes from pagamentos"))
          .anyMatch(note -> note != null && note.contains(odd));
    }
    assertSome("select from sessoes where observacoes = ''");
    assertSome("select from sessoes where observacoes is null");
  }

  @Test
  void fill_hasAFreeCommissionLateOnTheLastEveningOfEveryMonth() throws SQLException {
    assertThat(
            column(
                "select to_char(created_at at time zone 'America/Sao_Paulo', 'YYYY-MM') from"
                    + " comissoes where pagamento_id is null and to_char(created_at at time zone"
                    + " 'UTC', 'DD HH24') like '01 01' order by 1"))
        .hasSize(12)
        .endsWith("2025-09");
  }

  @Test
  void fill_hasPlausibleSums() throws SQLException {
    assertThat(column("select min(valor) >= 250 and max(valor) <= 2400 from sessoes"))
        .containsExactly("t");
    assertThat(
            column(
                "select sum(valor) from pagamentos where data < '2025-10-01'"
                    + " group by date_trunc('month', data)"))
        .allSatisfy(
            sum -> assertThat(new BigDecimal(sum)).isBetween(amount(12_000), amount(30_000)));
    assertThat(
            column(
                "select sum(valor) from gastos where data < '2025-10-01'"
                    + " group by date_trunc('month', data)"))
        .allSatisfy(sum -> assertThat(new BigDecimal(sum)).isBetween(amount(4_000), amount(8_000)));
    assertNone(
        "select from comissoes c join pagamentos p on p.id = pagamento_id"
            + " where c.valor != round(p.valor * percentual / 100, 2) or c.valor != p.comissao"
            + " or percentual not between 40 and 60 or c.artista_id != p.artista_id");
  }

  @Test
  void fill_hasNothingAfterToday() throws SQLException {
    assertThat(column("select max(data) from pagamentos")).containsExactly("2025-10-09");
    assertNone("select from gastos where data > '2025-10-09'");
    assertNone("select from sessoes where data > '2025-10-09' and status = 'completed'");
    assertNone("select from comissoes where created_at >= '2025-10-10 00:00-03'");
  }

  @Test
  void fill_leavesTheSequencesReadyForTheNextRow() throws SQLException {
    assertThat(
            column(
                "insert into gastos (data, valor, forma_pagamento, created_by)"
                    + " values ('2030-01-01', 1, 'Pix', 1) returning id"))
        .containsExactly(String.valueOf(rows.gastos() + 1));
    column("delete from gastos where data = '2030-01-01' returning id");
  }

  private static int recordsOf(String month) throws SQLException {
    return Integer.parseInt(
        column(
                String.format(
                    Locale.ROOT,
                    """
                    with p as (select * from pagamentos where to_char(data, 'YYYY-MM') = '%1$s')
                    select (select count(*) from p)
                      + (select count(*) from gastos where to_char(data, 'YYYY-MM') = '%1$s')
                      + (select count(*) from comissoes where pagamento_id in (select id from p)
                         or pagamento_id is null and '%1$s'
                            = to_char(created_at at time zone 'America/Sao_Paulo', 'YYYY-MM'))
                      + (select count(*) from sessoes where payment_id in (select id from p)
                         or id in (select sessao_id from p))\
                    """,
                    month))
            .get(0));
  }

  private static List<String> filledElsewhere(String schema, Month last, LocalDate today)
      throws SQLException {
    try (Connection other = server.connect();
        Statement statement = other.createStatement()) {
      statement.execute(
          String.format(Locale.ROOT, "create schema %1$s; set search_path to %1$s", schema));
      DemoStudio.fill(other, last, today);
      return contents(schema);
    }
  }

  private static List<String> contents(String schema) throws SQLException {
    List<String> contents = new ArrayList<>();
    for (String table : TABLES) {
      contents.addAll(
          column(
              String.format(
                  Locale.ROOT, "select r::text from %s.%s r order by id", schema, table)));
    }
    return contents;
  }

  private static int count(String table) throws SQLException {
    return Integer.parseInt(column("select count(*) from " + table).get(0));
  }

  private static void assertNone(String sql) throws SQLException {
    assertThat(column(sql.replaceFirst("select", "select 'found'"))).isEmpty();
  }

  private static void assertSome(String sql) throws SQLException {
    assertThat(column(sql.replaceFirst("select", "select 'found'"))).isNotEmpty();
  }

  private static List<String> column(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(1));
      }
      return values;
    }
  }

  private static BigDecimal amount(int reais) {
    return BigDecimal.valueOf(reais);
  }
}
