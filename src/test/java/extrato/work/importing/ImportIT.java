package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data files into the books: all of their records, or none and every reason. */
@ExtendWith(StudioExtension.class)
class ImportIT {
  @TempDir Path home;
  private Operator operator;
  private Map<String, String> before = Map.of();

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
    before = studio.dumpBooks();
  }

  private String file(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refused(StudioDatabase studio, int code, String because, String... args) {
    Ended ended = operator.run(args).expect(code);
    assertThat(ended.err()).contains(because);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(home.resolve("backups/imports/"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(folder).isEmptyDirectory());
  }

  @Test
  void csv_asASpreadsheetSavesIt_comesWithIdsFromTheSequence(StudioDatabase studio) {
    studio.execute("select setval('gastos_id_seq', 7000)");
    String csv =
        file(
            "gastos.csv",
            String.join(
                "\r\n",
                "\uFEFFdata;valor;descricao;forma_pagamento;created_by",
                "13/11/2025;1.234,50;\"Tinta; preta\";Pix;1",
                "14/11/2025;80;;Dinheiro;1",
                ""));

    Ended ended = operator.succeed("import", csv, "--json");

    JsonNode report = JsonReports.check(ended);
    assertThat(report.at("/outcome").asText()).isEqualTo("done");
    assertThat(report.at("/result/records").asLong()).isEqualTo(2);
    assertThat(report.at("/sums/gastos").asText()).isEqualTo("1314.50");
    assertThat(
            studio.value(
                "select string_agg(concat_ws('|', id, data, valor, descricao), ' ' order by id)"
                    + " from gastos where data >= '2025-11-01'"))
        .isEqualTo("7001|2025-11-13|1234.50|Tinta; preta 7002|2025-11-14|80.00");
    assertThat(studio.value("select last_value from gastos_id_seq")).isEqualTo("7002");
    assertThat(studio.value("select outcome from extrato.runs where command = 'import'"))
        .isEqualTo("done");
    assertThat(Path.of(report.at("/result/image").asText()).resolve("gastos.csv"))
        .content()
        .contains("7001,2025-11-13,1234.50,Tinta; preta,");
  }

  @Test
  void payments_sessionsAndPeople_thatReferToEachOther_comeTogether(StudioDatabase studio) {
    Path folder = home.resolve("dados");
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file("dados/clients.csv", "id,name\n9001,Zé Novo\n");
    file("dados/users.json", "[{\"id\": 9001, \"name\": \"Artista Nova\", \"role\": \"artist\"}]");
    file(
        "dados/pagamentos.ndjson",
        "{\"id\":9001,\"data\":\"2025-11-03\",\"valor\":150.5,\"forma_pagamento\":\"Pix\","
            + "\"cliente\":\"Zé Novo\",\"artista\":\"Artista Nova\",\"sessao_id\":9001}\n");
    file(
        "dados/sessoes.csv",
        "id,data,valor,cliente_id,artista_id,payment_id\n9001,2025-11-03,150.50,9001,9001,9001\n");
    file(
        "dados/comissoes.csv",
        "pagamento_id,artista_id,percentual,valor,created_at\n9001,9001,70,105.35,2025-11-03"
            + " 12:00\n");

    operator.succeed("import", folder.toString());

    assertThat(
            studio.value(
                "select concat_ws('|', p.valor, c.name, u.name, s.status, k.created_at at time zone"
                    + " 'UTC') from pagamentos p join clients c on c.id = p.cliente_id join users u"
                    + " on u.id = p.artista_id join sessoes s on s.id = p.sessao_id join comissoes"
                    + " k on k.pagamento_id = p.id where p.id = 9001"))
        .isEqualTo("150.50|Zé Novo|Artista Nova|active|2025-11-03 15:00:00");
    studio.execute("insert into clients (name) values ('seguinte')");
  }

  @Test
  void backup_intoAnEmptyStudio_isTheSameBackupThere(StudioDatabase studio) {
    // A payment of another month would have to come with that month.
    studio.execute(
        "update sessoes set payment_id = null where payment_id not in (select id from pagamentos"
            + " where data >= '2025-09-01' and data < '2025-10-01')");
    operator.run(AwkwardMonth.MONTH, "backup").expect(0);
    Path backup = operator.backup(AwkwardMonth.MONTH, 1);
    try (StudioDatabase other = StudioDatabase.create()) {
      AwkwardMonth.fill(other);
      other.execute("truncate pagamentos, sessoes, comissoes, gastos cascade");
      Operator there = operator.movedTo(other).with("EXTRATO_BACKUP_DIR", "there");

      there.succeed("import", backup.toString());

      there.run(AwkwardMonth.MONTH, "backup").expect(0);
      assertThat(Operator.backup(home.resolve("there"), AwkwardMonth.MONTH, 1))
          .hasSameBinaryContentAs(backup);
    }
  }

  @Test
  void everyReason_isNamedAtOnce_andNothingIsChanged(StudioDatabase studio) {
    String csv =
        file(
            "pagamentos.csv",
            """
            id,data,valor,forma_pagamento,artista_id,google_event_id
            9001,2025-11-31,10,Pix,1,
            9002,2025-11-30,NaN,Pix,1,
            9003,2025-11-30,10,,1,
            9004,2025-11-30,10,Pix,1,dobro
            9004,2025-11-30,10,Pix,1,dobro
            101,2025-11-30,10,Pix,1,
            """);
    refused(studio, 13, "nothing was changed", "import", csv);

    JsonNode report =
        operator.run("import", csv, "--json", "--rejects", home.resolve("r.csv").toString()).json();
    assertThat(report.at("/result/reject_count").asInt()).isEqualTo(5);
    assertThat(report.at("/result/rejects").findValuesAsText("line"))
        .containsExactlyInAnyOrder("2", "3", "4", "6", "6");
    assertThat(report.at("/error/message").asText()).contains("id 101 (pagamentos.csv line 7)");
    assertThat(home.resolve("r.csv")).content().contains("\"pagamentos.csv\",2,\"data\"");
  }

  @Test
  void conflicts_withLiveRecords_areListed(StudioDatabase studio) {
    refused(
        studio,
        6,
        "pagamentos id 101 (pagamentos.csv line 2): the live table has (id) already",
        "import",
        file(
            "pagamentos.csv",
            "id,data,valor,forma_pagamento,artista_id\n101,2025-11-30,10,Pix,1\n"));
    refused(
        studio,
        6,
        "pagamentos 424242 (pagamentos.csv line 2): what cliente_id refers to is not in clients",
        "import",
        file(
            "pagamentos.csv",
            "data,valor,forma_pagamento,artista_id,cliente_id\n2025-11-30,10,Pix,1,424242\n"));
  }

  @Test
  void archivedIds_andRecordsOfClosedMonths_areRefused(StudioDatabase studio) {
    operator.close(AwkwardMonth.MONTH);
    before = studio.dumpBooks();
    refused(
        studio,
        6,
        "an archive has the id",
        "import",
        file(
            "pagamentos.csv",
            "id,data,valor,forma_pagamento,artista_id\n101,2025-11-30,10,Pix,1\n"));
    String late =
        file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-09-30,10,Pix,1\n");
    refused(studio, 11, "closed months: 09/2025", "import", late);
    assertThat(
            operator
                .succeed("import", late, "--into-closed", "--json")
                .json()
                .at("/result/late_months/0")
                .asText())
        .isEqualTo("2025-09");
  }

  @Test
  void archivedUniqueValue_isRefused(StudioDatabase studio) {
    studio.execute("update pagamentos set google_event_id = 'evento-1' where id = 101");
    operator.close(AwkwardMonth.MONTH);
    before = studio.dumpBooks();
    refused(
        studio,
        6,
        "an archive has the same google_event_id",
        "import",
        file(
            "pagamentos.csv",
            """
            data,valor,forma_pagamento,artista_id,google_event_id
            2025-11-30,10,Pix,1,evento-1
            """));
  }

  @Test
  void sameFile_aSecondTime_wantsAWord(StudioDatabase studio) {
    String csv = file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n");
    operator.succeed("import", csv);
    assertThat(operator.run("import", csv).expect(11).err()).contains("imported before", "--again");
    assertThat(operator.run("import", csv, "--mode", "merge").expect(11).err())
        .contains("imported before", "--again");
    operator.succeed("import", csv, "--again");
    assertThat(studio.value("select count(*) from gastos where data = '2025-11-30'"))
        .isEqualTo("2");
  }

  @Test
  void merge_leavesEqualRecords_addsNewOnes_andListsOthers(StudioDatabase studio) {
    studio.execute("insert into clients (id, name) values (9001, 'Zé Novo')");
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, cliente_id,"
            + " google_event_id, observacoes) values (9001, '2025-11-03', 10, 'Pix', 1, 9001, 'e1',"
            + " 'só aqui'), (9002, '2025-11-03', 10, 'Pix', 1, null, 'e2', null)");
    String people = file("clients.csv", "id,name\n9001,Zé Novo\n9002,Ana Nova\n");
    String header = "id,data,valor,forma_pagamento,artista_id,cliente,google_event_id\n";
    String csv =
        file(
            "pagamentos.csv",
            header
                + "9001,2025-11-03,10.00,Pix,1,Zé Novo,e1\n"
                + "9003,2025-11-04,5.00,Pix,1,Ana Nova,e3\n");

    Ended ended = operator.succeed("import", people, csv, "--mode", "merge", "--json");

    JsonNode report = JsonReports.check(ended);
    assertThat(report.at("/result/records").asInt()).isEqualTo(2);
    assertThat(report.at("/result/left_alone").asInt()).isEqualTo(2);
    assertThat(studio.value("select observacoes from pagamentos where id = 9001"))
        .isEqualTo("só aqui");
    assertThat(studio.value("select cliente_id from pagamentos where id = 9003")).isEqualTo("9002");

    before = studio.dumpBooks();
    Ended again = operator.succeed("import", people, csv, "--mode", "merge", "--json");
    assertThat(again.json().at("/outcome").asText()).isEqualTo("unchanged");
    assertThat(studio.dumpBooks()).isEqualTo(before);

    String other =
        file(
            "pagamentos.csv",
            header + "9001,2025-11-03,10.01,Pix,1,Zé Novo,e1\n9004,2025-11-03,10,Pix,1,,e2\n");
    Ended refused = operator.run("import", other, "--mode", "merge").expect(6);
    assertThat(refused.err())
        .contains("pagamentos id 9001 (pagamentos.csv line 2)", "id 9002 (pagamentos.csv line 3)");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void production_wantsForce(StudioDatabase studio) {
    operator = operator.with("EXTRATO_ENV", "production");
    String csv = file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n");
    refused(studio, 11, "--force", "import", csv);
    refused(studio, 8, "EXTRATO_ENV", "import", csv, "--force", "--environment", "local");
    operator.succeed("import", csv, "--force", "--environment", "railway_production");
  }

  @Test
  void dryRun_provesEverything_andChangesNothing(StudioDatabase studio) {
    String csv = file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n");
    String sequence = studio.value("select last_value from gastos_id_seq");
    assertThat(operator.succeed("import", csv, "--dry-run").out())
        .contains("nothing changed: 1 record imported");
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.value("select last_value from gastos_id_seq")).isEqualTo(sequence);
    assertThat(home.resolve("backups/imports")).doesNotExist();
  }

  @Test
  void check_needsNoDatabase() {
    String csv = file("gastos.csv", "data,valor,lote\n2025-11-30,10,x\n2025-02-30,1e400,y\n");
    Ended ended = operator.withoutSettings().runAtTerminal("import", csv, "--check").expect(13);
    assertThat(ended.out()).contains("line 3, data", "line 3, valor");
    assertThat(ended.err()).contains("no column lote");
  }

  @Tag("slow")
  @Test
  void check_whereADatabaseIsConfigured_goesByItsTables_andWritesNothing(StudioDatabase studio) {
    studio.execute("alter table gastos add lote integer");
    before = studio.dump();
    String csv = file("gastos.csv", "data,valor,lote\n2025-11-30,10,x\n");
    String other = file("clients.csv", "id,nome\n9001,Z\n");
    Ended ended = operator.run("import", csv, other, "--check", "--json").expect(13);
    assertThat(JsonReports.check(ended).at("/result/rejects").toString())
        .contains("lote", "the table clients has no column nome");
    assertThat(studio.dump()).isEqualTo(before);
    operator
        .with("DATABASE_URL", "postgresql://u@127.0.0.1:1/x")
        .run("import", csv, "--check")
        .expect(5);
  }

  @Tag("slow")
  @Test
  void withoutBackup_nothingIsKept_andTheRunCannotBeUndone(StudioDatabase studio) {
    String csv = file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n");
    Ended ended = operator.succeed("import", csv, "--no-backup", "--json");
    JsonNode report = JsonReports.check(ended);
    assertThat(report.at("/warnings/0").asText()).contains("cannot be undone");
    assertThat(report.at("/result/image").isNull()).isTrue();
    assertThat(home.resolve("backups/imports")).doesNotExist();
    assertThat(studio.value("select warnings ->> 0 from extrato.runs where command = 'import'"))
        .contains("--no-backup");
    assertThat(operator.run("import", "--undo", report.at("/run_id").asText()).expect(4).err())
        .contains("--no-backup");
  }

  @Tag("slow")
  @Test
  void trigger_thatChangesRows_isFoundAndNamed(StudioDatabase studio) {
    studio.execute(
        "create function dobra() returns trigger language plpgsql as $$ begin new.valor :="
            + " new.valor * 2; return new; end $$; create trigger dobra before insert on gastos for"
            + " each row execute function dobra()");
    refused(
        studio,
        6,
        "dobra of gastos",
        "import",
        file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n"));
  }

  @Tag("slow")
  @Test
  void trigger_thatChangesAnotherTable_isFound(StudioDatabase studio) {
    studio.execute(
        "create function apaga() returns trigger language plpgsql as $$ begin delete from comissoes"
            + " where id = (select min(id) from comissoes); return new; end $$; create trigger"
            + " apaga after insert on gastos for each row execute function apaga()");
    refused(
        studio,
        6,
        "comissoes",
        "import",
        file("gastos.csv", "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n"));
  }

  @Tag("slow")
  @Test
  void columnOfADomain_namesTheRecordThatItDoesNotTake(StudioDatabase studio) {
    studio.execute(
        "create domain positivo as integer check (value > 0); alter table gastos add lote"
            + " positivo");
    StringBuilder csv = new StringBuilder("data,valor,forma_pagamento,created_by,lote\n");
    for (int i = 1; i <= 2000; i++) {
      csv.append("2025-11-30,10,Pix,1,").append(i == 777 || i == 1999 ? -1 : i).append('\n');
    }
    before = studio.dumpBooks();
    JsonNode report =
        operator.run("import", file("gastos.csv", csv.toString()), "--json").expect(13).json();
    assertThat(report.at("/result/rejects").findValuesAsText("line"))
        .containsExactly("778", "2000");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void check_ofATable_namesTheRecord(StudioDatabase studio) {
    studio.execute("alter table gastos add constraint caro check (valor < 1000) not valid");
    refused(
        studio,
        13,
        "line 3, valor: it does not meet the check caro",
        "import",
        file(
            "gastos.csv",
            "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n2025-11-30,1000,Pix,1\n"));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"Ninguém", "Dois"})
  void name_ofNobodyOrTwo_isRefused(String name, StudioDatabase studio) {
    studio.execute("insert into clients (name) values ('Dois'), ('Dois')");
    before = studio.dumpBooks();
    refused(
        studio,
        13,
        "line 2, cliente_id: nobody in clients has that name, or more than one has",
        "import",
        file(
            "pagamentos.csv",
            "data,valor,forma_pagamento,artista_id,cliente\n2025-11-30,10,Pix,1," + name + "\n"));
  }

  @Tag("slow")
  @Test
  void textOfSqlAndFormulas_isJustText(StudioDatabase studio) {
    String text = "'); drop table gastos; -- =HYPERLINK(\\\\N) \\. %s :a ?";
    operator.succeed(
        "import",
        file(
            "gastos.csv",
            "data,valor,forma_pagamento,created_by,descricao\n2025-11-30,10,Pix,1,\""
                + text
                + "\"\n"));
    assertThat(studio.value("select descricao from gastos where data = '2025-11-30'"))
        .isEqualTo(text);
  }
}
