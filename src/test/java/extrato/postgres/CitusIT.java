package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Citus by its catalog, of which a table is made here: the extension is not at hand. */
@ExtendWith(StudioExtension.class)
class CitusIT {
  @TempDir Path home;

  @Test
  void aTableThatCitusManages_isNamed(StudioDatabase studio) {
    studio.execute(
        """
        create schema "ci tus";
        create table "ci tus".pg_dist_partition (logicalrelid regclass primary key, partmethod "char");
        insert into "ci tus".pg_dist_partition values ('public.gastos', 'h'), ('public.clients', 'n');
        """);

    assertThat(problems(studio, "ci tus"))
        .containsExactly("table gastos is distributed by Citus, which this tool cannot close");
  }

  /** A superuser may put the table where the extension has it. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "backup",
        "verify",
        "extrato",
        "extrato --dry-run",
        "monthly",
        "restore --year 2025 --month 9",
        "drill",
        "renumber gastos 401",
        "prune --yes",
        "status",
        "show"
      })
  void everyCommand_whereCitusDistributesATable_isRefused(String command, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        """
        set allow_system_table_mods = on;
        create table pg_catalog.pg_dist_partition (logicalrelid regclass primary key, partmethod "char");
        insert into pg_catalog.pg_dist_partition values ('public.sessoes', 'h');
        """);
    Map<String, String> before = studio.dump();
    Operator operator = Operator.inDecember(studio, home);

    assertThat(operator.run(command.split(" ", -1)).expect(8).err())
        .contains("table sessoes is distributed by Citus, which this tool cannot close");

    assertThat(operator.run("doctor").expect(12).out()).contains("is distributed by Citus");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void withoutCitus_thereIsNothingToSay(StudioDatabase studio) {
    assertThat(problems(studio, Citus.CATALOG)).isEmpty();
  }

  private static List<String> problems(StudioDatabase studio, String catalog) {
    return Jdbi.create(studio::connect)
        .withHandle(handle -> Citus.problems(handle, "public", catalog));
  }
}
