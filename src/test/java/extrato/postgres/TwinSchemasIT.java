package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two of the tool's schemas in one database that say the same of themselves: which studio's books
 * they keep, or which database they are. Backups of the one look like those of the other.
 */
@ExtendWith(StudioExtension.class)
class TwinSchemasIT {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("init"),
          List.of("init", "--print"),
          List.of("init", "--moved"),
          List.of("init", "--older"),
          List.of("init", "--adopt"),
          List.of("backup"),
          List.of("monthly"),
          List.of("status"),
          List.of("history"),
          List.of("prune", "--yes"),
          List.of("token", "list"),
          List.of("wallet", "check"));

  @TempDir Path home;

  private Operator norte = new Operator(Map.of(), Path.of(""), Clock.systemUTC());
  private Operator sul = norte;

  @BeforeEach
  void open(StudioDatabase studio) throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    TwoStudios.makeSecond(studio);
    norte = TwoStudios.operator(studio, home, "norte", "public", "extrato_norte");
    sul = TwoStudios.operator(studio, home, "sul", "sul", "extrato_sul");
    norte.run("init").expect(0);
  }

  private static void assertRefused(
      StudioDatabase studio, Operator operator, List<List<String>> commands, String... said) {
    Map<String, String> before = studio.dump();
    for (List<String> command : commands) {
      Operator.Ended refused = operator.run(command.toArray(String[]::new));
      assertThat(refused.both()).as(command.toString()).contains(said);
      refused.expect(8);
    }
    assertThat(studio.dump()).isEqualTo(before);
  }

  /** One studio of a shared database was set back, and its old state stands beside it. */
  @Test
  void twoThatKeepOneStudio_areRefused_whicheverIsMeant(StudioDatabase studio) {
    sul.run("init").expect(0);
    studio.execute("update extrato_sul.studio set schema_name = 'public'");

    for (String tool : List.of("extrato_norte", "extrato_sul")) {
      Operator either = norte.with("EXTRATO_SCHEMA", tool);
      assertRefused(
          studio,
          either,
          COMMANDS,
          "the books in schema public are kept twice",
          "extrato_norte",
          "extrato_sul",
          "under a name that does not begin with extrato");
      assertRefused(studio, either, List.of(List.of("init", "--copy")), "are kept twice");
    }

    studio.execute("alter schema extrato_sul rename to old_extrato_sul");
    norte.run(MONTH, "monthly").expect(0);
  }

  /** A pair of schemas was copied within the database, and renamed. */
  @Test
  void twoOfOneIdentity_areRefused_untilOneSaysThatItIsTheCopy(StudioDatabase studio) {
    sul.run("init").expect(0);
    studio.execute(
        "update extrato_sul.studio set database_id = (select database_id from extrato_norte.studio)");

    for (Operator either : List.of(norte, sul)) {
      assertRefused(
          studio,
          either,
          COMMANDS,
          "extrato_norte",
          "extrato_sul",
          "have one identity",
          "`extrato init --copy`");
      assertThat(either.run("doctor").both()).contains("have one identity");
    }

    sul.run("init", "--copy").expect(9);
    Operator copy = sul.with("EXTRATO_BACKUP_DIR", home.resolve("copy").toString());
    assertThat(copy.run("init", "--copy").expect(0).both())
        .contains("is a copy, and one of its own");
    copy.run(MONTH, "monthly").expect(0);
    norte.run(MONTH, "monthly").expect(0);
  }

  @Test
  void whereTheRoleMayNotReadWhoseTheOtherIs_nothingBegins(StudioDatabase studio) {
    StudioDatabase.StudioRole role = studio.role("usage on schema sul, public");
    studio.execute(
        """
        grant select on all tables in schema sul, public to ROLE;
        do $$
        begin
          execute format('grant create on database %I to ROLE', current_database());
        end $$
        """
            .replace("ROLE", role.name()));
    Operator careful = sul.with("DATABASE_URL", TwoStudios.ledTo(role.url(), "sul"));

    assertRefused(
        studio,
        careful,
        COMMANDS,
        "the tool's schema extrato_sul is not there",
        "whose books are kept in extrato_norte this role may not read");
    studio.execute("grant usage on schema extrato_norte to " + role.name());
    studio.execute("grant select on extrato_norte.studio to " + role.name());
    assertThat(careful.run("init", "--print").expect(0).out())
        .contains("create schema extrato_sul");
  }

  /** A role for each studio: what it cannot know is said, and no reason to stop. */
  @Test
  @Tag("slow")
  void whereItsOwnIsThere_doctorSaysWhichItMayNotRead(StudioDatabase studio) {
    sul.run("init").expect(0);
    StudioDatabase.StudioRole role = studio.role("usage on schema sul, extrato_sul");
    studio.execute("grant select on all tables in schema sul, extrato_sul to " + role.name());
    Operator careful = sul.with("DATABASE_URL", TwoStudios.ledTo(role.url(), "sul"));

    careful.run("status").expect(0);
    assertThat(careful.run("doctor").both())
        .contains("whose books are kept in extrato_norte this role may not read");
  }

  /** Row security answers in the words of whoever made it. */
  @Test
  @Tag("slow")
  void aTableThatHidesItsRow_isOneThatCannotBeRead(StudioDatabase studio) {
    StudioDatabase.StudioRole role = studio.role("usage on schema public, extrato_norte");
    studio.execute("grant select on all tables in schema public, extrato_norte to " + role.name());
    studio.execute("alter table extrato_norte.studio enable row level security");
    Operator careful =
        norte
            .with("DATABASE_URL", TwoStudios.ledTo(role.url(), "public"))
            .with("EXTRATO_SCHEMA", "extrato_sul");

    assertRefused(studio, careful, COMMANDS, "in extrato_norte this role may not read");
  }
}
