package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tool's schema gets another name, and another studio's takes the old one: what a function's
 * body names is another studio's ledger by then.
 */
@ExtendWith(StudioExtension.class)
class RenamedSchemaIT {
  private static final Pattern FUNCTION =
      Pattern.compile("create (?:or replace )?function extrato\\.(\\w+)");

  @TempDir Path home;

  private Operator norte = new Operator(Map.of(), Path.of(""), Clock.systemUTC());
  private Operator sul = norte;

  @BeforeEach
  void open(StudioDatabase studio) throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    TwoStudios.makeSecond(studio);
    norte = TwoStudios.operator(studio, home, "norte", "public", "extrato_norte");
    sul = TwoStudios.operator(studio, home, "sul", "sul", "extrato");
    Operator before = norte.with("EXTRATO_SCHEMA", "extrato");
    before.run("init").expect(0);
    for (int number = 1; number <= 3; number++) {
      credit(before, "client:2", "n" + number).expect(0);
    }
    studio.execute("alter schema extrato rename to extrato_norte");
    sul.run("init").expect(0);
    credit(sul, "client:1", "s1").expect(0);
  }

  private static Operator.Ended credit(Operator operator, String account, String key) {
    return operator.run(
        "wallet", "credit", account, "--amount", "50", "--form", "Pix", "--key", key);
  }

  @Test
  void everyCommandStops_untilInitMakesTheFunctionsAnew(StudioDatabase studio) {
    Map<String, String> before = studio.dump();
    for (List<String> command :
        List.of(
            List.of("backup"),
            List.of("monthly"),
            List.of("status"),
            List.of("history"),
            List.of("token", "list"),
            List.of("wallet", "check"),
            List.of("wallet", "show", "client:2"),
            List.of("prune", "--yes"))) {
      Operator.Ended refused = norte.run(command.toArray(String[]::new)).expect(8);
      assertThat(refused.both())
          .as(command.toString())
          .contains(
              "the functions in the tool's schema extrato_norte were made for extrato",
              "`extrato init` makes them anew");
    }
    credit(norte, "client:1", "paid1").expect(8);
    assertThat(norte.run("doctor").both()).contains("were made for extrato");
    assertThat(norte.run("init", "--print").expect(0).out())
        .contains("CREATE OR REPLACE FUNCTION extrato_norte.lancar(")
        .doesNotContainPattern("\\bextrato\\.");
    assertThat(studio.dump()).isEqualTo(before);

    assertThat(norte.run("init").expect(0).both())
        .contains("made: the functions of schema extrato_norte anew, which were made for extrato");

    credit(norte, "client:1", "paid1").expect(0);
    assertThat(studio.column("select chave from extrato_norte.transferencias order by id"))
        .containsExactly("n1", "n2", "n3", "paid1");
    assertThat(studio.column("select chave from extrato.transferencias")).containsExactly("s1");
    norte.run("wallet", "check").expect(0);
    sul.run("wallet", "check").expect(0);
    assertThat(norte.run("init").expect(0).both()).contains("everything is in place");
  }

  /** A trigger's function, too, and a name that nobody has by now. */
  @Test
  @Tag("slow")
  void oneFunctionIsEnough_whateverItNames(StudioDatabase studio) {
    norte.run("init").expect(0);
    studio.execute(
        """
        create or replace function extrato_norte.nada_muda() returns trigger language plpgsql as $$
        begin
          raise exception 'extrato_velho.% is only added to', tg_table_name;
        end $$
        """);

    assertThat(norte.run("status").expect(8).both()).contains("were made for extrato_velho");
  }

  /** Where the schema has its usual name, too. */
  @Test
  @Tag("slow")
  void theUsualName_isNoExcuse(StudioDatabase studio) {
    norte.run("init").expect(0);
    studio.execute("drop schema extrato cascade; alter schema extrato_norte rename to extrato");
    Operator back = norte.with("EXTRATO_SCHEMA", "extrato");

    assertThat(back.run("wallet", "check").expect(8).both()).contains("made for extrato_norte");
    back.run("init").expect(0);
    back.run("wallet", "check").expect(0);
    credit(back, "client:1", "paid1").expect(0);
  }

  /** A role that may use the schema and not own its functions is told who can help. */
  @Test
  @Tag("slow")
  void aRoleThatDoesNotOwnThem_isToldToAskAnAdministrator(StudioDatabase studio) {
    StudioDatabase.StudioRole role =
        studio.role(
            "usage on schema extrato_norte", "usage on schema extrato", "usage on schema public");
    studio.execute(
        "grant select on all tables in schema extrato_norte, extrato, public to " + role.name());
    Operator careful = norte.with("DATABASE_URL", role.url());

    careful.run("status").expect(8);
    assertThat(careful.run("init").expect(8).both()).contains("`extrato init --print` prints");
  }

  @Test
  void theFunctions_areThoseOfTheMigrations() {
    String borrowed = Sql.load(OwnFunctions.class, "borrowed_functions.sql");
    TreeSet<String> made = new TreeSet<>();
    IntStream.rangeClosed(1, OwnSchema.NEWEST)
        .mapToObj(number -> Sql.load(OwnSchema.class, "migration_" + number + ".sql"))
        .flatMap(migration -> FUNCTION.matcher(migration).results())
        .map(found -> found.group(1))
        .forEach(made::add);

    assertThat(
            Pattern.compile("'(\\w+)'")
                .matcher(borrowed.substring(borrowed.indexOf("p.proname in")))
                .results()
                .map((MatchResult found) -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(made);
  }
}
