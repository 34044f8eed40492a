package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("EXTRATO_BACKUP_DIR", "EXTRATO_TZ", "LOG_LEVEL");

  @ParameterizedTest
  @CsvSource({
    "EXTRATO_BACKUPDIR, EXTRATO_BACKUP_DIR",
    "EXTRATO_BACKUP_DRI, EXTRATO_BACKUP_DIR",
    "extrato_backup_dir, EXTRATO_BACKUP_DIR",
    "EXTRATO_TZ_, EXTRATO_TZ",
    "EXTRATO_LOG_LEVEL, LOG_LEVEL",
    "EXTRATO_LOGLEVEL, LOG_LEVEL"
  })
  void of_misspelt(String unknown, String meant) {
    assertThat(NearestName.of(unknown, KNOWN)).contains(meant);
  }

  @Test
  void of_somethingElse() {
    assertThat(NearestName.of("EXTRATO_COLOUR", KNOWN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bakcup, backup",
    "verfy, verify",
    "stats, status",
    "hist, history",
    "restor, restore",
    "run,",
    "b,",
    "re,",
    "rest,",
    "fechar,"
  })
  void of_aShortName(String unknown, @Nullable String meant) {
    List<String> commands =
        List.of("backup", "verify", "status", "history", "prune", "restore", "restart");

    assertThat(NearestName.of(unknown, commands)).isEqualTo(Optional.ofNullable(meant));
  }
}
