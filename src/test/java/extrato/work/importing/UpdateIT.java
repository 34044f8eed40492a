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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are live with other values: {@code --mode merge --update} changes them. */
@ExtendWith(StudioExtension.class)
class UpdateIT {
  private static final String[] UPDATE = {"--mode", "merge", "--update", "--json"};

  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        "insert into clients (id, name, jotform_submission_id) values (9001, 'Zé', 'j1');"
            + "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, cliente_id,"
            + " google_event_id, observacoes) values (9001, '2025-11-03', 10, 'Pix', 1, 9001, 'e1',"
            + " 'só aqui'), (9002, '2025-11-03', 20, 'Pix', 1, null, 'e2', null)");
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

  private Operator.Ended update(String... files) {
    String[] args = new String[files.length + UPDATE.length + 1];
    args[0] = "import";
    System.arraycopy(files, 0, args, 1, files.length);
    System.arraycopy(UPDATE, 0, args, 1 + files.length, UPDATE.length);
    return operator.run(args);
  }

  private static String payments(StudioDatabase studio) {
    return String.valueOf(
        studio.value(
            "select string_agg(concat_ws('|', id, data, valor, cliente_id, google_event_id,"
                + " observacoes), ' ' order by id) from pagamentos where id >= 9001"));
  }

  @Test
  void columnsOfTheFile_areOverwritten_andNoOthers_andUndoPutsThemBack(StudioDatabase studio)
      throws IOException {
    Map<String, String> before = studio.dumpBooks();
    String clients = file("clients.csv", "id,name\n9001,Zé Novo\n9002,Ana\n");
    String csv =
        file(
            "pagamentos.csv",
            """
            id,data,valor,forma_pagamento,artista_id,cliente
            9001,2025-11-04,10.50,Pix,1,Ana
            9002,2025-11-03,20.00,Pix,1,
            9003,2025-11-05,30.00,Pix,1,Ana
            """);

    JsonNode report = JsonReports.check(update(clients, csv).expect(0));

    assertThat(payments(studio))
        .isEqualTo(
            "9001|2025-11-04|10.50|9002|e1|só aqui 9002|2025-11-03|20.00|e2"
                + " 9003|2025-11-05|30.00|9002");
    assertThat(
            studio.value(
                "select concat_ws('|', name, jotform_submission_id) from clients where id = 9001"))
        .isEqualTo("Zé Novo|j1");
    assertThat(report.at("/result/records").asInt()).isEqualTo(2);
    assertThat(report.at("/result/changed").asInt()).isEqualTo(2);
    assertThat(report.at("/result/left_alone").asInt()).isEqualTo(1);
    Path image = Path.of(report.at("/result/image").asText());
    assertThat(Files.readString(image.resolve("pagamentos.before.csv")))
        .contains("9001,2025-11-03,10.00,Pix,só aqui,")
        .doesNotContain("9002,");
    assertThat(Files.readString(image.resolve("pagamentos.after.csv")))
        .contains("9001,2025-11-04,10.50,Pix,só aqui,");
    assertThat(Files.readString(image.resolve("clients.before.csv"))).contains("9001,Zé,j1");

    String run = report.at("/run_id").asText();
    JsonNode undone = JsonReports.check(operator.succeed("import", "--undo", run, "--json"));
    assertThat(undone.at("/result/changed").asInt()).isEqualTo(2);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.value("select string_agg(name, ',') from clients where id >= 9001"))
        .isEqualTo("Zé");
  }

  @Test
  void fileWithoutIds_findsRecordsByWhateverElseIsUnique(StudioDatabase studio) {
    String csv = file("pagamentos.csv", "google_event_id,observacoes\ne1,de fora\ne2,também\n");

    update(csv).expect(0);

    assertThat(payments(studio))
        .isEqualTo("9001|2025-11-03|10.00|9001|e1|de fora 9002|2025-11-03|20.00|e2|também");
  }

  @Test
  void twoRecords_thatAreTheSameLiveOne_areRefused(StudioDatabase studio) {
    studio.execute("create unique index on pagamentos (observacoes)");
    Map<String, String> before = studio.dumpBooks();
    String csv = file("pagamentos.csv", "google_event_id,observacoes,valor\ne1,,5\n,só aqui,6\n");
    assertThat(update(csv).expect(13).err() + update(csv).out())
        .contains("an earlier record of the files is the same live one");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Another live record has the value.
        "id,google_event_id|9001,e2|6|id 9002 (pagamentos.csv line 2): the live table has",
        // By id it is new, and the value is taken.
        "id,data,valor,forma_pagamento,artista_id,google_event_id|9009,2025-11-03,1,Pix,1,e2|6|id"
            + " 9002",
        "id,cliente_id|9001,424242|6|what cliente_id refers to is not in clients",
        "id,valor|9001,|13|valor: it must have a value",
        "id,valor|9009,5|13|the files have no column data, which must have a value",
        "id,valor|9001,-1|13|it does not meet the check",
        "id,observacoes|9001,caro|13|it does not meet the check",
      })
  void changes_thatCannotBe_areNamed(
      String header, String record, int code, String because, StudioDatabase studio) {
    studio.execute(
        "alter table pagamentos add check (valor > 0) not valid; alter table pagamentos add check"
            + " (observacoes <> 'caro' or valor > 100) not valid");
    Map<String, String> before = studio.dumpBooks();

    JsonNode report =
        update(file("pagamentos.csv", header + "\n" + record + "\n")).expect(code).json();

    assertThat(report.toString()).contains(because);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(home.resolve("backups/imports")).doesNotExist();
  }

  @Test
  void recordsOfAClosedMonth_wantAWord_beforeAndAfterTheChange(StudioDatabase studio) {
    operator.close(AwkwardMonth.MONTH);
    String into = file("pagamentos.csv", "id,data\n9001,2025-09-30\n");
    assertThat(update(into).expect(11).err()).contains("09/2025");
    studio.execute("update pagamentos set data = '2025-09-30' where id = 9001");
    String out = file("pagamentos.csv", "id,data\n9001,2025-11-30\n");
    assertThat(update(out).expect(11).err()).contains("09/2025");
  }

  @Test
  void sessionThatAnArchiveHas_isNotChanged(StudioDatabase studio) {
    operator.close(AwkwardMonth.MONTH);
    String stayed =
        studio.value(
            "select min(s.id) from sessoes s join extrato.versoes v on s.id = any (v.ficaram)");
    assertThat(stayed).isNotNull();
    Map<String, String> before = studio.dumpBooks();
    String csv = file("sessoes.csv", "id,valor\n" + stayed + ",7777.77\n");
    assertThat(update(csv, "--into-closed").expect(6).err()).contains("an archive has the id");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void trigger_thatChangesMoreThanTheFile_isFound(StudioDatabase studio) {
    studio.execute(
        "create function dobra() returns trigger language plpgsql as $$ begin new.observacoes :="
            + " 'mudado'; return new; end $$; create trigger dobra before update on pagamentos for"
            + " each row execute function dobra()");
    Map<String, String> before = studio.dumpBooks();
    String csv = file("pagamentos.csv", "id,valor\n9001,11\n");
    assertThat(update(csv).expect(6).err())
        .contains("pagamentos id 9001: observacoes", "dobra of pagamentos");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void columnThatATriggerWrites_mayDiffer_whereItIsAllowed_andTheFilesDoNotHaveIt(
      StudioDatabase studio) {
    studio.execute(
        "create function agora() returns trigger language plpgsql as $$ begin new.updated_at :="
            + " clock_timestamp(); return new; end $$; create trigger agora before update on"
            + " pagamentos for each row execute function agora()");
    Map<String, String> before = studio.dumpBooks();
    String way =
        "a column that they do not have may be named in EXTRATO_ALLOWED_CHANGES, as in"
            + " public.pagamentos.updated_at";
    String csv = file("pagamentos.csv", "id,valor\n9001,11\n");
    assertThat(update(csv).expect(6).err()).contains("id 9001: updated_at", "agora of", way);
    Operator other = operator;
    operator = operator.with("EXTRATO_ALLOWED_CHANGES", "public.pagamentos.updated_at");
    String both = file("outros.csv", "id,valor,updated_at\n9001,11,2025-11-03 12:00:00Z\n");
    assertThat(update(both, "--table", "pagamentos").expect(6).err()).contains("updated_at");
    assertThat(studio.dumpBooks()).isEqualTo(before);

    String run = update(csv).expect(0).json().at("/run_id").asText();

    assertThat(other.run("import", "--undo", run).expect(6).err())
        .contains("what was stored is not what was meant to be: pagamentos id 9001: updated_at")
        .contains(way);
    operator.succeed("import", "--undo", run);
    assertThat(payments(studio)).contains("9001|2025-11-03|10.00|");
    studio.execute(
        "alter table pagamentos disable trigger agora; update pagamentos p set updated_at ="
            + " q.updated_at from pagamentos q where p.id = 9001 and q.id = 9002");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void undo_ofAChangedRecord_thatWasChangedAgain_namesIt(StudioDatabase studio) {
    String csv = file("pagamentos.csv", "id,valor\n9001,11\n");
    String run = update(csv).expect(0).json().at("/run_id").asText();
    studio.execute("update pagamentos set observacoes = 'outra' where id = 9001");
    Map<String, String> before = studio.dumpBooks();
    assertThat(operator.run("import", "--undo", run).expect(6).err())
        .contains("pagamentos id 9001", "changed since");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void undo_whereTheOldValueIsTakenSince_namesIt(StudioDatabase studio) {
    String csv = file("pagamentos.csv", "id,google_event_id\n9001,e3\n");
    String run = update(csv).expect(0).json().at("/run_id").asText();
    studio.execute("update pagamentos set google_event_id = 'e1' where id = 9002");
    Map<String, String> before = studio.dumpBooks();
    assertThat(operator.run("import", "--undo", run).expect(6).err())
        .contains("id 9002", "google_event_id");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void update_withoutMerge_isABadArgument() {
    assertThat(operator.run("import", "x.csv", "--update").expect(2).err())
        .contains("--mode merge");
  }
}
