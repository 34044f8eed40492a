package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Damage to a closed month's archive and statement is found, and nothing is restored from it. */
@ExtendWith(StudioExtension.class)
final class DamagedDatabaseIT {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;

  private static final List<String> TOTALS =
      List.of(
          "receita_total",
          "total_pagamentos",
          "comissoes_total",
          "despesas_total",
          "saldo",
          "receita_liquida");

  /** Damage to the record with the index %2$d in the archive's table %1$s. */
  private static final Map<String, String> TO_THE_ARCHIVE =
      Map.of(
          "an archived amount one cent off",
          "registros = jsonb_set(registros, '{%2$d,valor}', to_jsonb(((registros #>>"
              + " '{%2$d,valor}')::numeric + 0.01)::text))",
          "an archived date changed",
          "registros = jsonb_set(registros, '{%2$d,created_at}', '\"2025-09-09 00:00:00+00\"')",
          "an archived column gone",
          "registros = registros #- '{%2$d,valor}'",
          "an archived record gone",
          "registros = registros - %2$d",
          "an archived record gone, and its count",
          "registros = registros - %2$d, quantidade = quantidade - 1",
          "an archived record doubled",
          "registros = registros || (registros -> %2$d), quantidade = quantidade + 1",
          "an archived record in another's place",
          "registros = (registros - %2$d) || jsonb_build_array(registros -> ((%2$d + 1) %%"
              + " jsonb_array_length(registros)))");

  /**
   * Damage to the record with the index %2$d in the statement's list %1$s, or to the total %3$s.
   */
  private static final Map<String, String> TO_THE_STATEMENT =
      Map.of(
          "a listed amount one cent off",
          "%1$s = jsonb_set(%1$s, '{%2$d,valor}', to_jsonb((%1$s #>> '{%2$d,valor}')::numeric +"
              + " 0.01))",
          "a listed record gone",
          "%1$s = %1$s - %2$d",
          "a listed record doubled",
          "%1$s = %1$s || (%1$s -> %2$d)",
          "a total one cent off",
          "totais = jsonb_set(totais, '{%3$s}', to_jsonb((totais ->> '%3$s')::numeric + 0.01))");

  @TempDir Path home;

  @Test
  void anyChange_ofArchiveOrStatement_isFound_andNothingIsRestoredFromIt(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Operator.inDecember(studio, home).with("EXTRATO_STATEMENT_ENCODING", "native").close(MONTH);
    Attack.named("archive or statement of a closed month changed")
        .repeat(Attack.size("archives"), random -> damage(studio, random))
        .check();
  }

  @Test
  void aStatementThatIsGone_isFound(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Operator.inDecember(studio, home).close(MONTH);
    Attack.named("statement of a closed month removed")
        .repeat(
            1,
            random -> {
              studio.execute("delete from extratos");
              Operator operator = Operator.inDecember(studio, home);
              refuses(operator, studio, "verify", "extrato");
              assertThat(operator.run("status", "--check").expect(12).both()).contains("09/2025");
              return "found";
            })
        .check();
  }

  private String damage(StudioDatabase closed, Random random) {
    boolean archive = random.nextInt(3) > 0;
    Map<String, String> kinds = archive ? TO_THE_ARCHIVE : TO_THE_STATEMENT;
    String kind = oneOf(kinds.keySet().stream().sorted().toList(), random);
    String table = oneOf(StudioDatabase.BOOKS, random);
    try (StudioDatabase studio = closed.copy()) {
      String change = kinds.getOrDefault(kind, "");
      int records = records(studio, archive, table);
      studio.execute(
          (archive ? "update extrato.lotes set " : "update extratos set ")
              + String.format(
                  Locale.ROOT, change, table, random.nextInt(records), oneOf(TOTALS, random))
              + (archive ? " where tabela = '" + table + "'" : ""));
      Operator operator = Operator.inDecember(studio, home);
      operator.succeed("init", "--moved");
      refuses(operator, studio, "verify", "drill", "restore");
      // The run that found it has recorded it; status itself proves nothing.
      assertThat(operator.run("status", "--check").expect(12).both()).contains("09/2025");
    }
    return "found: " + kind;
  }

  private static int records(StudioDatabase studio, boolean archive, String table) {
    return Integer.parseInt(
        String.valueOf(
            studio.value(
                archive
                    ? "select quantidade from extrato.lotes where tabela = '" + table + "'"
                    : "select jsonb_array_length(" + table + ") from extratos")));
  }

  private static void refuses(Operator operator, StudioDatabase studio, String... commands) {
    Map<String, String> damaged = studio.dumpExceptRuns();
    for (String command : commands) {
      assertThat(operator.run(MONTH, command).expect(4).err())
          .containsAnyOf("09/2025", " is not what the database holds: ");
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(damaged);
  }

  private static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
