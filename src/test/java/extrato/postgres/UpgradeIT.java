package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.OlderSchema;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database that an earlier version of the tool made is upgraded by the first that writes. */
@ExtendWith(StudioExtension.class)
class UpgradeIT {
  @TempDir Path home;

  @Test
  void archiveOfTheFirstVersion_isUpgradedAndComesBackAsItWas(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    var before = studio.dumpBooks();
    Operator operator = Operator.inDecember(studio, home);
    operator.run("monthly", "--year", "2025", "--month", "9").expect(0);
    OlderSchema.first(studio);

    operator.run("status").expect(0);
    operator.succeed("init");

    assertThat(studio.value("select max(version) from extrato.migrations")).isEqualTo("8");
    assertThat(
            studio.rows(
                "select l.tabela, l.primeiro_id, l.ultimo_id from extrato.lotes l where"
                    + " row(l.primeiro_id, l.ultimo_id)::text <> (select row(min(a.id::bigint),"
                    + " max(a.id::bigint))::text from extrato.arquivo a  where (a.ano, a.mes,"
                    + " a.versao, a.tabela, a.lote) = (l.ano, l.mes, l.versao, l.tabela, l.lote))"))
        .isEmpty();
    operator.run("restore", "--year", "2025", "--month", "9").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** Everything that was known before is known meanwhile, and the same afterwards. */
  @Test
  void databaseWithoutTheWallet_isReadAsItIs_andGetsOne(StudioDatabase studio) throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    var before = studio.dumpBooks();
    Operator operator = Operator.inDecember(studio, home);
    operator.run("monthly", "--year", "2025", "--month", "9").expect(0);
    OlderSchema.withoutWallet(studio);
    var closed = studio.dumpExcept("extrato.migrations", "extrato.versoes");

    operator.run("status").expect(0);
    operator.run("verify", "--month", "2025-09").expect(0);
    Path elsewhere = home.resolve("elsewhere");
    Files.createDirectories(elsewhere.resolve("2025_09"));
    Files.copy(
        operator.backup(AwkwardMonth.MONTH, 1), Operator.backup(elsewhere, AwkwardMonth.MONTH, 1));
    Files.copy(
        operator.manifest(AwkwardMonth.MONTH, 1),
        Operator.manifest(Operator.backup(elsewhere, AwkwardMonth.MONTH, 1)));
    operator
        .with("EXTRATO_BACKUP_DIR", elsewhere.toString())
        .run("verify", "--month", "2025-09")
        .expect(9);
    operator.run("wallet", "list").expect(8);
    assertThat(operator.run("doctor").out()).contains("schema extrato, migrations 3 to ");
    String script = operator.succeed("init", "--print").out();
    assertThat(script).contains("create table extrato.lancamentos").doesNotContain("lotes");
    studio.execute(script);

    assertThat(operator.succeed("init").out()).contains("everything is in place");
    operator.succeed("wallet", "list");
    assertThat(studio.dump()).containsAllEntriesOf(lasting(closed));
    operator.run("restore", "--year", "2025", "--month", "9").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** Runs are added, and versions get a column. */
  private static Map<String, String> lasting(Map<String, String> dump) {
    Map<String, String> rest = new HashMap<>(dump);
    rest.keySet().removeAll(Set.of("extrato.runs", "extrato.versoes"));
    return rest;
  }
}
