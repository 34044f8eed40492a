package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Direction;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to one studio or its server: every other studio is closed, the table is true,
 * and the next run mends the rest.
 */
final class FleetAttacksIT {
  private static final String LOCK =
      "begin; select pg_advisory_xact_lock(x'65787472'::int, x'61746f21'::int)";
  private static final String LATE =
      "insert into gastos (id, data, valor, forma_pagamento, created_by)"
          + " values (9001, '2025-09-06', 99, 'Pix', 1)";

  @TempDir Path home;
  private Firm firm;

  @BeforeEach
  void aFirm() {
    firm = new Firm(home);
  }

  @AfterEach
  void close() {
    firm.close();
  }

  private Operator.Ended monthly(String... options) {
    return firm.operator()
        .run(
            Stream.of(List.of("studios", "run", "--json"), List.of(options), List.of("monthly"))
                .flatMap(List::stream)
                .toArray(String[]::new));
  }

  @Test
  void everythingAtOnce_stopsNobodyElse_andTheNextRunMendsIt() throws Exception {
    firm.open("sound");
    firm.open("sound-too");
    StudioDatabase gone = firm.open("gone");
    StudioDatabase hangs = firm.open("hangs");
    firm.open("damaged");
    firm.open("locked");
    firm.open("wrong");
    firm.open("back");
    firm.at("damaged").succeed("monthly");
    Path damaged = damage("damaged");
    setBack("back");
    firm.settings("wrong", "DATABASE_URL=" + firm.studio("wrong").url(), "EXTRATO_ATTEMPTS=many");

    try (TcpProxy refusing = gone.proxy();
        TcpProxy silent = hangs.proxy();
        Connection holder = firm.studio("locked").connect();
        Statement lock = holder.createStatement()) {
      firm.settings("gone", "DATABASE_URL=" + refusing.url(gone.url()));
      firm.settings("hangs", "DATABASE_URL=" + silent.url(hangs.url()));
      refusing.refuseNew();
      silent.hold(Direction.TO_CLIENT);
      lock.execute(LOCK);
      long began = System.nanoTime();

      Firm.Lines lines = Firm.lines(monthly("--limit", "4s", "--patience", "500ms").expect(15));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
      assertThat(lines.studios()).hasSize(8);
      assertThat(lines.code("sound")).isZero();
      assertThat(lines.code("sound-too")).isZero();
      assertThat(lines.code("gone")).isEqualTo(5);
      assertThat(lines.code("hangs")).isEqualTo(143);
      assertThat(lines.message("hangs")).startsWith("stopped after its limit of 4.0 s: ");
      assertThat(lines.code("damaged")).isEqualTo(4);
      assertThat(lines.code("locked")).isEqualTo(7);
      assertThat(lines.code("wrong")).isEqualTo(8);
      assertThat(lines.code("back")).isEqualTo(4);
      assertThat(lines.whole().path("done").asInt()).isEqualTo(2);
      assertThat(lines.whole().path("failed").asInt()).isEqualTo(6);
      silent.release(Direction.TO_CLIENT);
      isTrue(lines);
    }
    firm.settings("gone", "DATABASE_URL=" + gone.url());
    firm.settings("hangs", "DATABASE_URL=" + hangs.url());
    firm.settings("wrong", "DATABASE_URL=" + firm.studio("wrong").url());
    Files.delete(damaged);
    firm.at("damaged").succeed("backup", "--month", "2025-09");
    firm.at("back").succeed("restore", "--month", "2025-09", "--from", "backup", "--other-values");

    Firm.Lines next = Firm.lines(monthly().expect(0));

    assertThat(next.whole().path("done").asInt()).isEqualTo(8);
    isTrue(next);
  }

