package extrato.month.archive;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Statements that were replaced long ago, seen on 5 December 2025. */
@ExtendWith(StudioExtension.class)
class PruneIT {
  @TempDir Path home;

  @BeforeEach
  void keepStatements(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator(studio).close(AwkwardMonth.MONTH);
    studio.execute(
        "insert into extrato_snapshots (snapshot_id, mes, ano, data, correlation_id, created_at)"
            + " values ('a', 1, 2025, '{}', 'x', '2025-02-01T12:00:00Z'), ('b', 9, 2025, '{}', 'x',"
            + " '2025-11-05T11:59:59Z'), ('c', 9, 2025, '{}', 'x', '2025-11-05T12:00:00Z'), ('d',"
            + " 9, 2025, '{}', 'x', null)");
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @Test
  void prune_showsWhatWouldGo(StudioDatabase studio) {
    Map<String, String> all = studio.dump();

    assertThat(operator(studio).run("prune").expect(0).out())
        .contains("  01/2025  kept on 01/02/2025", "  09/2025  kept on 05/11/2025")
        .endsWith("2 replaced statements older than 30 days; nothing deleted without --yes\n");
    assertThat(studio.dump()).isEqualTo(all);
  }

  @Test
  void prune_withYes_deletesTheOldOnesAndNothingElse(StudioDatabase studio) {
    Map<String, String> others = studio.dumpExcept("extrato_snapshots");

    assertThat(operator(studio).run("prune", "--yes").expect(0).out())
        .endsWith("2 replaced statements older than 30 days deleted\n");
    assertThat(studio.column("select snapshot_id from extrato_snapshots order by 1"))
        .containsExactly("c", "d");
    assertThat(studio.dumpExcept("extrato_snapshots")).isEqualTo(others);

    assertThat(operator(studio).run("prune", "--yes").expect(0).out())
        .endsWith("no replaced statement is older than 30 days\n");
  }

  @Test
  void prune_ofSoManyDays_goesByThem(StudioDatabase studio) {
    operator(studio).run("prune", "--yes", "--days", "200").expect(0);

    assertThat(studio.column("select snapshot_id from extrato_snapshots order by 1"))
        .containsExactly("b", "c", "d");
    operator(studio).run("prune", "--days", "0").expect(2);
  }

  @Test
  void prune_whereTheApplicationHasNoSuchTable_hasNothingToDo() {
    try (StudioDatabase studio = StudioDatabase.create()) {
      studio.execute("drop table extrato_snapshots");

      assertThat(operator(studio).run("prune").expect(0).out()).contains("no replaced statement");
    }
  }
}
