package extrato.work.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which payment a live session points at is a value like any other, unless the session stayed. */
@ExtendWith(StudioExtension.class)
class SessionPointersIT {
  private static final YearMonth AUGUST = YearMonth.of(2025, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2025, 9);

  @TempDir Path home;

  /** Sessions 1 and 2 are August's, session 3 is September's; each is paid by its namesake. */
  @BeforeEach
  void fill(StudioDatabase studio) {
    studio.execute(
        """
        insert into clients (id, name) values (1, 'Bia');
        insert into users (id, name) values (1, 'Ana');
        insert into sessoes (id, data, valor, cliente_id, artista_id) values
          (1, '2025-08-04', 10, 1, 1), (2, '2025-08-05', 20, 1, 1), (3, '2025-09-06', 30, 1, 1);
        insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id, sessao_id) values
          (1, '2025-08-04', 10, 'Pix', 1, 1, 1), (2, '2025-08-05', 20, 'Pix', 1, 1, 2), (3, '2025-09-06', 30, 'Pix', 1, 1, 3);
        update sessoes set payment_id = id;
        """);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  private static String payment(StudioDatabase studio, int session) {
    return String.valueOf(studio.value("select payment_id from sessoes where id = " + session));
  }

  private void askedFor(StudioDatabase studio, YearMonth month, String... source) {
    assertThat(operator(studio).run(month, "restore", source).expect(11).err())
        .contains("column payment_id", "--other-values", "nothing was changed");
  }

  @Test
  void openMonth_whoseSessionPointsAtAnotherPayment_wantsAWord(StudioDatabase studio) {
    operator(studio).run(AUGUST, "backup").expect(0);
    studio.execute("update sessoes set payment_id = 3 where id = 1");

    askedFor(studio, AUGUST, "--from", "backup");
    assertThat(payment(studio, 1)).isEqualTo("3");
    assertThat(
            operator(studio)
                .run(AUGUST, "restore", "--from", "backup", "--other-values")
                .expect(0)
                .out())
        .doesNotContain("as it was");
    assertThat(payment(studio, 1)).isEqualTo("1");
  }

  @Test
  void sessionThatSomebodyPutBackOtherwise_isAskedAbout_fromTheArchiveToo(StudioDatabase studio) {
    studio.execute("create table kept as select * from sessoes where id = 1");
    operator(studio).run(AUGUST, "monthly").expect(0);
    studio.execute("update kept set payment_id = 3; insert into sessoes select * from kept");

    askedFor(studio, AUGUST);
    operator(studio).run(AUGUST, "restore", "--other-values").expect(0);
    assertThat(payment(studio, 1)).isEqualTo("1");
    assertThat(
            studio.value(
                "select warnings::text from extrato.runs where command = 'restore' and outcome ="
                    + " 'done'"))
        .contains("sessoes id 1, column payment_id");
    operator(studio).run(AUGUST, "backup").expect(0);
    operator(studio).run(AUGUST, "verify").expect(0);
  }

  private void losesTheDatabase(StudioDatabase studio) {
    studio.execute(
        "drop schema extrato cascade; truncate pagamentos, sessoes, comissoes, gastos;"
            + " delete from extratos");
    operator(studio).succeed("init", "--adopt");
  }

  @Test
  void laterMonthsFile_inANewDatabase_hasTheLastWord(StudioDatabase studio) {
    operator(studio).run(AUGUST, "backup").expect(0);
    studio.execute("update sessoes set payment_id = 3 where id = 2");
    operator(studio).run(SEPTEMBER, "backup").expect(0);
    losesTheDatabase(studio);

    operator(studio).run(AUGUST, "restore", "--from", "backup").expect(0);
    assertThat(payment(studio, 2)).isEqualTo("2");
    askedFor(studio, SEPTEMBER, "--from", "backup");
    operator(studio).run(SEPTEMBER, "restore", "--from", "backup", "--other-values").expect(0);
    assertThat(payment(studio, 2)).isEqualTo("3");
    operator(studio).run(SEPTEMBER, "verify").expect(0);
  }

  @Test
  void olderFilesSession_thatLeftWithALaterMonth_inANewDatabase_wantsAWord(StudioDatabase studio) {
    studio.execute("update pagamentos set sessao_id = 2 where id = 3");
    operator(studio).run(AUGUST, "backup").expect(0);
    studio.execute("update sessoes set payment_id = 3, observacoes = 'costas' where id = 2");
    operator(studio).run(SEPTEMBER, "backup").expect(0);
    losesTheDatabase(studio);
    operator(studio).run(SEPTEMBER, "restore", "--from", "backup").expect(0);
    operator(studio).run(SEPTEMBER, "monthly").expect(0);
    assertThat(studio.value("select count(*) from sessoes where id = 2")).isEqualTo("0");

    assertThat(operator(studio).run(AUGUST, "restore", "--from", "backup").expect(11).err())
        .contains(
            "sessoes id 2, column observacoes differs from the archive of 09/2025",
            "sessoes id 2, column payment_id differs from the archive of 09/2025",
            "--other-values");
    assertThat(studio.value("select count(*) from sessoes")).isEqualTo("0");
    operator(studio).run(AUGUST, "restore", "--from", "backup", "--other-values").expect(0);
    assertThat(studio.value("select count(*) from sessoes")).isEqualTo("2");
  }

  @Test
  void sessionThatStayed_keepsThePointerThatTheApplicationGaveIt(StudioDatabase studio) {
    studio.execute("update pagamentos set sessao_id = 2 where id = 3");
    operator(studio).run(AUGUST, "monthly").expect(0);
    studio.execute("update sessoes set payment_id = 3 where id = 2");

    operator(studio).run(AUGUST, "restore").expect(0);

    assertThat(payment(studio, 2)).isEqualTo("3");
  }
}
