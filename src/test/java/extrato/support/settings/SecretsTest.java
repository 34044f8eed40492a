package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Secrets secrets = new Secrets(List.of("s3nha"));

  @Test
  void masked_passwordInAUrl_isGone() {
    assertThat(secrets.masked("postgresql://ana:p@ss:w0rd@db:5432/studio?sslmode=require"))
        .isEqualTo("postgresql://ana:***@db:5432/studio?sslmode=require");
  }

  @Test
  void masked_installationsPassword_isGoneAnywhere() {
    assertThat(secrets.masked("PGPASSWORD is s3nha")).isEqualTo("PGPASSWORD is ***");
  }

  @Test
  void masked_urlWithoutPassword_staysReadable() {
    assertThat(secrets.masked("postgresql://ana@db/studio at 10:30 by x@y"))
        .isEqualTo("postgresql://ana@db/studio at 10:30 by x@y");
  }

  @Test
  void maskedLine_valuesOfARecord_areGoneWithTheirQuotes() {
    assertThat(secrets.maskedLine("observacoes: backup 'O'Brien', database 'x' (4)"))
        .isEqualTo("observacoes: backup '…' (4)");
  }
}
