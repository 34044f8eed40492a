package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.Records;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Studios whose tables are not quite as the web application makes them. */
@ExtendWith(StudioExtension.class)
class UnusualStudioIT {
  private static final MonthOfBooks SEPTEMBER = AwkwardMonth.expected();

  /** Of everything that there is, in the columns and with the keys that it has. */
  private static final String PARTITIONED_BY_ID =
      """
      alter table sessoes drop constraint sessoes_payment_id_fkey;
      alter table comissoes drop constraint comissoes_pagamento_id_fkey;
      alter table pagamentos rename to tudo;
      create table pagamentos (like tudo including defaults including generated) partition by hash (id);
      create table pagamentos_0 partition of pagamentos for values with (modulus 2, remainder 0);
      create table pagamentos_1 partition of pagamentos for values with (modulus 2, remainder 1);
      insert into pagamentos (id, data, valor, forma_pagamento, observacoes, cliente_id, artista_id, sessao_id)
      select id, data, valor, forma_pagamento, observacoes, cliente_id, artista_id, sessao_id from tudo;
      drop table tudo cascade;
      alter table pagamentos add primary key (id);
      alter table pagamentos add foreign key (sessao_id) references sessoes (id);
      alter table sessoes add foreign key (payment_id) references pagamentos (id);
      alter table comissoes add foreign key (pagamento_id) references pagamentos (id);
      """;

  /** By month, which no key can refer to. */
  private static final String PARTITIONED_BY_DATE =
      """
      alter table sessoes drop constraint sessoes_payment_id_fkey;
      alter table comissoes drop constraint comissoes_pagamento_id_fkey;
      alter table pagamentos rename to tudo;
      create table pagamentos (like tudo including defaults including generated, primary key (id, data)) partition by range (data);
      create table pagamentos_antes partition of pagamentos for values from (minvalue) to ('2025-09-15');
      create table pagamentos_depois partition of pagamentos for values from ('2025-09-15') to (maxvalue);
      insert into pagamentos (id, data, valor, forma_pagamento, observacoes, cliente_id, artista_id, sessao_id)
      select id, data, valor, forma_pagamento, observacoes, cliente_id, artista_id, sessao_id from tudo;
      drop table tudo cascade;
      """;

  @TempDir Path home;

  /** Closes September and holds live rows, backup and archive against what was there before. */
  private void closes(StudioDatabase studio) {
    closes(studio, Operator.of(studio, home));
  }

  private void closes(StudioDatabase studio, Operator operator) {
    Records before = Records.live(studio);

    operator.closeSeptember();

    assertThat(Records.live(studio).differencesTo(before.afterClosing(SEPTEMBER))).isEmpty();
    Records backup = Records.backup(operator.backup(AwkwardMonth.MONTH, 1), studio);
    assertThat(backup.differencesTo(before.of(SEPTEMBER))).isEmpty();
    assertThat(Records.archived(studio, AwkwardMonth.MONTH, 1).differencesTo(backup)).isEmpty();
    operator.succeed("verify");
  }

  @Test
  void close_withMomentsWithoutZone_takesThemForTheStudiosOwn(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        "alter table comissoes alter column created_at type timestamp"
            + " using created_at at time zone 'America/Sao_Paulo'");

