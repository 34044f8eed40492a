package extrato.month.backup;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.studio.Tabela;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private final Differences differences = new Differences();

  @Test
  void none_areEmpty() {
    assertThat(differences.isEmpty()).isTrue();
    assertThat(differences.count()).isZero();
  }

  @Test
  void one_isNamedWithoutAnyOther() {
    differences.add(Difference.changed(Tabela.GASTOS, 7, "valor", "1.00", "2.00"));

    assertThat(differences.isEmpty()).isFalse();
    assertThat(differences.summary())
        .isEqualTo("gastos id 7, column valor differs from the backup");
  }

  @Test
  void several_areTheFirstAndACount() {
    differences.add(Difference.onlyInBackup(Tabela.GASTOS, 7));
    differences.add(Difference.columnOnlyInBackup(Tabela.GASTOS, "cor"));

    assertThat(differences.summary())
        .isEqualTo("gastos id 7 is in the backup but not in the database (and 1 more)");
    assertThat(differences.first().get(1).place())
        .isEqualTo("gastos column cor is in the backup but not in the database");
  }
}
