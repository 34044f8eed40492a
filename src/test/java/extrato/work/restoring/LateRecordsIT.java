package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that turn up for a closed month: nothing is lost, and nothing is there twice. */
@ExtendWith(StudioExtension.class)
class LateRecordsIT {
  @TempDir Path home;

  /** Every row that must be live again when all is restored, by table and id. */
  private final Map<String, Map<Integer, String>> expected = new TreeMap<>();

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    expect(studio.dumpBooks());
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @Test
  void force_threeTimes_withRestoresInBetween_losesAndDoublesNothing(StudioDatabase studio) {
    turnUp(studio, 9001);
    assertThat(operator(studio).run(MONTH, "extrato").expect(3).err()).contains("already closed");
    merge(studio, 2, 106);
    turnUp(studio, 9002);
    merge(studio, 3, 108);
    restore(studio, "archive");

    operator(studio).close(MONTH);
    checkClosed(studio, 4, 108);
    turnUp(studio, 9003);
    merge(studio, 5, 110);
    restore(studio, "backup");

    operator(studio).close(MONTH);
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
    checkClosed(studio, 6, 110);
  }

  @Test
  void restore_whileLateRecordsAreLive_keepsThem_andBacksThemUpFirst(StudioDatabase studio) {
    turnUp(studio, 9001);

    restore(studio, "archive");

    assertThat(ids(operator(studio).backup(MONTH, 2), "gasto")).contains(9001).hasSize(39);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void force_overASessionThatStayed_wasEdited_andIsPaidAgain(
      boolean leaves, StudioDatabase studio) {
    studio.execute("update sessoes set observacoes = 'editada' where id = 208");
    if (leaves) {
      // August's payment, which keeps the session live, is August's no more.
      studio.execute("delete from comissoes where id = 305; delete from pagamentos where id = 81");
      expected("comissoes").remove(305);
      expected("pagamentos").remove(81);
    }
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id) values"
            + " (9101, '2025-09-20', 12.34, 'Pix', 1, 208)");
    expected("pagamentos").put(9101, row(studio, "pagamentos", 9101));
    // Its pointer comes back from the first closing, its text from the second.
    expected("sessoes").computeIfPresent(208, (id, row) -> row.replaceFirst("\\\\N", "editada"));

    merge(studio, 2, 105);

