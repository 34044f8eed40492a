package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files' records in the place of a month's, or of all: nothing else is touched. */
@ExtendWith(StudioExtension.class)
class ReplaceIT {
  private static final YearMonth NOVEMBER = YearMonth.of(2025, 11);

  @TempDir Path home;
  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fill(studio);
    studio.execute(
        """
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id, google_event_id)
        values (9001, '2025-11-03', 10, 'Pix', 1, 'e1'), (9002, '2025-11-04', 20, 'Pix', 1, 'e2');
        insert into sessoes (id, data, valor, cliente_id, artista_id, payment_id)
        values (9001, '2025-11-03', 10, 1, 1, 9001);
        update pagamentos set sessao_id = 9001 where id = 9001;
        insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at)
        values (9001, 9001, 1, 70, 7, '2025-11-03 12:00Z'), (9002, null, 1, 70, 7, '2025-11-03 12:00Z');
        insert into gastos (id, data, valor, forma_pagamento, created_by)
        values (9001, '2025-11-30', 5, 'Pix', 1)\
        """);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
  }

  private String file(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Operator.Ended replace(String file, String... options) {
    String[] args = new String[options.length + 5];
    System.arraycopy(options, 0, args, 5, options.length);
    args[0] = "import";
    args[1] = file;
    args[2] = "--json";
    args[3] = "--mode";
    args[4] = "replace";
    return operator.run(args);
  }

  private String update(String name, String columns, String record) {
    return operator
        .run("import", file(name, columns + "\n" + record + "\n"), "--mode", "merge", "--update")
        .expect(6)
        .err();
  }

  private void assertRefused(int code, String because, String file, String... options) {
    Map<String, String> before = studio.dumpBooks();
    assertThat(replace(file, options).expect(code).both()).contains(because);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(home.resolve("backups/imports"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(folder).isEmptyDirectory());
  }

  @Test
  void month_isAgainWhatItsBackupHas_andUndoTakesThatBack() throws IOException {
    operator.run(NOVEMBER, "backup").expect(0);
    String backup = operator.backup(NOVEMBER, 1).toString();
    Map<String, String> before = studio.dumpBooks();
    studio.execute(
        """
        update pagamentos set valor = 11, google_event_id = 'e2' where id = 9002;
        delete from comissoes where id = 9001;
        delete from gastos where id = 9001;
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id, google_event_id)
        values (9003, '2025-11-05', 30, 'Pix', 1, 'e3')\
        """);
    Map<String, String> changed = studio.dumpBooks();

    JsonNode report = JsonReports.check(replace(backup, "--month", "2025-11").expect(0));

    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(report.at("/result/records").asInt()).isEqualTo(6);
    assertThat(report.at("/result/removed").asInt()).isEqualTo(5);
    assertThat(report.at("/counts/pagamentos/deleted").asInt()).isEqualTo(3);
    Path image = Path.of(report.at("/result/image").asText());
    assertThat(Files.readString(image.resolve("pagamentos.removed.csv")))
        .contains("9003,2025-11-05,30.00");

    String run = report.at("/run_id").asText();
    JsonNode undone = JsonReports.check(operator.succeed("import", "--undo", run, "--json"));
    assertThat(undone.at("/result/records").asInt()).isEqualTo(5);
    assertThat(undone.at("/result/removed").asInt()).isEqualTo(6);
    assertThat(studio.dumpBooks()).isEqualTo(changed);
    assertThat(operator.run("import", "--undo", run).expect(4).err()).contains("done already");
  }

  @Test
  void all_isReplaced_andUndoBringsEveryByteBack() {
    Map<String, String> before = studio.dumpBooks();
    Path folder = home.resolve("dados");
    assertThat(folder.toFile().mkdir()).isTrue();
    file(
        "dados/pagamentos.csv",
        "id,data,valor,forma_pagamento,artista_id\n101,2025-11-03,1,Pix,1\n");
    file(
        "dados/sessoes.csv",
        "id,data,valor,cliente_id,artista_id,payment_id\n1,2025-11-03,1,1,1,101\n");
    file("dados/comissoes.csv", "id,pagamento_id,artista_id,percentual,valor\n1,101,1,50,0.5\n");
    file("dados/gastos.csv", "id,data,valor,forma_pagamento,created_by\n");

    replace(folder.toString(), "--all", "--dry-run").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    String run = replace(folder.toString(), "--all").expect(0).json().at("/run_id").asText();

    assertThat(studio.ids("pagamentos")).containsExactly(101);
    assertThat(studio.count("gastos")).isZero();
    operator.succeed("import", "--undo", run);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void keysOfRowsThatStay_stopIt_whateverTheirOnDelete() {
    studio.execute(
        "create table notas (p integer references pagamentos on delete cascade); insert into notas"
            + " values (9002)");
    String payments =
        file(
            "pagamentos.csv",
            "id,data,valor,forma_pagamento,artista_id\n9001,2025-11-03,10,Pix,1\n");
    assertRefused(
        6, "pagamentos id 9002: public.notas refers to it by p", payments, "--month", "2025-11");
    assertRefused(
        6,
        "pagamentos id 9001: public.comissoes refers to it by pagamento_id",
        payments,
        "--month",
        "11/2025");
    // Sessions of September that payments of other months refer to.
    operator.run(AwkwardMonth.MONTH, "backup").expect(0);
    assertRefused(
        6,
        "public.pagamentos refers to it by sessao_id",
        operator.backup(AwkwardMonth.MONTH, 1).toString(),
        "--month",
        "2025-09");
  }

  @Test
  void sessionsThatStayed_andWhatAnArchiveRefersTo_stopIt() {
    operator.close(AwkwardMonth.MONTH);
    YearMonth october = YearMonth.of(2025, 10);
    operator.run(october, "backup").expect(0);
    String backup = operator.backup(october, 1).toString();
    Map<String, String> before = studio.dumpBooks();

    String said = replace(backup, "--month", "2025-10").expect(6).both();

    assertThat(said)
        .contains(
            "an archive has the id",
            "pagamentos id 121",
            "an archived record of sessoes refers to it",
            "restore the archive's month first");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void recordsThatTheWalletWrote_stopIt() {
    studio.execute("select setval('pagamentos_id_seq', 9500)");
    operator.succeed(
        "wallet", "credit", "client:1", "--amount", "10", "--form", "Pix", "--key", "a");
    String hold =
        operator
            .succeed("wallet", "hold", "client:1", "--amount", "10", "--key", "b", "--json")
            .json()
            .at("/result/hold")
            .asText();
    operator.succeed(
        "wallet",
        "release",
        hold,
        "--to",
        "artist:1",
        "--share",
        "30%",
        "--session",
        "9001",
        "--key",
        "c");
    Map<String, String> before = studio.dumpBooks();
    String written = studio.value("select id from pagamentos where id > 9500");
    String commission = studio.value("select id from comissoes where pagamento_id > 9500");
    for (String column :
        List.of("valor;1", "data;2025-11-01", "forma_pagamento;X", "cliente_id;")) {
      String[] one = column.split(";", -1);
      assertThat(update("pagamentos.csv", "id," + one[0], written + "," + one[1]))
          .contains("pagamentos id " + written, "the wallet wrote it");
    }
    assertThat(update("comissoes.csv", "id,pagamento_id", commission + ",9001"))
        .contains("comissoes id " + commission, "the wallet wrote it");
    assertThat(studio.dumpBooks()).isEqualTo(before);
    String same = file("pagamentos.csv", "id,valor\n" + written + ",10\n");
    operator.succeed("import", same, "--mode", "merge", "--update", "--dry-run");
    String month = studio.value("select to_char(data, 'YYYY-MM') from pagamentos where id > 9500");
    assertRefused(
        6,
        "the wallet wrote it",
        file("pagamentos.csv", "id,data,valor,forma_pagamento,artista_id\n"),
        "--month",
        String.valueOf(month));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gastos.csv;id,data,valor,forma_pagamento,created_by;9009,2025-12-01,1,Pix,1",
        "comissoes.csv;id,artista_id,percentual,valor,created_at;9009,1,1,1,2025-12-01 12:00:00Z",
      })
  void recordsOfAnotherMonth_areRefused(String text) {
    String[] parts = text.split(";", -1);
    studio.execute("delete from comissoes where id = 9001");
    assertRefused(
        13,
        "line 2: it is no record of 11/2025",
        file(parts[0], parts[1] + "\n" + parts[2] + "\n"),
        "--month",
        "2025-11");
  }

  @Tag("slow")
  @Test
  void newValues_mayBeThoseOfRecordsThatGo_butNotOfThoseThatStay() {
    studio.execute(
        "delete from comissoes where id = 9001; update sessoes set payment_id = null; update"
            + " pagamentos set sessao_id = null");
    studio.execute("update pagamentos set google_event_id = 'outro' where id = 63");
    String header = "data,valor,forma_pagamento,artista_id,google_event_id\n";
    assertRefused(
        6,
        "id 63",
        file("pagamentos.csv", header + "2025-11-03,1,Pix,1,outro\n"),
        "--month",
        "2025-11");
    replace(file("pagamentos.csv", header + "2025-11-03,1,Pix,1,e2\n"), "--month", "2025-11")
        .expect(0);
    assertThat(
            studio.value(
                "select count(*) from pagamentos where data >= '2025-11-01' and data <"
                    + " '2025-12-01'"))
        .isEqualTo("1");
  }

  @Tag("slow")
  @Test
  void peopleAreNeverReplaced_andTheModeWantsToKnowWhich() {
    String people = file("clients.csv", "id,name\n9001,Zé\n");
    assertRefused(2, "clients are never replaced", people, "--all");
    String expenses = file("gastos.csv", "id,data,valor,forma_pagamento,created_by\n");
    assertRefused(2, "--month", expenses);
    assertRefused(2, "--month or --all, not both", expenses, "--all", "--month", "2025-11");
    assertThat(operator.run("import", expenses, "--all").expect(2).err())
        .contains("--mode replace");
    assertRefused(13, "gastos.json has no columns", file("gastos.json", "[]"), "--all");
  }

  @Tag("slow")
  @Test
  void recordsOfAClosedMonth_wantAWord_alsoToComeBack() {
    operator.close(NOVEMBER);
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9009,"
            + " '2025-11-30', 5, 'Pix', 1)");
    Map<String, String> before = studio.dumpBooks();
    String none = file("gastos.csv", "id,data,valor,forma_pagamento,created_by\n");
    assertRefused(11, "--into-closed", none, "--month", "2025-11");
    String run =
        replace(none, "--month", "2025-11", "--into-closed")
            .expect(0)
            .json()
            .at("/run_id")
            .asText();
    assertThat(operator.run("import", "--undo", run).expect(11).err()).contains("--into-closed");
    operator.succeed("import", "--undo", run, "--into-closed");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update gastos set valor = 3 where id = 9002|gastos id 9002",
        "delete from gastos where id = 9002|gastos id 9002",
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-12-01', 1, 'Pix', 1)|id 9001",
        "delete from users where id = 5|refers to is not in users",
      })
  void undo_ofWhatCannotBeAsBefore_namesIt(String change, String named) {
    studio.execute(
        "insert into users (id, name) values (5, 'Sai'); update gastos set created_by = 5 where id"
            + " = 9001");
    String csv =
        file("gastos.csv", "id,data,valor,forma_pagamento,created_by\n9002,2025-11-30,6,Pix,1\n");
    String run = replace(csv, "--month", "2025-11").expect(0).json().at("/run_id").asText();
    studio.execute(change);
    Map<String, String> before = studio.dumpBooks();

    assertThat(operator.run("import", "--undo", run).expect(6).err()).contains(named);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }
}
