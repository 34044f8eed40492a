package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** A month's whole life, with a role that has exactly the rights of docs/grants. */
final class EveryCommand {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final List<String> GRANTS =
      List.of("backup", "verify", "close", "restore", "status");

  private static final String LATE =
      "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
          + " '2025-09-30', 9.99, 'Pix', 1)";

  private EveryCommand() {}

  static void grantWhatTheReadmeSays(StudioDatabase studio, String role) {
    for (String file : GRANTS) {
      Path script =
          Path.of(System.getProperty("extrato.home", ".")).resolve("docs/grants/" + file + ".sql");
      try {
        studio.execute(
            Files.readString(script)
                .replace(":\"role\"", "\"" + role + "\"")
                .replace(":\"studio\"", "public"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Runs all commands on existing books. In the end the books are as before, with one more record.
   */
  static void works(StudioDatabase studio, Operator clerk) {
    Operator.Ended doctor = clerk.run("doctor");
    assertThat(doctor.exitCode()).as(doctor.both()).isIn(0, 12);
    clerk.run(MONTH, "backup").expect(0);
    clerk.run(MONTH, "verify").expect(0);
    clerk.run(MONTH, "extrato", "--dry-run").expect(0);
    Map<String, String> before = studio.dumpBooks();
    clerk.run(MONTH, "extrato").expect(0);
    clerk.run(MONTH, "extrato").expect(3);
    clerk.run(MONTH, "verify").expect(0);
    clerk.run(MONTH, "drill").expect(0);
    clerk.run(MONTH, "restore").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);

    studio.execute(LATE);
    clerk.run(MONTH, "monthly").expect(0);
    studio.execute(LATE.replace("9001", "9002"));
    clerk.run(MONTH, "extrato", "--force").expect(0);
    clerk.run(MONTH, "verify").expect(0);
    clerk.run(MONTH, "show").expect(0);
    clerk.run("status").expect(0);
    clerk.run("history").expect(0);
    clerk.run(MONTH, "restore").expect(0);
    assertThat(studio.ids("gastos")).contains(9001, 9002);
  }
}
