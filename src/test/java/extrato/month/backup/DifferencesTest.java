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

  @Test
  void names_areThoseOfTheFirst_andHowManyMore() {
    differences.add(Difference.columnOnlyInBackup(Tabela.GASTOS, "nota"));
    assertThat(differences.names()).isEqualTo("gastos (nota)");

    for (long id = 2; id <= 20; id++) {
      differences.add(Difference.onlyInBackup(Tabela.PAGAMENTOS, id));
    }
    assertThat(differences.names())
        .startsWith("gastos (nota), pagamentos id 2, ")
        .endsWith(" id 20");

    differences.add(Difference.onlyInBackup(Tabela.PAGAMENTOS, 21));
    differences.add(Difference.changed(Tabela.PAGAMENTOS, 22, "valor", "1", "2"));
    assertThat(differences.names()).endsWith("pagamentos id 20, and 2 more");
  }

  @Test
  void record_namesTheColumnThatAloneDiffers_andBetweenNamesTheBackups() {
    Difference changed = Difference.changed(Tabela.PAGAMENTOS, 22, "valor", "1", "2");

    assertThat(changed.record()).isEqualTo("pagamentos id 22 (valor)");
    assertThat(changed.between("a.csv", "b.csv").place())
        .isEqualTo("pagamentos id 22, column valor differs from a.csv");
    assertThat(Difference.onlyInDatabase(Tabela.GASTOS, 3).between("a.csv", "b.csv").place())
        .isEqualTo("gastos id 3 is in b.csv but not in a.csv");
  }
}
