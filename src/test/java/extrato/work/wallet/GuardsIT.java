package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.postgres.ToolSchema;
import extrato.testing.AwkwardMonth;
import extrato.testing.OlderSchema;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner takes every guard of the ledger away, each in its turn, and is found out each time. */
final class GuardsIT {
  private static final List<String> TABLES =
      List.of("contas", "transferencias", "lancamentos", "retencoes", "registros");

  @TempDir static Path home;
  private static StudioDatabase studio = StudioDatabase.create();
  private static StudioRole role = studio.role();

  private static Handle owner = Jdbi.create(studio::connect).open();

  @BeforeAll
  static void openTheStudio() throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    owner.execute("set search_path = pg_catalog, pg_temp");
    Operator.inDecember(studio, home).succeed("init");
    for (String file : List.of("close", "wallet", "wallet-restore", "import", "serve")) {
      studio.execute(
          Files.readString(Path.of("docs/grants/" + file + ".sql"))
              .replace(":\"role\"", role.name())
              .replace(":\"studio\"", "public"));
    }
  }

  @AfterAll
  static void close() {
    owner.close();
    studio.close();
  }

  private static List<String> problemsAfter(String sql) {
    owner.begin();
    try {
      owner.createScript(sql.replace(":role", role.name())).execute();
      return Guards.problems(owner);
    } finally {
      owner.rollback();
    }
  }

  /** made.txt is what the migrations make: whoever changes them renews it by what this prints. */
  @Test
  void everythingThatTheMigrationsMade_isKnown() {
    Map<String, String> there = Guards.there(owner);
    String text =
        there.entrySet().stream()
            .map(thing -> thing.getKey() + ": " + thing.getValue())
            .sorted()
            .collect(Collectors.joining("\n"));

    assertThat(Guards.expected()).as(text).isEqualTo(there);
    assertThat(Guards.problems(owner)).as("with all that docs/grants gives").isEmpty();
  }

  /** Rights that were given stay, and nobody else gets any. */
  @Test
  void ledgerOfAnEarlierEdition_isMadeTheSame() {
    OlderSchema.withSlowWallet(studio);
    assertThat(Guards.problems(owner)).hasSizeGreaterThan(3);

    Operator.inDecember(studio, home).succeed("init");

    assertThat(Guards.problems(owner)).isEmpty();
    assertThat(
            studio.value(
                "select pg_catalog.has_function_privilege('"
                    + role.name()
                    + "', 'extrato.lancar(jsonb, text)', 'execute')"))
        .isIn("t", "true");
  }

  /** A body is text: it goes on speaking of the schema that it was made for. */
  @Test
  void functionsOfARenamedSchema_areFoundOut() {
    SqlStatements statements = owner.getConfig(SqlStatements.class);
    owner.begin();
    try {
      owner.execute("alter schema extrato rename to extrato_norte");
      statements.setTemplateEngine(new ToolSchema("extrato_norte"));
      assertThat(Guards.problems(owner))
          .contains(
              "the function extrato.lancar(pedidos jsonb, quem text) is not as this tool made it",
              "the function extrato.nada_muda() is not as this tool made it")
          .allMatch(problem -> problem.startsWith("the function "));
    } finally {
      statements.setTemplateEngine(new ToolSchema(ToolSchema.USUAL));
      owner.rollback();
    }
  }

  static List<String> everyGuard() {
    List<String> guards = new ArrayList<>();
    for (String table : TABLES) {
      String of = " from pg_constraint where contype <> 'n' and conrelid = 'extrato." + table + "'";
      studio
          .column("select conname" + of + "::regclass")
          .forEach(
              name ->
                  guards.add(
                      "alter table extrato." + table + " drop constraint " + name + " cascade"));
      studio
          .column(
              "select tgname from pg_trigger where not tgisinternal and tgrelid = 'extrato."
                  + table
                  + "'::regclass")
          .forEach(
              name ->
                  Stream.of(
                          "drop trigger " + name + " on extrato." + table,
                          "alter table extrato." + table + " disable trigger " + name,
                          "alter table extrato." + table + " enable trigger " + name,
                          "alter table extrato." + table + " enable replica trigger " + name)
                      .forEach(guards::add));
      studio
          .column(
              "select attname from pg_attribute where attnum > 0 and attrelid = 'extrato."
                  + table
                  + "'::regclass")
          .forEach(
              name -> {
                guards.add("alter table extrato." + table + " drop column " + name + " cascade");
                Stream.of("insert", "update", "references")
                    .forEach(
                        right ->
                            guards.add(
                                String.join(
                                        " ",
                                        "grant",
                                        right,
                                        "(" + name + ")",
                                        "on extrato." + table)
                                    + " to :role"));
              });
      Stream.of("insert", "update", "delete", "truncate", "references", "trigger", "all")
          .forEach(right -> guards.add("grant " + right + " on extrato." + table + " to :role"));
      guards.add("grant select on extrato." + table + " to public");
      guards.add("grant select on extrato." + table + " to :role with grant option");
      guards.add("alter table extrato." + table + " owner to :role");
      guards.add("alter table extrato." + table + " enable row level security");
      guards.add("alter table extrato." + table + " add column mais integer");
      guards.add("alter table extrato." + table + " add check (1 > 0)");
      guards.add("create table public.filha () inherits (extrato." + table + ")");
      guards.add("create rule nada as on insert to extrato." + table + " do instead nothing");
      guards.add("create policy tudo on extrato." + table);
      guards.add(
          "create function public.fora() returns trigger language plpgsql as 'begin return null;"
              + " end'; create trigger a before insert on extrato."
              + table
              + " for each row execute function public.fora()");
    }
    studio
        .column(
            "select i.indexrelid::regclass from pg_index i where i.indrelid = any (array['"
                + TABLES.stream()
                    .map(table -> "extrato." + table)
                    .collect(Collectors.joining("','"))
                + "']::regclass[]) and not exists (select from pg_constraint c where c.conindid ="
                + " i.indexrelid)")
        .forEach(name -> guards.add("drop index " + name));
    studio
        .column(
            "select oid::regprocedure from pg_proc where pronamespace = 'extrato'::regnamespace")
        .forEach(
            name -> {
              Stream.of(
                      "reset all",
                      "set search_path to public",
                      "set work_mem to '1MB'",
                      "owner to :role",
                      "leakproof",
                      "parallel safe",
                      "strict")
                  .forEach(change -> guards.add("alter function " + name + " " + change));
              guards.add("grant execute on function " + name + " to public");
              guards.add("drop function " + name + " cascade");
            });
    guards.add("alter function extrato.lancar(jsonb, text) security invoker");
    guards.add("alter function extrato.mal_feito(extrato.pedido) security definer");
    guards.add("alter function extrato.pernas(extrato.pedido) volatile");
    guards.add("grant execute on function extrato.recusar to :role");
    guards.add("grant execute on function extrato.lancar to :role with grant option");
    guards.add("create function extrato.lancar(text) returns text language sql as 'select $1'");
    guards.add("alter type extrato.pedido add attribute mais text cascade");
    guards.add("grant usage on sequence extrato.transferencias_id_seq to :role");
    guards.add("alter sequence extrato.transferencias_id_seq increment by -1 cycle");
    guards.add("grant create on schema extrato to :role");
    guards.add("create unique index meu on extrato.contas (saldo)");
    guards.removeIf(
        change ->
            change.contains(" reset all")
                && !change.matches(".*\\.(nada|conf|recu|lanc|regi|dev).*"));
    return guards;
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("everyGuard")
  void guardThatSomebodyTookAway_isFoundOut(String change) {
    assertThat(problemsAfter(change)).isNotEmpty();
  }

  @Test
  void whatIsWrong_isNamed() {
    assertThat(problemsAfter("drop index extrato.transferencias_estorna_idx"))
        .containsExactly("the index extrato.transferencias_estorna_idx is not there");
    assertThat(problemsAfter("alter function extrato.lancar set search_path to public"))
        .containsExactly(
            "the function extrato.lancar(pedidos jsonb, quem text) is not as this tool made it");
    assertThat(problemsAfter("grant update (saldo) on extrato.contas to :role"))
        .containsExactly(
            role.name() + " may update extrato.contas (saldo), which docs/grants gives nobody");
    assertThat(problemsAfter("grant execute on function extrato.devolver to public"))
        .containsExactly("everybody may execute extrato.devolver, which docs/grants gives nobody");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant insert on extrato.lancamentos to :role; revoke insert on extrato.lancamentos from"
            + " :role",
        "grant select (saldo) on extrato.contas to :role",
        "grant select on extrato.contas to :role",
        "analyze extrato.contas"
      })
  void whatIsMeant_isNoProblem(String change) {
    assertThat(problemsAfter(change)).isEmpty();
  }

  @Test
  void check_saysSo() {
    studio.execute("alter table extrato.lancamentos disable trigger conferir");
    Operator.Ended ended = Operator.inDecember(studio, home).run("wallet", "check");
    studio.execute("alter table extrato.lancamentos enable always trigger conferir");

    assertThat(ended.expect(4).both())
        .contains("the trigger conferir on extrato.lancamentos is not as this tool made it");
  }
}
