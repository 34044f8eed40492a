package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StudioExtension.class)
class DeletionIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    operator = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void extrato_ofTheAwkwardMonth_leavesExactlyWhatIsNotTheMonths(Tabela tabela) {
    List<Integer> left = new ArrayList<>(studio.ids(tabela.table()));
    closed();

    left.removeAll(AwkwardMonth.expected().idsThatLeave(tabela));
    assertThat(studio.ids(tabela.table())).isEqualTo(left);
  }

  @Test
  void extrato_sessionThatOnlyItsOwnPointerTiesToTheMonth_staysWithoutThePointer() {
    closed();

    assertThat(studio.value("select payment_id from sessoes where id = 208")).isNull();
    assertThat(studio.value("select payment_id from sessoes where id = 207")).isEqualTo("121");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trigger_thatDeletesWhatIsNotTheMonths_stopsTheClosing(boolean partitioned) {
    if (partitioned) {
      partitionTheExpenses();
    }
    trigger("after delete on comissoes", "delete from gastos where id = 405; return null;");

    assertThat(stopped())
        .contains("more changed than was meant to", "public.gastos: 1 more rows deleted");
  }

  @Test
  void trigger_thatKeepsARowFromBeingDeleted_stopsTheClosing() {
    trigger("before delete on gastos", "if old.id = 401 then return null; end if; return old;");

    assertThat(stopped()).contains("gastos: 38 records archived, but 37 deleted and 0 staying");
  }

  @Test
  void trigger_thatWritesByBareNames_findsThemOnTheStudiosSearchPath() {
    studio.execute("create table apagados (pagamento integer)");
    trigger("after delete on pagamentos", "insert into apagados values (old.id); return null;");
    assertThat(stopped()).contains("public.apagados: ", "gatilho of pagamentos");

    operator = operator.with("EXTRATO_ALLOWED_CHANGES", "apagados");
    operator.run("backup").expect(ExitCode.DONE);
    Clerk.Ended ended = operator.run("extrato").expect(ExitCode.DONE);

    assertThat(studio.count("apagados")).isEqualTo(AwkwardMonth.expected().pagamentos().size());
    assertThat(ended.err()).contains("public.apagados: ");
  }

  @Test
  void trigger_thatKeepsASumOnThePayment_isNoHindrance() {
    trigger(
        "before delete on comissoes",
        "update pagamentos set comissao = 0 where id = old.pagamento_id; return old;");

    closed();

    assertThat(studio.ids("pagamentos")).doesNotContain(101);
  }

  @Tag("slow")
  @Test
  void partitionedTables_closeAsOrdinaryOnesDo() {
    partitionTheExpenses();

    closed();

    assertThat(studio.ids("gastos")).containsExactly(405, 406, 407);
  }

  private void partitionTheExpenses() {
    studio.execute(
        """
        alter table gastos rename to antigos;
        create table gastos (like antigos including defaults) partition by range (data);
        create table gastos_ate_agosto partition of gastos for values from (minvalue) to ('2025-09-01');
        create table gastos_desde_setembro partition of gastos for values from ('2025-09-01') to (maxvalue);
        insert into gastos select * from antigos;
        """);
  }

  private void trigger(String event, String body) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create function gatilho() returns trigger language plpgsql as $$ begin %s end $$;
            create trigger gatilho %s for each row execute function gatilho()\
            """,
            body,
            event));
  }

  private void closed() {
    operator.run("backup").expect(ExitCode.DONE);
    operator.run("extrato").expect(ExitCode.DONE);
  }

  private String stopped() {
    operator.run("backup").expect(ExitCode.DONE);
    var before = studio.dumpExceptRuns();
    String message = operator.run("extrato").expect(ExitCode.STOPPED).err();
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    return message;
  }
}
