package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file of requests is carried out whole, or not at all. */
@ExtendWith(StudioExtension.class)
class ApplyIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
  }

  private Operator.Ended apply(List<String> lines, String... options) throws IOException {
    Path file = home.resolve("requests.ndjson");
    Files.write(file, lines);
    List<String> args = new ArrayList<>(List.of("wallet", "apply", file.toString()));
    args.addAll(List.of(options));
    return operator.run(args.toArray(String[]::new));
  }

  private String balance(String kind, int owner) {
    return String.valueOf(
        studio.value(
            "select saldo from extrato.contas where tipo = '" + kind + "' and dono = " + owner));
  }

  @Test
  void lineThatSaysTwoThings_orAKeyWithBlanks_isRefused() throws IOException {
    List<String> day =
        List.of(
            "{\"key\": \"1\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\": 1,"
                + " \"amount\": 2}",
            "{\"key\": \"2 \", \"op\": \"credit\", \"account\": \"client:1\", \"amount\": 1}");

    assertThat(apply(day).expect(2).err())
        .contains("line 1: it has a field twice", "line 2: the key '2 ' begins or ends");
    assertThat(
            operator
                .run("wallet", "credit", "client:1", "--amount", "1", "--key", " a")
                .expect(2)
                .err())
        .contains("begins or ends with a blank");
  }

  @Test
  void day_isCarriedOut_once() throws IOException {
    List<String> day =
        List.of(
            "{\"key\": \"1\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\":"
                + " \"1.234,56\", \"form\": \"Pix\"}",
            "{\"key\": \"2\", \"op\": \"hold\", \"account\": \"client:1\", \"amount\": 200.5,"
                + " \"expires\": \"30d\"}",
            "",
            "{\"key\": \"3\", \"op\": \"release\", \"hold\": \"2\", \"to\": \"artist:1\","
                + " \"share\": \"30%\", \"amount\": \"150,00\"}",
            "{\"key\": \"4\", \"op\": \"refund\", \"hold\": \"2\", \"amount\": \"50,50\"}",
            "{\"key\": \"5\", \"op\": \"debit\", \"account\": \"artist:1\", \"amount\": 100,"
                + " \"reason\": \"pago\"}",
            "{\"key\": \"1\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\":"
                + " \"1234,56\", \"form\": \"Pix\"}");

    assertThat(apply(day, "--dry-run").expect(0).out()).contains("nothing changed");
    assertThat(apply(day).expect(0).out()).contains("5 requests carried out, 1 had been before");
    assertThat(apply(day).expect(0).out()).contains("0 requests carried out, 6 had been before");

    assertThat(balance("client", 1)).isEqualTo("108456");
    assertThat(balance("artist", 1)).isEqualTo("500");
    assertThat(balance("studio", 0)).isEqualTo("4500");
    operator.succeed("wallet", "check");
  }

  @Test
  void lines_thatAreWrong_areAllNamed_andNothingIsDone() throws IOException {
    Map<String, String> before = studio.dump();

    Operator.Ended ended =
        apply(
                List.of(
                    "{\"key\": \"1\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\":"
                        + " 1}",
                    "{\"key\": \"2\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\":"
                        + " \"1.234\"}",
                    "{\"key\": \"3\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\":"
                        + " 1.005}",
                    "{\"key\": \"4\", \"op\": \"refund\", \"hold\": 9}",
                    "{\"key\": \"5\", \"op\": \"pay\", \"amount\": 1}",
                    "{\"key\": \"6\", \"op\": \"credit\", \"acount\": \"client:1\"}",
                    "{\"op\": \"credit\", \"account\": \"client:1\", \"amount\": 1}",
                    "{\"key\": \"8\""))
            .expect(2);

    assertThat(ended.err())
        .contains(
            "line 2: '1.234' can be read in two ways",
            "line 3: '1.005' has fractions of a cent",
            "line 4: the amount is missing",
            "line 5: there is no operation 'pay'",
            "line 6: 'acount' is not a field of a request",
            "line 7: 'key' is missing",
            "line 8: it is not JSON");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void overdraftAtAnyStep_isNamedByItsLine_andNothingIsDone() throws IOException {
    Map<String, String> before = studio.dump();
    String credit =
        "{\"key\": \"k%d\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\": 1}";
    String debit =
        "{\"key\": \"k%d\", \"op\": \"debit\", \"account\": \"client:1\", \"amount\": 3}";

    Operator.Ended ended =
        apply(
                List.of(
                    credit.replace("%d", "1"),
                    credit.replace("%d", "2"),
                    debit.replace("%d", "3"),
                    credit.replace("%d", "4"),
                    credit.replace("%d", "5")))
            .expect(14);

    assertThat(ended.err())
        .containsAnyOf(
            "line 3: client:1 has R$ 2,00; R$ 1,00 are missing",
            "line 3: the till has R$ 2,00 in cash; R$ 1,00 are missing");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void unknownAccountAndUsedKey_areNamedByTheirLine() throws IOException {
    String good = "{\"key\": \"a\", \"op\": \"credit\", \"account\": \"client:1\", \"amount\": 1}";

    assertThat(
            apply(
                    List.of(
                        good,
                        "{\"key\": \"b\", \"op\": \"credit\", \"account\": \"client:999\","
                            + " \"amount\": 1}"))
                .expect(2)
                .err())
        .contains("line 2: there is no client:999");
    assertThat(
            apply(
                    List.of(
                        good,
                        "{\"key\": \"a\", \"op\": \"credit\", \"account\": \"client:1\","
                            + " \"amount\": 2}"))
                .expect(6)
                .err())
        .contains("line 2: the key 'a' was used for another request");
    assertThat(studio.count("extrato.transferencias")).isZero();
  }

  @Test
  void releaseBeforeItsHold_isRefused() throws IOException {
    assertThat(
            apply(
                    List.of(
                        "{\"key\": \"1\", \"op\": \"credit\", \"account\": \"client:1\","
                            + " \"amount\": 5}",
                        "{\"key\": \"3\", \"op\": \"refund\", \"hold\": \"2\", \"amount\": 1}",
                        "{\"key\": \"2\", \"op\": \"hold\", \"account\": \"client:1\", \"amount\":"
                            + " 5}"))
                .expect(14)
                .err())
        .contains("line 2: no such hold: the one of key '2'");
  }

  /** Several thousand lines go to the server in several pieces, and are one transaction. */
  @Test
  void manyLines_areAllOrNothing() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int line = 1; line <= 3500; line++) {
      lines.add(
          "{\"key\": \"c"
              + line
              + "\", \"op\": \"credit\", \"account\": \"client:"
              + (1 + line % 2)
              + "\", \"amount\": 1}");
    }
    lines.add("{\"key\": \"x\", \"op\": \"debit\", \"account\": \"client:1\", \"amount\": 1751}");

    assertThat(apply(lines).expect(14).err()).contains("line 3501: client:1 has R$ 1.750,00");
    assertThat(studio.count("extrato.transferencias")).isZero();

    lines.remove(lines.size() - 1);
    apply(lines).expect(0);
    assertThat(balance("client", 1)).isEqualTo("175000");
    operator.succeed("wallet", "check");
  }
}
