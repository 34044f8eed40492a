package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The look for Citus, on a table like the extension's in a schema of the test's own: pg_catalog
 * takes none from us, and the extension is not at hand.
 */
@ExtendWith(StudioExtension.class)
class CitusIT {
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

  @Test
  void withoutCitus_thereIsNothingToSay(StudioDatabase studio) {
    assertThat(problems(studio, Citus.CATALOG)).isEmpty();
  }

  private static List<String> problems(StudioDatabase studio, String catalog) {
    return Jdbi.create(studio::connect)
        .withHandle(handle -> Citus.problems(handle, "public", catalog));
  }
}
