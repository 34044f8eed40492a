package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Slips of a hand that does not know the program yet: the answer leads on. */
@ExtendWith(StudioExtension.class)
class SlipsIT {
  @TempDir Path home;

  private Operator operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
  }

  private String refused(int code, String... line) {
    return operator.run(line).expect(code).err();
  }

  @Test
  void monthThatIsOpen_wantsNoForceToBeLeftAsItIs() {
    Operator production = operator.with("EXTRATO_ENV", "production");

    assertThat(production.run("restore", "--month", "2025-09").expect(4).err())
        .contains("09/2025 is not closed: there is nothing to restore");
  }

  @Test
  void monthInThePlaceOfAFile_isToldItsOption() {
    assertThat(refused(4, "verify", "2025-09")).contains("a month is named with --month");
    assertThat(refused(4, "restore", "--from", "2025_09"))
        .contains("a month is named with --month");
  }

  /** Nobody says --force to learn that a name was mistyped. */
  @Test
  void fileThatIsNotThere_isNamedBeforeAnyWordIsAskedFor() {
    assertThat(
            operator
                .with("EXTRATO_ENV", "production")
                .run("import", home.resolve("gatsos.csv").toString())
                .expect(9)
                .err())
        .contains("gatsos.csv")
        .doesNotContain("--force");
  }

  /** To close it would make everything late that is still to be entered. */
  @Test
  void monthThatHasNotBegun_isNoReasonToCloseEarly() {
    for (String command : List.of("extrato", "monthly", "monthly --dry-run")) {
      assertThat(refused(11, (command + " --month 2062-09").split(" ", -1)))
          .as(command)
          .contains("month 09/2062 has not begun", "check year and month")
          .doesNotContain("--early");
    }
    assertThat(refused(11, "extrato", "--month", "2025-12")).contains("is not over", "--early");
  }

  @Test
  void oneOfAThing_isOne() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("gastos.csv"),
            "data,valor,descricao,forma_pagamento,created_by\n2025-12-01,10.00,Luvas,Pix,1\n");

    assertThat(operator.succeed("import", file.toString()).out()).contains("1 record imported");
    assertThat(operator.succeed("report", "--from", "2025-12", "--to", "2025-12").out())
        .endsWith("1 month: 0 closed, 1 open\n");
    assertThat(operator.succeed("backup", "--month", "2025-12").out())
        .endsWith("backup of 12/2025 written and proven: 1 record\n");
  }

  @Test
  void databaseThatIsAnother_isNamed() {
    try (StudioDatabase other = StudioDatabase.withoutTables()) {
      assertThat(operator.movedTo(other).run("status").expect(8).err())
          .contains("database " + other.name() + " has none of the studio's tables")
          .contains("check the database's name in DATABASE_URL");
    }
  }

  /** As at the port of another program, which waits for words of its own. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void serverThatNeverAnswers_isNotWaitedForWithoutEnd() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url =
          "postgresql://ana:x@127.0.0.1:" + silent.getLocalPort() + "/studio?connect_timeout=1";

      assertThat(operator.with("DATABASE_URL", url).run("status").expect(5).err())
          .contains("timed out", "check that the server runs");
    }
  }

  @Test
  void folderThatIsNotThere_isNotMade() {
    Path folder = home.resolve("nas").resolve("extrato");

    assertThat(refused(9, "init", "--adopt", folder.toString())).contains("is not there");
    assertThat(folder).doesNotExist();
  }

  @Test
  void lastDayOfAHold_isWrittenAsItIsShown_andOneThatIsOverIsNoticed() {
    operator.succeed("wallet", "credit", "client:1", "--amount", "10", "--key", "a");

    operator.succeed(
        "wallet", "hold", "client:1", "--amount", "1", "--expires", "31/12/2099", "--key", "b");
    assertThat(
            operator
                .run("wallet", "hold", "client:1", "--amount", "1", "--expires", "1d", "--key", "c")
                .expect(0)
                .err())
        .isEmpty();
    assertThat(
            operator
                .run(
                    "wallet",
                    "hold",
                    "client:1",
                    "--amount",
                    "1",
                    "--expires",
                    "01/12/2020",
                    "--key",
                    "d")
                .expect(0)
                .err())
        .contains("this hold is due already");
    assertThat(operator.succeed("wallet", "list").out()).contains("01/01/2100");
    assertThat(
            refused(
                2,
                "wallet",
                "hold",
                "client:1",
                "--amount",
                "1",
                "--expires",
                "31/02/2099",
                "--key",
                "e"))
        .contains("is not a time");
  }
}
