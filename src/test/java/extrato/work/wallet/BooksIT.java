package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deposit is no revenue, its release is: the books have it, and so has the month's closing. */
@ExtendWith(StudioExtension.class)
class BooksIT {
  private static final String PAYMENT =
      "select data || ' ' || valor || ' ' || forma_pagamento || ' ' || cliente_id || ' ' ||"
          + " artista_id || ' ' || sessao_id from pagamentos order by id";

  private static final String COMMISSION =
      "select c.valor || ' ' || percentual || ' ' || c.artista_id || ' ' || (c.pagamento_id = p.id)"
          + " from comissoes c join pagamentos p on p.id = c.pagamento_id order by c.id";

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    studio.execute(
        "insert into clients (id, name) values (1, 'Ana'), (2, 'Bia'); insert into users (id, name,"
            + " role) values (1, 'Caio', 'artist'); insert into sessoes (id, data, valor,"
            + " cliente_id, artista_id) values (7, '2025-12-20', 500, 1, 1), (8, '2025-12-21', 500,"
            + " 2, 1)");
    // 23:30 in São Paulo on 30 November is 1 December in UTC.
    operator = Operator.inDecember(studio, home).at("2025-12-01T02:30:00Z");
    wallet("credit client:1 --amount 150,00 --form Pix --key in");
    wallet("hold client:1 --amount 100,00 --session 7 --key hold");
  }

  private Operator.Ended run(String line) {
    return operator.run(
        Stream.concat(Stream.of("wallet"), Stream.of(line.split(" ", -1))).toArray(String[]::new));
  }

  private Operator.Ended wallet(String line) {
    return run(line).expect(0);
  }

  @Test
  void release_forASession_writesPaymentAndCommission_once() {
    Map<String, String> sessions = studio.dumpBooks();

    for (int time = 0; time < 2; time++) {
      wallet("release 2 --to artist:1 --share 33,33% --session 7 --key out");
    }

    assertThat(studio.column(PAYMENT)).containsExactly("2025-11-30 100.00 Pix 1 1 7");
    assertThat(studio.column(COMMISSION)).containsExactly("66.67 66.67 1 true");
    assertThat(studio.dumpBooks()).containsEntry("sessoes", sessions.get("sessoes"));
    assertThat(
            studio.column(
                "select tabela || ' ' || ano || ' ' || mes || ' ' || valor from"
                    + " extrato.registros order by tabela desc"))
        .containsExactly("pagamentos 2025 11 10000", "comissoes 2025 11 6667");
    assertThat(wallet("check").err()).isEmpty();
  }

  @Test
  void release_withAFormOfItsOwn_orWithoutRecords_doesThat() {
    wallet("release 2 --to artist:1 --share 30% --session 7 --amount 40 --form Dinheiro --key a");
    wallet("release 2 --to artist:1 --share 100% --session 7 --amount 10 --key b");
    wallet("release 2 --to artist:1 --share 30% --session 7 --no-records --key c");

    assertThat(studio.column(PAYMENT))
        .containsExactly("2025-11-30 40.00 Dinheiro 1 1 7", "2025-11-30 10.00 Pix 1 1 7");
    assertThat(studio.column(COMMISSION)).containsExactly("28.00 70.00 1 true");
  }

  @Test
  void release_thatTheBooksDoNotTake_changesNothing() {
    studio.execute(
        "create function menos() returns trigger language plpgsql as 'begin new.valor := new.valor"
            + " - 1; return new; end'; create trigger menos before insert on comissoes for each row"
            + " execute function menos()");
    Map<String, String> before = studio.dump();

    assertThat(run("release 2 --to artist:1 --share 30% --session 7 --key x").expect(6).err())
        .contains("comissoes id 1 is not as it was written: valor differs");
    assertThat(run("release 2 --to artist:1 --share 30% --session 8 --key x").expect(6).err())
        .contains("session 8 is another client's than hold 2");
    assertThat(run("release 2 --to artist:1 --share 30% --session 99 --key x").expect(6).err())
        .contains("there is no session 99");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before pagamentos: new.data := date '2026-10-05'",
        "before pagamentos: new.cliente_id := 2",
        "before pagamentos: new.artista_id := 2",
        "before pagamentos: new.sessao_id := null",
        "before comissoes: new.percentual := 1",
        "before comissoes: new.pagamento_id := null",
        "after pagamentos: delete from gastos",
        "after comissoes: update sessoes set valor = 0 where id = 8",
        "after pagamentos: insert into notas values (1)",
        "deferred pagamentos: update pagamentos set valor = 1, artista_id = 2 where id = new.id",
        "deferred comissoes: delete from gastos",
      })
  void release_ofWhichATriggerMakesSomethingElse_changesNothing(String trigger) {
    studio.execute(
        "insert into users (id, name, role) values (2, 'Davi', 'artist'); insert into gastos (id,"
            + " data, valor, descricao, forma_pagamento, created_by) values (3, '2025-10-01', 9, 'luz', 'Pix', 1); create"
            + " table notas (id int)");
    triggered(trigger);
    Map<String, String> books = studio.dumpBooks();

    for (String more : List.of(" --dry-run", "")) {
      assertThat(
              run("release 2 --to artist:1 --share 30% --session 7 --key out" + more)
                  .expect(6)
                  .err())
          .containsAnyOf("--no-records", "more changed than was meant to");
    }

    assertThat(studio.dumpBooks()).isEqualTo(books);
    assertThat(studio.column("select count(*)::text from notas")).containsExactly("0");
    assertThat(wallet("list --json").out()).contains("\"hold\":2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deferred pagamentos: perform count(*) from sessoes",
        "after pagamentos: perform count(*) from sessoes",
        "deferred comissoes: insert into auditoria values (1)",
      })
  void release_besideTriggersThatAreAllowed_isDone(String trigger) {
    studio.execute("create table auditoria (id int)");
    triggered(trigger);
    operator = operator.with("EXTRATO_ALLOWED_CHANGES", "auditoria");

    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");

    assertThat(studio.column(PAYMENT)).containsExactly("2025-11-30 100.00 Pix 1 1 7");
  }

  /** A trigger in the words: when, on which table, what it does. */
  private void triggered(String words) {
    String[] parts = words.split(" |: ", 3);
    String when =
        switch (parts[0]) {
          case "before" -> "create trigger proprio before insert on %s";
          case "after" -> "create trigger proprio after insert on %s";
          default ->
              "create constraint trigger proprio after insert on %s deferrable initially deferred";
        };
    studio.execute(
        "create function proprio() returns trigger language plpgsql as $$begin "
            + parts[2]
            + "; return new; end$$; "
            + String.format(Locale.ROOT, when, parts[1])
            + " for each row execute function proprio()");
  }

  @Test
  void reversal_ofARelease_writesNegativeRecordsOfToday_alsoWhenTheMonthIsClosed() {
    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");
    operator = operator.at("2025-12-05T12:00:00Z");
    operator.succeed("monthly", "--month", "2025-11");
    assertThat(studio.column(PAYMENT)).isEmpty();
    assertThat(wallet("check").err()).isEmpty();

    wallet("reverse 3 --key back");

    assertThat(
            studio.column(
                "select data || ' ' || valor || ' ' || forma_pagamento from" + " pagamentos"))
        .containsExactly("2025-12-05 -100.00 Pix");
    assertThat(studio.column(COMMISSION)).containsExactly("-70.00 70.00 1 true");
    assertThat(wallet("show hold:2").out()).contains("R$ 100,00");
    assertThat(wallet("check").err()).isEmpty();
    // The month of the reversal closes with it, and both months come back as they were.
    Map<String, String> before = studio.dumpBooks();
    operator = operator.at("2026-01-05T12:00:00Z");
    operator.succeed("monthly", "--month", "2025-12");
    operator.succeed("restore", "--month", "2025-12");
    assertThat(studio.dumpBooks()).isEqualTo(before);
    operator.succeed("restore", "--month", "2025-11");
    assertThat(wallet("check").err()).isEmpty();
  }

  /** After renumbering, or in a database that was set back. */
  @Test
  void reversal_ofRecordsWhoseIdsAreOthersNow_takesBackItsOwn() {
    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");
    studio.execute(
        "insert into users (id, name, role) values (2, 'Duda', 'artist'); update comissoes set"
            + " pagamento_id = null, id = 100; update pagamentos set id = 100; update comissoes set"
            + " pagamento_id = 100; insert into pagamentos (id, data, valor, forma_pagamento,"
            + " cliente_id, artista_id) values (1, '2025-11-30', 100, 'Dinheiro', 2, 2); insert"
            + " into comissoes (id, pagamento_id, artista_id, percentual, valor) values (1, 1, 2,"
            + " 10, 70)");
    assertThat(wallet("check").err()).isEmpty();

    wallet("reverse 3 --key back");

    assertThat(studio.column(PAYMENT)).contains("2025-11-30 -100.00 Pix 1 1 7");
    assertThat(studio.column(COMMISSION)).contains("-70.00 70.00 1 true");
    assertThat(wallet("check").err()).isEmpty();
  }

  @Test
  void reversal_ofAPaymentThatIsGone_takesNoOtherForIt() {
    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");
    studio.execute(
        "delete from comissoes; delete from pagamentos; insert into pagamentos (id, data, valor,"
            + " forma_pagamento, cliente_id, artista_id) values (1, '2025-11-30', 100, 'Pix', 2,"
            + " 1)");

    assertThat(run("reverse 3 --key back").expect(6).err())
        .contains("is neither live nor in the archive");
  }

  @Test
  void formOrAmountThatTheBooksCannotTake_isRefused_byColumnAndOption() throws IOException {
    String form = "P".repeat(51);
    Path file = home.resolve("requests.ndjson");
    Files.writeString(
        file,
        "\n{\"key\": \"x\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\": 1,"
            + " \"form\": \""
            + form
            + "\"}\n");
    wallet("credit client:1 --amount 200.000.000,00 --form Pix --key much");
    wallet("hold client:1 --amount 200.000.000,00 --key much-held");
    wallet("credit client:1 --amount 1 --form " + "ã".repeat(50) + " --key longest");
    Map<String, String> before = studio.dump();

    String tooLong = "the form has 51 characters, and pagamentos.forma_pagamento takes 50";
    assertThat(run("credit client:1 --amount 1 --form " + form + " --key y").expect(2).err())
        .contains(tooLong, "--form");
    assertThat(run("apply " + file).expect(2).err()).contains("line 2: " + tooLong);
    assertThat(
            run("release 2 --to artist:1 --share 30% --session 7 --form " + form + " --key z")
                .expect(2)
                .err())
        .contains(tooLong);
    assertThat(run("release 4 --to artist:1 --share 30% --session 7 --key z").expect(2).err())
        .contains("R$ 200.000.000,00 are more than pagamentos.valor takes", "--amount");
    assertThat(studio.dump()).isEqualTo(before);
    wallet("release 4 --to artist:1 --share 30% --session 7 --amount 99.999.999,99 --key z");
  }

  /** Left in the books, the deposit would count twice with its next release. */
  @Test
  void reversal_inAFileOfRequests_takesTheRecordsBack_once() throws IOException {
    wallet("release 2 --to artist:1 --share 30% --session 7 --amount 60 --key out");
    wallet("release 2 --to artist:1 --share 30% --session 7 --amount 40 --no-records --key bare");
    Path file = home.resolve("requests.ndjson");
    Files.writeString(
        file,
        """
        {"key": "back-3", "op": "reverse", "transfer": 3}
        {"key": "back-4", "op": "reverse", "transfer": 4}
        """);
    Map<String, String> before = studio.dump();
    wallet("apply --dry-run " + file);
    assertThat(studio.dump()).isEqualTo(before);

    wallet("apply " + file);
    wallet("apply " + file);

    assertThat(studio.column("select valor from pagamentos order by id"))
        .containsExactly("60.00", "-60.00");
    assertThat(studio.column(COMMISSION))
        .containsExactly("42.00 70.00 1 true", "-42.00 70.00 1 true");
    assertThat(wallet("check").err()).isEmpty();
  }

  @Test
  void reversal_inAFileOfRequests_whoseRecordsAreLost_isRefusedByItsLine() throws IOException {
    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");
    studio.execute("delete from comissoes; delete from pagamentos");
    Path file = home.resolve("requests.ndjson");
    Files.writeString(
        file,
        """
        {"key": "more", "op": "credit", "account": "client:1", "amount": 1}
        {"key": "back", "op": "reverse", "transfer": 3}
        """);
    Map<String, String> before = studio.dump();

    assertThat(run("apply " + file).expect(6).err())
        .contains("line 2: the payment that the transfer wrote, id 1, is neither live nor");
    assertThat(studio.dump()).isEqualTo(before);
  }

  /** Somebody who calls the server's function without this program. */
  @Test
  void check_findsAReversedRelease_whoseRecordsStayedInTheBooks() {
    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");
    studio.execute(
        "select * from extrato.lancar('[{\"key\": \"x\", \"kind\": \"reverse\", \"reverses\":"
            + " 3}]', 'x')");

    assertThat(wallet("check").err())
        .contains(
            "pagamentos id 1 still counts what transfer 3 released, though transfer 4 took it back",
            "comissoes id 1 still counts what transfer 3 released");
  }

  @Test
  void check_missesARecordThatSomebodyDeleted() {
    wallet("release 2 --to artist:1 --share 30% --session 7 --key out");
    studio.execute("delete from comissoes; update pagamentos set valor = 90");

    assertThat(wallet("check").err())
        .contains("comissoes id 1, which transfer 3 wrote, is neither live nor in the archive")
        .contains("pagamentos id 1 has another amount than transfer 3 wrote");
  }
}