    assertThat(studio.ids("sessoes", "id = 208")).hasSize(leaves ? 0 : 1);
    assertThat(
            studio.value(
                "select s ->> 'observacoes' from extratos, jsonb_array_elements((sessoes #>>"
                    + " '{}')::jsonb) s where s ->> 'id' = '208'"))
        .isEqualTo("editada");
    restore(studio, "backup");
    operator(studio).close(MONTH);
    restore(studio, "archive");
  }

  /**
   * September's session 208 stays for August's payment and leaves with August; August's session
   * stays for a late payment of September and leaves when that is merged: each month waits for the
   * other.
   */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restore_ofMonthsThatWaitForEachOther_bringsBackBoth(
      boolean augustFirst, StudioDatabase studio) {
    studio.execute(
        "insert into sessoes (id, data, valor, cliente_id, artista_id, created_at) values (9300,"
            + " '2025-08-20', 70, 1, 1, '2025-08-20 12:00Z')");
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id) values"
            + " (9301, '2025-08-20', 35, 'Pix', 1, 9300), (9302, '2025-09-20', 35, 'Pix', 1,"
            + " 9300)");
    studio.execute("update sessoes set payment_id = 9301 where id = 9300");
    studio.execute("update sessoes set observacoes = 'editada' where id = 208");
    expected("pagamentos").put(9301, row(studio, "pagamentos", 9301));
    expected("pagamentos").put(9302, row(studio, "pagamentos", 9302));
    expected("sessoes").put(9300, row(studio, "sessoes", 9300));
    expected("sessoes").computeIfPresent(208, (id, row) -> row.replaceFirst("\\\\N", "editada"));

    operator(studio).close(MONTH.minusMonths(1));
    assertThat(studio.ids("sessoes", "id in (208, 9300)")).containsExactly(9300);
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
    assertThat(studio.ids("sessoes", "id in (208, 9300)")).isEmpty();

    YearMonth august = MONTH.minusMonths(1);
    YearMonth first = augustFirst ? august : MONTH;
    assertThat(operator(studio).run(first, "restore").expect(0).err())
        .contains(
            "sessoes id " + (augustFirst ? "9300" : "208, 212") + " had left with another month");
    operator(studio).run(augustFirst ? MONTH : august, "restore").expect(0);
    assertThat(rows(studio.dumpBooks())).isEqualTo(expected);
  }

  @Test
  void restore_afterAnEditOfASessionThatStayed_keepsTheEdit(StudioDatabase studio) {
    studio.execute("update sessoes set observacoes = 'editada', status = 'paid' where id = 216");
    String edited = row(studio, "sessoes", 216);
    expected("sessoes").put(216, edited);

    restore(studio, "archive");
  }

  @Test
  void restore_fromAnOlderBackup_wouldForgetRecords_andStops(StudioDatabase studio) {
    turnUp(studio, 9001);
    merge(studio, 2, 106);
    Map<String, String> untouched = studio.dumpExceptRuns();
    String older = operator(studio).backup(MONTH, 1).toString();

    assertThat(operator(studio).run(MONTH, "restore", "--from", older).expect(11).err())
        .contains("is older than " + operator(studio).backup(MONTH, 2))
        .contains("2 records missing", "gastos id 9001", "pagamentos id 9001")
        .contains("nothing was changed");
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
    restore(studio, "backup");
  }

  @Test
  void force_afterAColumnWasAdded_bringsItBackWhereItWas(StudioDatabase studio) {
    studio.execute("alter table gastos add column loja text");
    turnUp(studio, 9001);
    studio.execute("update gastos set loja = 'centro' where id = 9001");
    expected("gastos").replaceAll((id, row) -> row + "\t\\N");
    expected("gastos").put(9001, row(studio, "gastos", 9001));
    merge(studio, 2, 106);

    restore(studio, "archive");
    operator(studio).close(MONTH);
    restore(studio, "backup");
  }

  /** A payment and an expense that nobody had entered in time. */
  private void turnUp(StudioDatabase studio, int id) {
    studio.execute(
        String.format(
                Locale.ROOT,
                "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (%d,"
                    + " '2025-09-20', 12.34, 'Pix', 1);",
                id)
            + String.format(
                Locale.ROOT,
                "insert into gastos (id, data, valor, forma_pagamento, created_by) values (%d,"
                    + " '2025-09-21', 5.67, 'Pix', 1)",
                id));
    expected("pagamentos").put(id, row(studio, "pagamentos", id));
    expected("gastos").put(id, row(studio, "gastos", id));
  }

  private void merge(StudioDatabase studio, int version, int records) {
    assertThat(operator(studio).run(MONTH, "extrato", "--force").expect(0).out())
        .contains(
            String.format(
                Locale.ROOT, "version %d of its statement, %d records", version, records));
    checkClosed(studio, version, records);
  }

  /** Statement, archive and newest backup hold the same records. */
  private void checkClosed(StudioDatabase studio, int version, int records) {
    operator(studio).run(MONTH, "verify").expect(0);
    operator(studio).run(MONTH, "drill").expect(0);
    assertThat(studio.value("select max(versao) from extrato.versoes"))
        .isEqualTo(String.valueOf(version));
    for (String table : StudioDatabase.BOOKS) {
      List<Integer> inBackup =
          ids(newest(studio), table.equals("pagamentos") ? "pagamento" : type(table));
      assertThat(archived(studio, table)).as(table).isEqualTo(inBackup);
      assertThat(listed(studio, table)).as(table).containsExactlyInAnyOrderElementsOf(inBackup);
      records -= inBackup.size();
    }
    assertThat(records).isZero();
  }

  private static String type(String table) {
    return switch (table) {
      case "sessoes" -> "sessao";
      case "comissoes" -> "comissao";
      default -> "gasto";
    };
  }

  private Path newest(StudioDatabase studio) {
    int number = 1;
    while (Files.exists(operator(studio).backup(MONTH, number + 1))) {
      number++;
    }
    return operator(studio).backup(MONTH, number);
  }

  private static List<Integer> archived(StudioDatabase studio, String table) {
    return numbers(
        studio.column(
            String.format(
                Locale.ROOT,
                "select distinct (r ->> 'id')::int from extrato.lotes l join extrato.versoes v"
                    + " using (ano, mes, versao), jsonb_array_elements(l.registros) r where"
                    + " v.restaurada_em is null and l.tabela = '%s' order by 1",
                table)));
  }

  private static List<Integer> listed(StudioDatabase studio, String table) {
    return numbers(
        studio.column(
            String.format(
                Locale.ROOT,
                "select e ->> 'id' from extratos, jsonb_array_elements((%s #>> '{}')::jsonb) e",
                table)));
  }

  private static List<Integer> numbers(List<String> texts) {
    return texts.stream().map(Integer::valueOf).toList();
  }

  private static List<Integer> ids(Path csv, String type) {
    try {
      List<Integer> ids = new ArrayList<>();
      for (String line : Files.readAllLines(csv)) {
        String[] fields = line.split(",", 3);
        if (fields.length == 3 && fields[0].equals(type) && fields[1].matches("[0-9]+")) {
          ids.add(Integer.valueOf(fields[1]));
        }
      }
      return ids;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void restore(StudioDatabase studio, String from) {
    operator(studio).run(MONTH, "restore", "--from", from).expect(0);
    assertThat(rows(studio.dumpBooks())).isEqualTo(expected);
  }

  private Map<Integer, String> expected(String table) {
    return requireNonNull(expected.get(table));
  }

  private void expect(Map<String, String> dump) {
    expected.clear();
    expected.putAll(rows(dump));
  }

  private static Map<String, Map<Integer, String>> rows(Map<String, String> dump) {
    Map<String, Map<Integer, String>> rows = new TreeMap<>();
    dump.forEach(
        (table, text) -> {
          Map<Integer, String> byId = new TreeMap<>();
          for (String line : text.lines().toList()) {
            byId.put(Integer.valueOf(line.split("\t", -1)[0]), line);
          }
          rows.put(table, byId);
        });
    return rows;
  }

  private static String row(StudioDatabase studio, String table, int id) {
    return String.valueOf(requireNonNull(rows(studio.dumpBooks()).get(table)).get(id));
  }
}