  @Test
  void status_ofAServerThatNeverAnswers_isGivenUp_andTheOthersAreShown() throws Exception {
    firm.open("sound");
    StudioDatabase hangs = firm.open("hangs");
    try (TcpProxy silent = hangs.proxy()) {
      firm.settings("hangs", "DATABASE_URL=" + silent.url(hangs.url()));
      silent.hold(Direction.TO_CLIENT);

      Operator.Ended ended = firm.operator().run("studios", "status", "--limit", "2s").expect(12);

      assertThat(ended.out()).contains("stopped after its limit of 2.0 s", "sound");
    }
  }

  /** A studio is done where its month is closed, and nowhere else. */
  private void isTrue(Firm.Lines lines) {
    for (String name : lines.studios()) {
      boolean closed = firm.studio(name).count("extratos") == 1;
      boolean counts = lines.code(name) != 4; // A month that is closed and not proven.
      assertThat(closed && counts).as(name).isEqualTo(lines.code(name) == 0);
    }
  }

  private Path damage(String name) throws IOException {
    Path csv = Operator.backup(firm.home(name).resolve("backups"), AwkwardMonth.MONTH, 1);
    Files.writeString(csv, Files.readString(csv).replace("100.50", "100.51"));
    return csv;
  }

  /** Its backup holds an expense that the database lacks. */
  private void setBack(String name) {
    StudioDatabase studio = firm.studio(name);
    firm.at(name).succeed("backup", "--month", "2025-09");
    studio.keep();
    studio.execute(LATE);
    firm.at(name).succeed("backup", "--month", "2025-09");
    studio.bringBack();
  }

  @Tag("slow")
  @Test
  void aServer_thatIsKilledMidway_takesItsOwnStudiosWithIt_andNoOthers() throws Exception {
    List<String> here = List.of("a1", "a2", "a3");
    List<String> there = List.of("b1", "b2", "b3");
    here.forEach(firm::open);
    there.forEach(firm::open);
    try (TcpProxy server = firm.studio("b1").proxy()) {
      there.forEach(
          name -> firm.settings(name, "DATABASE_URL=" + server.url(firm.studio(name).url())));
      Trap trap = server.at("delete from", Fault.HOLD_BEFORE);
      CompletableFuture<Operator.Ended> run =
          CompletableFuture.supplyAsync(() -> monthly("--parallel", "2"));
      trap.await();
      server.refuseNew();
      server.cutAll();
      trap.release();

      Firm.Lines lines = Firm.lines(run.get(1, TimeUnit.MINUTES).expect(15));

      assertThat(here).allMatch(name -> lines.code(name) == 0);
      assertThat(there).anyMatch(name -> lines.code(name) == 5);
      assertThat(there).allMatch(name -> lines.code(name) == 0 || lines.code(name) == 5);
      isTrue(lines);
      server.acceptNew();

      Firm.Lines next = Firm.lines(monthly().expect(0));
      assertThat(next.whole().path("done").asInt()).isEqualTo(6);
      isTrue(next);
    }
  }

  @Tag("slow")
  @Test
  void twoFleetsAtOnce_andPartsThatOverlap_closeEachStudioOnce() throws Exception {
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    names.forEach(firm::open);

    List<CompletableFuture<Operator.Ended>> fleets =
        Stream.of(
                new String[] {"--parallel", "3"},
                new String[] {"--parallel", "2"},
                new String[] {"--shard", "0/2"},
                new String[] {"--shard", "1/2"})
            .map(options -> CompletableFuture.supplyAsync(() -> monthly(options), this::start))
            .toList();
    for (CompletableFuture<Operator.Ended> fleet : fleets) {
      fleet.get(2, TimeUnit.MINUTES).expect(0);
    }

    for (String name : names) {
      StudioDatabase studio = firm.studio(name);
      assertThat(studio.column("select versao from extrato.lotes group by versao"))
          .containsExactly("1");
      assertThat(studio.count("extrato.runs where command = 'monthly' and outcome = 'done'"))
          .as("closings of " + name)
          .isEqualTo(1);
    }
  }

  private void start(Runnable work) {
    new Thread(work, "fleet").start();
  }

