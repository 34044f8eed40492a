package extrato.month.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private final byte[] written = SmallBackup.manifest().render();

  @Test
  void parse_ofWhatWasWritten_isTheSame() throws Manifest.Unsound {
    Manifest manifest = Manifest.parse(written);

    assertThat(manifest)
        .usingRecursiveComparison()
        .ignoringFields("digest")
        .isEqualTo(SmallBackup.manifest());
    assertThat(manifest.render()).isEqualTo(written);
    assertThat(manifest.layout()).isEqualTo(SmallBackup.LAYOUT);
    assertThat(manifest.rows()).isEqualTo(SmallBackup.LINES.size());
    assertThat(manifest.rows(Tabela.COMISSOES)).isEqualTo(2);
    assertThat(manifest.isOf(new Month(2025, 9))).isTrue();
    assertThat(manifest.isOf(new Month(2025, 10))).isFalse();
  }

  @Test
  void parse_withAnyOneBitFlipped_isUnsound() {
    for (int bit = 0; bit < written.length * 8; bit++) {
      byte[] damaged = written.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> Manifest.parse(damaged))
          .as("bit %d", bit)
          .isInstanceOf(Manifest.Unsound.class);
    }
  }

  @Test
  void parse_cutAtAnyByte_isUnsound() {
    for (int length = 0; length < written.length; length++) {
      byte[] cut = Arrays.copyOf(written, length);

      assertThatThrownBy(() -> Manifest.parse(cut))
          .as("%d bytes", length)
          .isInstanceOf(Manifest.Unsound.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "}", "{}", "\0"})
  void parse_withSomethingBehindIt_isUnsound(String more) {
    byte[] longer = (text() + more).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Manifest.parse(longer)).isInstanceOf(Manifest.Unsound.class);
  }

  /** A later version of the tool may say more. */
  @Test
  void parse_ofFieldsThatItDoesNotKnow_leavesThemOut() throws Manifest.Unsound {
    Manifest manifest =
        Manifest.parse(signed(text().replace("\"bytes\"", "\"compressed\" : false, \"bytes\"")));

    assertThat(manifest.file().bytes()).isEqualTo(SmallBackup.manifest().file().bytes());
  }

  @Test
  void parse_ofANewerFormat_saysSo() {
    assertThatThrownBy(
            () -> Manifest.parse(signed(text().replace("\"format\" : 1", "\"format\" : 2"))))
        .isInstanceOf(Manifest.Unsound.class)
        .hasMessageContaining("format 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "month",
        "zone",
        "database_id",
        "file",
        "sha256",
        "tables",
        "sum",
        "columns",
        "name"
      })
  void parse_withAFieldMissing_isUnsound_evenWhenItsDigestFits(String field) {
    byte[] without = signed(text().replaceFirst("\"" + field + "\"", "\"x\""));

    assertThatThrownBy(() -> Manifest.parse(without)).isInstanceOf(Manifest.Unsound.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"gastos\"", "\"id\"", "\"valor\""})
  void parse_withoutATableOrItsIdOrAmount_isUnsound(String name) {
    byte[] without = signed(text().replaceFirst(name, "\"other\""));

    assertThatThrownBy(() -> Manifest.parse(without)).isInstanceOf(Manifest.Unsound.class);
  }

  private String text() {
    return new String(written, StandardCharsets.UTF_8);
  }

  /** The text with a digest that fits it. */
  private static byte[] signed(String text) {
    String key = "\"manifest_sha256\" : \"";
    int at = text.lastIndexOf(key) + key.length();
    String open = text.substring(0, at) + "0".repeat(64) + text.substring(at + 64);
    String digest = Sha256.hexOf(open.getBytes(StandardCharsets.UTF_8));
    return (open.substring(0, at) + digest + open.substring(at + 64))
        .getBytes(StandardCharsets.UTF_8);
  }
}
