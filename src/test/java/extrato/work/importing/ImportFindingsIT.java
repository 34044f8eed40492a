package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and studios as strangers have them: nothing is lost, doubled or taken for another. */
@ExtendWith(StudioExtension.class)
class ImportFindingsIT {
  private static final String EXPENSES = "data,valor,forma_pagamento,created_by\n";
  private static final String ONE = EXPENSES + "2025-11-30,10,Pix,1\n";

  @TempDir Path home;
  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
  }

  private String file(String name, byte[] bytes) {
    try {
      return Files.write(home.resolve(name), bytes).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Operator.Ended refused(int code, String... args) {
    Map<String, String> before = studio.dumpBooks();
    Operator.Ended ended = operator.run(args).expect(code);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    return ended;
  }

  @Test
  void sameRecords_twiceInOneCommand_wantAWord_packedOrNot() {
    String csv = file("gastos.csv", ONE);
    String twin = file("gastos.csv.gz", packed(ONE));
    assertThat(refused(11, "import", csv, csv).err()).contains("gastos.csv is named", "--again");
    assertThat(refused(11, "import", csv, twin).err()).contains("gastos.csv.gz");
    assertThat(refused(11, "import", "--check", csv, twin).err()).contains("gastos.csv.gz");
    operator.succeed("import", csv);
    assertThat(refused(11, "import", twin).err()).contains("imported before");
    assertThat(refused(11, "import", csv, "--mode", "merge").err()).contains("imported before");
    operator.succeed("import", csv, twin, "--again");
  }

  @Test
  void filesOfOneName_areToldApartByTheirFolders() throws IOException {
    for (String folder : new String[] {"loja", "ateliê"}) {
      Files.createDirectory(home.resolve(folder));
      file(folder + "/gastos.csv", ONE);
    }
    String shop = home.resolve("loja").toString();
    String workshop = home.resolve("ateliê/gastos.csv").toString();
    assertThat(refused(11, "import", shop, workshop).err())
        .contains("ateliê/gastos.csv and loja/gastos.csv have the same content");
  }

  @Test
  void idsThatLeaveTheApplicationNone_areRefused() {
    String header = "id," + EXPENSES;
    for (String id : new String[] {"2147483647", "2000000000", "0", "-3"}) {
      assertThat(
              refused(13, "import", file("gastos.csv", header + id + ",2025-11-30,1,Pix,1\n"))
                  .err())
          .contains("line 2, id");
    }
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by) values ('2025-11-01', 1,"
            + " 'Pix', 1)");
  }

  @Test
  void idsFarBeyondTheStudios_areWarnedOf() {
    String csv = file("gastos.csv", "id," + EXPENSES + "20251130,2025-11-30,1,Pix,1\n");
    assertThat(operator.succeed("import", csv).err()).contains("gastos", "20251130");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clients.csv|1,Ana Souza|no column",
        "gastos.csv|a;b\\n1;2|no column",
        "gastos.json|[{}]|none of its names is a column of gastos",
        "gastos.json|{\"gastos\":[]}|no column",
        "gastos.csv|id,data,valor,forma_pagamento,created_by,criado_por\\n"
            + "1,2025-11-30,1,Pix,1,x|both say created_by",
      })
  void filesWithoutTheirColumns_areRefusedByName(String name, String text, String because) {
    String path = file(name, text.replace("\\n", "\n"));
    assertThat(refused(13, "import", path).both()).contains(because);
    operator.run("import", "--check", path).expect(13);
  }

  @Test
  void emptyList_bringsNothing() {
    String empty = file("gastos.json", "[]");
    assertThat(operator.succeed("import", empty).out()).contains("0 records");
    operator.succeed("import", empty, file("comissoes.json", "[]"));
  }

  @Test
  void firstLineThatIsData_isWrittenDownNowhere() {
    String csv = file("clients.csv", "id,Fulana Segreda\n1,x\n");
    assertThat(operator.runAtTerminal("import", csv).expect(13).err()).contains("Fulana Segreda");
    assertThat(operator.run("import", csv).expect(13).err()).doesNotContain("Segreda");
    assertThat(studio.value("select string_agg(error, ' ') from extrato.runs"))
        .contains("no column")
        .doesNotContain("Segreda");
  }

  @Test
  void commissionsOfNoMonth_areRefused() {
    String header = "artista_id,percentual,valor,created_at\n";
    assertThat(
            refused(13, "import", file("comissoes.csv", header + "1,1,1,1999-12-31 12:00:00\n"))
                .err())
        .contains("line 2, created_at");
    assertThat(
            refused(13, "import", file("comissoes.csv", header + "1,1,1,2101-01-01 12:00:00\n"))
                .err())
        .contains("2000 to 2100");
  }

  @Test
  void pipe_isToBeGivenAsStandardInput() throws IOException, InterruptedException {
    Path pipe = home.resolve("gastos.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(refused(9, "import", pipe.toString()).err())
        .contains("is a pipe or a device", "extrato import --table gastos -");
  }

  @Test
  void artists_areNoClients() {
    studio.execute("insert into users (id, name, role) values (77, 'Só Cliente', 'client')");
    String csv =
        file("pagamentos.csv", "data,valor,forma_pagamento,artista\n2025-11-30,1,Pix,Só Cliente\n");
    assertThat(refused(13, "import", csv).err()).contains("artista_id: no artist");
  }

  @Test
  void undo_leavesPeopleWhomAnArchiveOrTheWalletNeeds() {
    file("clients.csv", "id,name\n60,Nova\n61,Outra\n62,Sai\n");
    String run =
        operator
            .succeed("import", home.resolve("clients.csv").toString(), "--json")
            .json()
            .at("/run_id")
            .asText();
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id) values"
            + " (9001, '2025-11-05', 10, 'Pix', 60, 1)");
    operator.close(YearMonth.of(2025, 11));
    operator.succeed(
        "wallet", "credit", "client:61", "--amount", "150,00", "--form", "Pix", "--key", "k1");

    assertThat(refused(6, "import", "--undo", run).err())
        .contains(
            "clients id 60",
            "an archived record of pagamentos refers to it",
            "clients id 61",
            "the wallet has an account of it")
        .doesNotContain("id 62");
  }

  @Test
  void idsThatNoIndexHolds_areTheRecordsAllTheSame() {
    studio.execute(
        """
        alter table gastos drop constraint gastos_pkey;
        insert into gastos (id, data, valor, forma_pagamento, created_by)
        values (9001, '2025-11-05', 10, 'Pix', 1)\
        """);
    String same =
        file(
            "gastos.csv",
            "id,data,valor,forma_pagamento,created_by\n9001,2025-11-05,10.00,Pix,1\n");
    assertThat(refused(6, "import", same).err()).contains("the live table has (id) already");
    operator.succeed("import", same, "--mode", "merge");
    assertThat(studio.value("select count(*) from gastos where id = 9001")).isEqualTo("1");
    operator.succeed(
        "import", file("gastos.csv", "id,valor\n9001,9.00\n"), "--mode", "merge", "--update");
    assertThat(studio.value("select valor from gastos where id = 9001")).isEqualTo("9.00");
  }

  @Test
  void undo_leavesIdsThatAreLiveTwice() {
    studio.execute("alter table gastos drop constraint gastos_pkey");
    String csv =
        file(
            "gastos.csv",
            "id,data,valor,forma_pagamento,created_by\n9001,2025-11-05,10.00,Pix,1\n");
    String run = operator.succeed("import", csv, "--json").json().at("/run_id").asText();
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values"
            + " (9001, '2025-10-05', 10, 'Pix', 1)");

    assertThat(refused(6, "import", "--undo", run).err()).contains("its id is live more than once");
    assertThat(
            refused(6, "import", csv, "--mode", "replace", "--month", "2025-11", "--again").err())
        .contains("gastos: 2 deleted instead of 1", "live more than once");
  }

  @Test
  void undo_seesWhatAnArchiveNeeds_whateverTheColumnsAreCalled() {
    studio.execute("alter table clients add r jsonb; alter table gastos add r integer");
    String clients = file("clients.csv", "id,name\n60,Nova\n");
    String run = operator.succeed("import", clients, "--json").json().at("/run_id").asText();
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id) values"
            + " (9001, '2025-11-05', 10, 'Pix', 60, 1)");
    operator.close(YearMonth.of(2025, 11));
    assertThat(refused(6, "import", "--undo", run).err())
        .contains("an archived record of pagamentos refers to it");

    String gastos = file("gastos.csv", EXPENSES + "2025-12-30,10,Pix,1\n");
    operator.succeed(
        "import",
        "--undo",
        operator.succeed("import", gastos, "--json").json().at("/run_id").asText());
  }

  @Test
  void newPeople_whoseIdsAreKnown_wantAWord() {
    studio.execute(
        """
        insert into clients (id, name) values (60, 'Gone'), (61, 'Gone Too');
        insert into users (id, name, role) values (70, 'Gone', 'artist');
        insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id)
        values (9001, '2025-11-05', 10, 'Pix', 60, 1);
        insert into gastos (id, data, valor, forma_pagamento, created_by)
        values (9001, '2025-11-05', 10, 'Pix', 70)\
        """);
    operator.close(YearMonth.of(2025, 11));
    operator.succeed(
        "wallet", "credit", "client:61", "--amount", "150,00", "--form", "Pix", "--key", "k1");
    studio.execute("delete from clients where id in (60, 61); delete from users where id = 70");
    file("clients.csv", "id,name\n60,Nova\n61,Outra\n62,Mais Uma\n");
    file("users.csv", "id,name\n70,Novo\n71,Outro\n");

    assertThat(refused(11, "import", home.toString()).err())
        .contains(
            "clients id 60 (clients.csv line 2): archived records name the id",
            "clients id 61 (clients.csv line 3): the wallet has an account of it",
            "users id 70 (users.csv line 2): archived records name the id",
            "--same-people")
        .doesNotContain("id 62")
        .doesNotContain("id 71");
    operator.succeed("import", home.toString(), "--same-people");
  }

  @Tag("slow")
  @Test
  void undo_leavesSessionsForWhichMoneyIsHeld() {
    String csv =
        file("sessoes.csv", "id,data,valor,cliente_id,artista_id\n9001,2025-12-01,9,1,1\n");
    String run = operator.succeed("import", csv, "--json").json().at("/run_id").asText();
    operator.succeed(
        "wallet", "credit", "client:1", "--amount", "9", "--form", "Pix", "--key", "a");
    operator.succeed(
        "wallet", "hold", "client:1", "--amount", "9", "--session", "9001", "--key", "b");
    assertThat(refused(6, "import", "--undo", run).err()).contains("money is held for it");
  }

  @Tag("slow")
  @Test
  void undo_doesNotLoseWhatALaterColumnHolds() {
    String run =
        operator.succeed("import", file("gastos.csv", ONE), "--json").json().at("/run_id").asText();
    studio.execute("alter table gastos add nota text");
    studio.execute("update gastos set nota = 'precious' where data = '2025-11-30'");
    assertThat(refused(6, "import", "--undo", run).err()).contains("in the column nota");
    studio.execute("update gastos set nota = null");
    operator.succeed("import", "--undo", run);
  }

  @Tag("slow")
  @Test
  void trigger_thatDefersAgainAndAgain_isFoundAllTheSame() {
    studio.execute(
        """
        create function adia() returns trigger language plpgsql as $$
        begin
          if length(coalesce(new.observacoes, '')) < 4 then
            set constraints all deferred;
            update pagamentos set observacoes = coalesce(new.observacoes, '') || 'a' where id = new.id;
          elsif new.valor < 500 then
            update pagamentos set valor = valor + 500 where id = new.id;
          end if;
          return null;
        end $$;
        create constraint trigger adia after insert or update on pagamentos
        deferrable initially deferred for each row execute function adia()\
        """);
    String csv =
        file(
            "pagamentos.csv",
            "id,data,valor,forma_pagamento,artista_id\n9001,2025-11-30,10,Pix,1\n");
    assertThat(refused(6, "import", csv).err()).contains("database unchanged");
  }

  @Tag("slow")
  @Test
  void trigger_onTheToolsOwnTable_thatChangesWhatCame_isFound() {
    studio.execute(
        """
        create function muda() returns trigger language plpgsql as $$
        begin update public.pagamentos set valor = valor + 500 where id = 9001; return new; end $$;
        create trigger muda after insert on extrato.importacoes for each row execute function muda()\
        """);
    String csv =
        file(
            "pagamentos.csv",
            "id,data,valor,forma_pagamento,artista_id\n9001,2025-11-30,10,Pix,1\n");
    assertThat(refused(6, "import", csv).err()).contains("pagamentos", "behind the proof");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drop column cor|the table gastos has no column cor any more",
        "alter column cor type integer using null|gastos line 2, cor: its column does not take",
      })
  void undo_whereAColumnIsNotAsItWas_namesIt(String change, String named) {
    studio.execute("alter table gastos add cor text");
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by, cor) values (9001,"
            + " '2025-11-30', 5, 'Pix', 1, 'azul')");
    String none = file("gastos.csv", "id," + EXPENSES);
    String run =
        operator
            .succeed("import", none, "--mode", "replace", "--month", "2025-11", "--json")
            .json()
            .at("/run_id")
            .asText();
    studio.execute("alter table gastos " + change);
    assertThat(refused(6, "import", "--undo", run).err())
        .contains(named, "give the tables their columns back, as they were at the import");
    studio.execute("alter table gastos drop column if exists cor; alter table gastos add cor text");
    operator.succeed("import", "--undo", run);
    assertThat(studio.value("select cor from gastos where id = 9001")).isEqualTo("azul");
  }
}