  @Tag("slow")
  @Test
  void aSignal_rollsBackWhatIsUnderWay_andTheRestIsNotBegun() throws Exception {
    List<String> names = List.of("a", "b", "c", "d");
    names.forEach(firm::open);
    Map<String, String> before = firm.studio("a").dumpBooks();
    Interruption signals = new Interruption();
    StringWriter out = new StringWriter();
    try (TcpProxy server = firm.studio("a").proxy()) {
      firm.settings("a", "DATABASE_URL=" + server.url(firm.studio("a").url()));
      Trap trap = server.at("delete from", Fault.HOLD_BEFORE);
      CompletableFuture<Integer> run =
          CompletableFuture.supplyAsync(() -> fleet(signals, out), this::start);
      trap.await();
      signals.request(ExitCode.TERMINATED);
      trap.release();

      assertThat(run.get(1, TimeUnit.MINUTES)).isEqualTo(143);
    }
    Firm.Lines lines = Firm.lines(new Operator.Ended("", 143, out.toString(), "", ""));
    assertThat(lines.code("a")).isEqualTo(143);
    assertThat(lines.message("a")).contains("transaction rolled back, database unchanged");
    assertThat(List.of("b", "c", "d"))
        .allSatisfy(
            name -> {
              assertThat(lines.of(name).path("outcome").asText()).isEqualTo("not_begun");
              assertThat(lines.of(name).path("exit_code").isNull()).isTrue();
              assertThat(firm.home(name)).doesNotExist();
            });
    assertThat(firm.studio("a").dumpBooks()).isEqualTo(before);
    firm.settings("a", "DATABASE_URL=" + firm.studio("a").url());
    monthly().expect(0);
  }

  private int fleet(Interruption signals, StringWriter out) {
    return new Program(
            new ProcessEnvironment(Map.of(), home, home, Screen.NONE),
            firm.operator().clock(),
            signals)
        .run(
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            "studios",
            "run",
            "--json",
            "--parallel",
            "1",
            "monthly");
  }

  /** What one studio knows must not be read in another's log, notice or environment. */
  @Tag("slow")
  @Test
  void secrets_ofAStudio_reachNoOther() throws IOException, SQLException {
    Path heard = home.resolve("heard");
    Path tell = home.resolve("tell");
    Files.writeString(tell, "#!/bin/sh\n{ env; cat; } > " + heard + "-$(date +%s%N)\n");
    assertThat(tell.toFile().setExecutable(true)).isTrue();
    List<String> names = List.of("lisboa", "porto");
    for (String name : names) {
      StudioDatabase studio = firm.open(name);
      studio.execute("create table segredos_" + name + " (gasto integer references gastos)");
      studio.execute("insert into segredos_" + name + " select id from gastos");
      firm.settings(
          name,
          "DATABASE_URL=" + studio.url(),
          "EXTRATO_NOTIFY_WEBHOOK_SECRET=segredo-de-" + name,
          "EXTRATO_NOTIFY_COMMAND=" + tell);
    }

    Firm.Lines lines = Firm.lines(monthly("--parallel", "2").expect(6));

    assertThat(lines.message("lisboa")).contains("segredos_lisboa").doesNotContain("porto");
    for (String name : names) {
      String other = name.equals("porto") ? "lisboa" : "porto";
      assertThat(firm.home(name).resolve("logs/atomic_extrato.log"))
          .content()
          .contains("segredos_" + name)
          .doesNotContain("segredos_" + other, firm.studio(other).name() + "/");
    }
    try (Stream<Path> files = Files.list(home)) {
      List<Path> notices =
          files.filter(file -> file.getFileName().toString().startsWith("heard-")).toList();
      assertThat(notices).hasSize(2);
      for (Path notice : notices) {
        String text = Files.readString(notice);
        String of = text.contains("segredos_lisboa") ? "lisboa" : "porto";
        assertThat(text)
            .contains("segredos_" + of, "studio " + of)
            .doesNotContain("segredo-de-", of.equals("porto") ? "lisboa" : "porto");
      }
    }
  }
}
