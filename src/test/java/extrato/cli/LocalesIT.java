package extrato.cli;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines where numbers are written with other digits, and where a small I has a dot. */
@ExtendWith(StudioExtension.class)
final class LocalesIT {
  private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  @TempDir Path home;
  private final Locale usual = Locale.getDefault();

  @AfterEach
  void takeBack() {
    Locale.setDefault(usual);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ar-EG-u-nu-arab",
        "fa-IR-u-nu-arabext",
        "th-TH-u-nu-thai",
        "tr-TR",
        "hi-IN-u-nu-deva"
      })
  void aMonth_isClosedAndComesBack_whateverTheMachineSpeaks(String tag, StudioDatabase studio)
      throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        "create unique index on gastos (descricao, valor, created_by) nulls not distinct");
    Map<String, String> before = studio.dumpBooks();
    Locale.setDefault(Locale.forLanguageTag(tag));
    Operator operator = Operator.inDecember(studio, home);

    for (String command :
        new String[] {"backup", "verify", "extrato", "verify", "show", "drill", "restore"}) {
      check(operator.run(MONTH, command).expect(0));
    }
    assertThat(studio.dumpBooks()).isEqualTo(before);
    for (String command : new String[] {"status", "history", "doctor"}) {
      check(operator.run(command));
    }
    check(operator.run(MONTH, "extrato", "--json").expect(0));
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (402,"
            + " '2025-12-01', 1, 'Pix', 1)");
    Operator.Ended stopped = operator.run(MONTH, "restore").expect(6);
    check(stopped);
    assertThat(stopped.err()).contains("gastos id 402: the live table has (id) already");
    assertThat(
            OTHER_DIGITS.matcher(Files.readString(home.resolve("logs/atomic_extrato.log"))).find())
        .isFalse();
  }

  private static void check(Operator.Ended said) {
    assertThat(said.both()).as(said.command()).doesNotContainPattern(OTHER_DIGITS);
  }
}
