package extrato.month.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.support.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileProofTest {
  @TempDir Path folder;

  @Test
  void prove_aSoundBackup_holds() {
    Generation generation = SmallBackup.write(folder, SmallBackup.LINES);

    assertThatCode(() -> prove(generation)).doesNotThrowAnyException();
  }

  @Test
  void prove_aBackupWithoutRecords_holds() {
    Generation generation = SmallBackup.write(folder, List.of());

    assertThatCode(() -> prove(generation)).doesNotThrowAnyException();
  }

  @Test
  void check_handsEveryRecordOnAsItPasses() {
    Generation generation = SmallBackup.write(folder, SmallBackup.LINES);
    List<String> passed = new ArrayList<>();

    FileProof.check(
        generation,
        generation.manifest(),
        (tabela, row) -> passed.add(tabela.type() + "," + row.number(1) + "," + row.text(2)));

    assertThat(passed)
        .isEqualTo(
            SmallBackup.LINES.stream()
                .map(line -> String.join(",", List.of(line.split(",", 4)).subList(0, 3)))
                .toList());
  }

  @Test
  void prove_withAnyOneBitFlipped_namesTheFile() throws IOException {
    Generation generation = SmallBackup.write(folder, SmallBackup.LINES);
    byte[] sound = Files.readAllBytes(generation.csv());
    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] damaged = sound.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(generation.csv(), damaged);

      assertDamaged(generation, "bit " + bit);
    }
  }

  @Test
  void prove_cutAtAnyByte_namesTheFile() throws IOException {
    Generation generation = SmallBackup.write(folder, SmallBackup.LINES);
    byte[] sound = Files.readAllBytes(generation.csv());
    for (int length = 0; length < sound.length; length++) {
      Files.write(generation.csv(), Arrays.copyOf(sound, length));

      assertDamaged(generation, length + " bytes");
    }
  }

  /** The manifest's bytes and SHA-256 are made to fit; what it says of the tables is not. */
  @ParameterizedTest
  @CsvSource({"0, 0", "2, 2", "6, 7", "7, 7"})
  void prove_withoutRecords_whereTheFilesDigestFits_isFound(int from, int to) {
    List<String> fewer = new ArrayList<>(SmallBackup.LINES);
    fewer.subList(from, to + 1).clear();

    assertDamaged(forged(fewer), "without " + from + " to " + to);
  }

  @Test
  void prove_oneCentOff_whereTheFilesDigestFits_isFound() {
    List<String> changed = new ArrayList<>(SmallBackup.LINES);
    changed.set(0, "pagamento,1,250.01,\n");

    assertThatThrownBy(() -> prove(forged(changed)))
        .isInstanceOf(Failure.NotProven.class)
        .hasMessageContaining("its pagamentos add up to 250.00, its manifest says 249.99");
  }

  @Test
  void prove_aCentMovedBetweenTwoRecords_whereTheFilesDigestFits_isFound() {
    List<String> changed = new ArrayList<>(SmallBackup.LINES);
    changed.set(0, "pagamento,1,249.99,\n");
    changed.set(1, "pagamento,2,0.00,\"\"\n");

    assertDamaged(forged(changed), "a cent moved");
  }

  /** Everything in the manifest fits; only the order of the records does not. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 3", "5, 6", "0, 7"})
  void prove_withRecordsSwapped_whereTheManifestFits_isFound(int one, int other) {
    List<String> swapped = new ArrayList<>(SmallBackup.LINES);
    Collections.swap(swapped, one, other);

    assertThatThrownBy(() -> prove(SmallBackup.write(folder, swapped)))
        .isInstanceOf(Failure.NotProven.class)
        .hasMessageContaining("there twice or out of place");
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "7"})
  void prove_withARecordDoubled_whereTheManifestFits_isFound(int doubled) {
    List<String> lines = new ArrayList<>(SmallBackup.LINES);
    lines.add(doubled, lines.get(doubled));

    assertThatThrownBy(() -> prove(SmallBackup.write(folder, lines)))
        .isInstanceOf(Failure.NotProven.class)
        .hasMessageContaining("there twice or out of place");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagamento,1,250.00|is not a record",
        "pagamento,1,250.00,,|is not a record",
        "cliente,1,250.00,|is not a record",
        "pagamento,x,250.00,|has no id",
        "pagamento,,250.00,|has no id",
        "pagamento,1,muito,|has no amount",
        "pagamento,1,1.005,|has no amount",
      })
  void prove_withALineThatIsNoRecord_saysWhere(String line, String why) {
    List<String> lines = new ArrayList<>(SmallBackup.LINES);
    lines.set(0, line + "\n");

    assertThatThrownBy(() -> prove(forged(lines)))
        .isInstanceOf(Failure.NotProven.class)
        .hasMessageContaining("ends at byte ")
        .hasMessageContaining(why);
  }

  /** These lines, under a manifest that fits the file but describes the sound records. */
  private Generation forged(List<String> lines) {
    Generation generation = SmallBackup.write(folder, SmallBackup.LINES);
    byte[] csv = SmallBackup.csv(lines);
    try {
      Files.write(generation.csv(), csv);
      Files.write(
          generation.manifestFile(),
          SmallBackup.manifest(csv, SmallBackup.summaries(SmallBackup.LINES)).render());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return generation;
  }

  private static void assertDamaged(Generation generation, String damage) {
    assertThatThrownBy(() -> prove(generation))
        .as(damage)
        .isInstanceOf(Failure.NotProven.class)
        .hasMessageStartingWith("the backup is damaged: " + generation.csv());
  }

  private static void prove(Generation generation) {
    Manifest manifest = generation.manifest();
    assertThat(manifest.rows()).isNotNegative();
    FileProof.check(generation, manifest);
  }
}
