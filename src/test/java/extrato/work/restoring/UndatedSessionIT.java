package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A session that stayed and has no created_at: nothing tells it from another with its id. */
@ExtendWith(StudioExtension.class)
class UndatedSessionIT {
  private static final YearMonth OCTOBER = MONTH.plusMonths(1);
  private static final String SESSION =
      "insert into sessoes (id, data, valor, cliente_id, artista_id, created_at, observacoes) select"
          + " 9500, '%s', %s, min(c.id), min(u.id), null, '%s' from clients c, users u";
  private static final String PAYMENT =
      "insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id, sessao_id)"
          + " select %d, '%s', 400, 'Pix', min(c.id), min(u.id), 9500 from clients c, users u";

  @TempDir Path home;

  private Operator operator = new Operator(Map.of(), Path.of(""), Clock.systemUTC());

  @BeforeEach
  void closeTheFirstOfItsMonths(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    studio.execute(String.format(Locale.ROOT, SESSION, "2025-09-10", "900", "old"));
    pay(studio, 9501, "2025-09-10");
    pay(studio, 9502, "2025-10-10");
    operator.close(MONTH);
  }

  private static void pay(StudioDatabase studio, int id, String day) {
    studio.execute(String.format(Locale.ROOT, PAYMENT, id, day));
  }

  /** The application deletes it, and gives its number to another of the same client. */
  private static void becomesAnother(StudioDatabase studio, String day) {
    studio.execute("delete from pagamentos where id = 9502");
    studio.execute("delete from sessoes where id = 9500");
    studio.execute(String.format(Locale.ROOT, SESSION, day, "333", "new"));
    pay(studio, 9503, day);
  }

  private static String archived(StudioDatabase studio) {
    return String.join(
        ", ",
        studio.column(
            "select distinct a.registro ->> 'observacoes' from extrato.arquivo a where a.tabela ="
                + " 'sessoes' and a.registro ->> 'observacoes' in ('old', 'new') order by 1"));
  }

  /** The studio may have a column of any name. */
  @Test
  void unchangedSession_closesWithItsOtherMonth_whateverColumnsThereAre(StudioDatabase studio) {
    studio.execute("alter table sessoes add column r integer");

    operator.close(OCTOBER);

    assertThat(archived(studio)).isEqualTo("old");
    operator.run(OCTOBER, "verify").expect(0);
  }

  @Test
  void anotherWithItsId_isNotMergedOverIt(StudioDatabase studio) {
    becomesAnother(studio, "2025-09-28");

    assertThat(operator.run(MONTH, "extrato", "--force").expect(6).err())
        .contains("sessoes id 9500", "`extrato renumber sessoes 9500`", "--leave", "created_at");
    assertThat(operator.run("status", "--check", "--json").expect(12).out()).contains("id_taken");
    operator.run(MONTH, "verify").expect(4);

    operator.succeed("renumber", "sessoes", "9500");
    operator.run(MONTH, "extrato", "--force").expect(0);
    assertThat(archived(studio)).isEqualTo("new, old");
    operator.run(MONTH, "verify").expect(0);
  }

  @Tag("slow")
  @Test
  void anotherWithItsId_isNotClosedAsIt(StudioDatabase studio) {
    becomesAnother(studio, "2025-10-28");

    assertThat(operator.run(OCTOBER, "monthly").expect(6).err())
        .contains("sessoes id 9500", "09/2025");

    operator.succeed("renumber", "sessoes", "9500");
    operator.run(OCTOBER, "monthly").expect(0);
    operator.run(OCTOBER, "restore").expect(0);
    operator.run(MONTH, "restore").expect(0);
    assertThat(
            studio.column(
                "select observacoes from sessoes where observacoes in ('old', 'new', 'edited')"))
        .containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void theSameWithEveryValue_leavesWithItsLastMonth(StudioDatabase studio) {
    assertThat(operator.run(OCTOBER, "monthly").expect(0).err()).doesNotContain("9500");

    assertThat(studio.count("sessoes where id = 9500")).isZero();
    operator.run(OCTOBER, "restore").expect(0);
    operator.run(MONTH, "restore").expect(0);
    assertThat(studio.ids("sessoes", "observacoes = 'old'")).containsExactly(9500);
  }

  @Test
  void editedOne_keepsItsMonthFromComingBack_untilItIsSaidToBeTheSame(StudioDatabase studio) {
    studio.execute("update sessoes set observacoes = 'edited', status = 'done' where id = 9500");

    assertThat(operator.run(MONTH, "restore").expect(6).err())
        .contains("sessoes id 9500", "--other-values", "`extrato renumber sessoes 9500`")
        .doesNotContain("same values", "remove that");
    assertThat(operator.run(MONTH, "restore", "--other-values").expect(0).err())
        .contains("sessoes id 9500", "stays as it is");

    assertThat(studio.column("select observacoes from sessoes where id = 9500"))
        .containsExactly("edited");
    assertThat(studio.ids("pagamentos", "sessao_id = 9500")).containsExactly(9501, 9502);
  }

  @Tag("slow")
  @Test
  void editedOne_thatIsSaidToBeAnother_isLiveBesideTheOneThatComesBack(StudioDatabase studio) {
    studio.execute("update sessoes set observacoes = 'edited', status = 'done' where id = 9500");

    operator.succeed("renumber", "sessoes", "9500");
    operator.run(MONTH, "restore").expect(0);

    assertThat(
            studio.column(
                "select observacoes from sessoes where observacoes in ('old', 'new', 'edited')"))
        .containsExactlyInAnyOrder("old", "edited");
  }

  @Tag("slow")
  @Test
  void editedOne_isLeftLiveAndOutOfItsOtherMonth_whereThatIsSaid(StudioDatabase studio) {
    studio.execute("update sessoes set observacoes = 'edited' where id = 9500");

    operator.run(OCTOBER, "monthly").expect(6);
    operator.run(OCTOBER, "monthly", "--leave", "sessoes:9500").expect(0);

    assertThat(studio.ids("sessoes", "observacoes = 'edited'")).containsExactly(9500);
  }
}
