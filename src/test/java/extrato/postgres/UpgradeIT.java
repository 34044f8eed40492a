package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
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
    goBackToTheFirstMigration(studio);

    operator.run("status").expect(0);
    operator.succeed("init");

    assertThat(studio.value("select max(version) from extrato.migrations")).isEqualTo("2");
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

  /** As the version before this one left it. */
  private static void goBackToTheFirstMigration(StudioDatabase studio) {
    studio.execute(
        "drop view extrato.arquivo; drop table extrato.geracoes; alter table extrato.lotes drop"
            + " column primeiro_id, drop column ultimo_id; alter table extrato.studio drop column"
            + " servidor, drop column banco, drop column desde, drop column copia_desde; delete"
            + " from extrato.migrations where version = 2");
  }
}
