package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two studios in one database, each in a schema of its own and with a schema of the tool's own:
 * they are closed at the same time, and neither sees what the other does.
 */
@ExtendWith(StudioExtension.class)
class TwoSchemasIT {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;

  @TempDir Path home;

  private Operator norte = new Operator(Map.of(), Path.of(""), java.time.Clock.systemUTC());
  private Operator sul = norte;

  @BeforeEach
  void open(StudioDatabase studio) throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    TwoStudios.makeSecond(studio);
    norte = ofOne(studio, "norte", "public");
    sul = ofOne(studio, "sul", "sul");
  }

  private Operator ofOne(StudioDatabase studio, String name, String path) throws IOException {
    return TwoStudios.operator(studio, home, name, path, "extrato_" + name);
  }

  @Test
  void monthly_ofBothAtOnce_closesEach_andNeitherSeesTheOthersRuns(StudioDatabase studio) {
    norte.run("init").expect(0);
    sul.run("init").expect(0);
    Map<String, String> before = studio.dumpBooks();

    CompletableFuture<Operator.Ended> meanwhile =
        CompletableFuture.supplyAsync(() -> norte.run(MONTH, "monthly"));
    sul.run(MONTH, "monthly").expect(0);
    meanwhile.join().expect(0);

    for (String schema : List.of("extrato_norte", "extrato_sul")) {
      assertThat(studio.column("select command from " + schema + ".runs order by started"))
          .as(schema)
          .containsExactly("monthly");
      assertThat(studio.column("select count(*)::text from " + schema + ".lotes"))
          .as(schema)
          .doesNotContain("0");
    }
    assertThat(studio.column("select database_id from extrato_norte.studio"))
        .isNotEqualTo(studio.column("select database_id from extrato_sul.studio"));
    assertThat(studio.rows("select * from pg_namespace where nspname = 'extrato'")).isEmpty();

    norte.run(MONTH, "restore").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.ids("sul.pagamentos", "data between '2025-09-01' and '2025-09-30'"))
        .as("the other studio's month stays closed")
        .isEmpty();
  }

  @Test
  void aSecondSchemaForOneStudio_isRefused_byEveryCommand(StudioDatabase studio) {
    norte.run("init").expect(0);
    Map<String, String> before = studio.dump();
    for (String schema : List.of("extrato", "extrato_sul")) {
      Operator mistaken = norte.with("EXTRATO_SCHEMA", schema);
      for (String command : List.of("init", "backup", "monthly", "status", "history")) {
        Operator.Ended refused = mistaken.run(command);
        assertThat(refused.both())
            .as(command)
            .contains(
                "the books in schema public are kept in the tool's schema extrato_norte, not in "
                    + schema)
            .contains("set EXTRATO_SCHEMA=extrato_norte");
        refused.expect(8);
      }
    }
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void aPathThatLeadsToTheOtherStudio_isRefused(StudioDatabase studio) {
    norte.run("init").expect(0);
    sul.run("init").expect(0);
    Map<String, String> before = studio.dump();
    String theirs = Objects.requireNonNull(sul.environment().get("DATABASE_URL"));
    for (String command :
        List.of(
            "init",
            "backup",
            "monthly",
            "status",
            "history",
            "prune --yes",
            "token list",
            "wallet list")) {
      assertThat(norte.with("DATABASE_URL", theirs).run(command.split(" ")).expect(8).both())
          .contains("leads to the tables of schema sul")
          .contains("the tool's schema extrato_norte is that of the studio in schema public");
    }
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  @Tag("slow")
  void eachCommand_worksInASchemaOfItsOwn(StudioDatabase studio) {
    studio.execute(sul.run("init", "--print").expect(0).out());
    sul.run("init").expect(0);
    assertThat(studio.rows("select * from pg_namespace where nspname = 'extrato'")).isEmpty();
    norte.run("init").expect(0);
    Map<String, String> theirs = studio.dumpBooks();

    assertThat(sul.run("doctor").exitCode()).isIn(0, 12);
    sul.run("wallet", "credit", "client:1", "--amount", "50", "--form", "Pix", "--key", "k1")
        .expect(0);
    sul.run("wallet", "check").expect(0);
    sul.run(MONTH, "backup").expect(0);
    sul.run(MONTH, "extrato").expect(0);
    sul.run(MONTH, "verify").expect(0);
    sul.run(MONTH, "drill").expect(0);
    sul.run(MONTH, "show").expect(0);
    sul.run(MONTH, "restore", "--from", "backup").expect(0);
    sul.run("status").expect(0);
    assertThat(sul.run("find", "pagamentos", "1").exitCode()).isIn(0, 3);

    assertThat(studio.dumpBooks()).as("the other studio's books").isEqualTo(theirs);
    assertThat(studio.column("select command from extrato_norte.runs"))
        .as("the other studio's runs")
        .isEmpty();
  }

  /** Both studios' schemas in a dump of one, as pg_dump with --schema leaves them. */
  @Test
  @Tag("slow")
  void aStudioThatMoved_goesOnThere(StudioDatabase studio) {
    norte.run("init").expect(0);
    sul.run("init").expect(0);
    sul.run(MONTH, "monthly").expect(0);
    try (StudioDatabase elsewhere = studio.copy()) {
      elsewhere.execute("drop schema extrato_norte cascade");
      Operator moved = sul.with("DATABASE_URL", TwoStudios.ledTo(elsewhere.url(), "sul"));
      moved.run(MONTH, "backup").expect(8);
      moved.run("init", "--moved").expect(0);
      moved.run(MONTH, "verify").expect(0);
      moved.run(MONTH, "restore").expect(0);
      assertThat(elsewhere.ids("sul.pagamentos", "data between '2025-09-01' and '2025-09-30'"))
          .isNotEmpty();
    }
  }
}