    closes(studio);
  }

  @Test
  void close_inAnotherSchema_findsTheStudioThere() {
    try (StudioDatabase studio = StudioDatabase.inSchema("Ateliê \"2\": o <novo>?")) {
      AwkwardMonth.fill(studio);

      closes(studio);
    }
  }

  @Test
  void close_ofPaymentsInPartitionsById_works(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(PARTITIONED_BY_ID);

    closes(studio);
    assertThat(studio.count("pagamentos")).isEqualTo(11);
  }

  @Test
  void close_ofPaymentsInPartitionsByDate_wantsTheWordForMissingKeys(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(PARTITIONED_BY_DATE);
    Operator operator = Operator.of(studio, home);

    operator.succeed("backup");
    assertThat(operator.run("extrato").expect(8).err()).contains("EXTRATO_ALLOW_MISSING_KEYS");
    closes(studio, operator.with("EXTRATO_ALLOW_MISSING_KEYS", "true"));
    assertThat(studio.count("pagamentos")).isEqualTo(11);
  }

  /** Such a studio has a primary key of another column, or none. */
  @Tag("slow")
  @Test
  void backup_ofTwoRecordsWithOneId_isRefused_andNamesIt(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        "alter table gastos drop constraint gastos_pkey;insert into gastos (id, data, valor,"
            + " forma_pagamento, created_by) values (401, '2025-09-02', 1, 'Pix', 1)");

    assertThat(Operator.of(studio, home).run("backup").expect(6).err())
        .contains("gastos has more than one record with the id 401");
    assertThat(Operator.of(studio, home).backup(AwkwardMonth.MONTH, 1)).doesNotExist();
  }

  @Tag("slow")
  @Test
  void close_ofTwoRecordsWithOneId_isRefused_alsoWithoutABackup(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        "alter table gastos drop constraint gastos_pkey;insert into gastos (id, data, valor,"
            + " forma_pagamento, created_by) values (401, '2025-09-02', 1, 'Pix', 1)");
    Operator operator = Operator.of(studio, home).with("EXTRATO_REQUIRE_BACKUP", "false");

    assertThat(operator.run("extrato").expect(6).err())
        .contains("gastos has more than one record with the id 401");
  }

  /** What stands in a statement for psql's variables stands there alone. */
  @Tag("slow")
  @Test
  void close_withColumnsThatLookLikeVariables_takesThemForColumns(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        """
        alter table gastos add column ":first_day" text default ':next_month', add column ":""studio\""" text default 'x',
          add column "a:moment" text default ':ano';
        alter table sessoes add column ":versao" text default ':ano';
        """);
    var before = studio.dumpBooks();
    Operator operator = Operator.inDecember(studio, home);

    operator.close(AwkwardMonth.MONTH);
    operator.run(AwkwardMonth.MONTH, "verify").expect(0);
    operator.run(AwkwardMonth.MONTH, "restore").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void close_withWiderIdsAndDomains_works(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        """
        create domain dinheiro as numeric(12,2) check (value > -100000000);
        alter table pagamentos alter column id type bigint;
        alter table sessoes alter column payment_id type bigint;
        alter table gastos alter column valor type dinheiro, alter column descricao type text;
        alter table comissoes alter column valor type dinheiro;
        """);

    closes(studio);
  }

  /** Each finds its table by the search path of whoever deletes, as all the application does. */
  @Tag("slow")
  @Test
  void close_withTriggersThatAudit_letsThemFindTheirTables(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        """
        create table auditoria (tabela text, operacao text, id integer);
        create function audita() returns trigger language plpgsql as $$
          begin
            insert into auditoria values (tg_table_name, tg_op, coalesce(old.id, new.id));
            return case tg_op when 'DELETE' then old else new end;
          end $$;
        """);
    for (String table : StudioDatabase.BOOKS) {
      studio.execute(
          String.format(
              Locale.ROOT,
              "create trigger audita before delete or update on %s for each row execute function"
                  + " audita()",
              table));
    }
    for (String table : new String[] {"extratos", "extrato_run_logs"}) {
      studio.execute(
          String.format(
              Locale.ROOT,
              "create trigger audita after insert on %s for each row execute function audita()",
              table));
    }

    closes(studio, Operator.of(studio, home).with("EXTRATO_ALLOWED_CHANGES", "auditoria"));

    assertThat(studio.column("select id from auditoria where tabela = 'pagamentos' order by id"))
        .containsExactlyElementsOf(SEPTEMBER.pagamentos().stream().map(String::valueOf).toList());
    assertThat(studio.column("select id from auditoria where operacao = 'UPDATE' order by id"))
        .containsExactly("208");
    assertThat(studio.column("select tabela from auditoria where operacao = 'INSERT' order by 1"))
        .containsExactly("extrato_run_logs", "extratos");
  }
}
