package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever people typed into the studio's application is only text: it is never run and never
 * reaches a terminal unchanged, and neither a client's name nor the password appears where it does
 * not belong.
 */
@ExtendWith(StudioExtension.class)
@Tag("slow")
final class HostileTextE2E {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final String CLIENT = "Severina Segredo";

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("SQL", "'; drop table pagamentos cascade; --"),
          Map.entry("SQL for an identifier", "\"; drop table gastos cascade; --"),
          Map.entry("SQL between dollars", "$$; drop table gastos cascade; $$"),
          Map.entry("a parameter", ":ano ? ${x} $1 <a>"),
          Map.entry("a format", "%s%n%d%1$x%%"),
          Map.entry("a terminal's commands", "\u001b[2J\u001b]0;title\u0007\u001b[31m\b\b"),
          Map.entry("a terminal's commands in one character", "\u009b2J\u0085"),
          Map.entry("right to left", "\u202Eatnemagap\u2066\u200F"),
          Map.entry("a line of a log", "ok\r\n2025-10-05 12:00:00 ERROR all is lost"),
          Map.entry("a formula", "=HYPERLINK(\"http://localhost/?\"&A1,\"x\")"),
          Map.entry("a page", "<script>alert(1)</script>&amp;"),
          Map.entry("COPY's end", "\\.\n\\N\t\\"),
          Map.entry("255 bytes", "ç".repeat(127) + "x"));

  /** What moves a terminal's cursor, hides text or reverses it; a line end is harmless. */
  private static final String RAW =
      "(?s).*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f].*";

  @TempDir Path folder;

  @Test
  void aText_ofAnyKind_isNeverRunNorPrintedRaw_andNamesAndPasswordsAreFoundNowhere(
      StudioDatabase studio) {
    Attack attack = Attack.named("hostile text in every column");
    TEXTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(text -> attack.attempt(random -> survive(studio, text.getKey(), text.getValue())));
    attack.check();
  }

  private String survive(StudioDatabase studio, String kind, String text) throws Exception {
    studio.reset();
    insert(studio, text);
    Map<String, String> before = studio.dumpBooks();
    Path home = Files.createDirectories(folder.resolve(kind));
    Operator.inDecember(studio, home).succeed("init");
    StudioRole role = studio.role();
    EveryCommand.grantWhatTheReadmeSays(studio, role.name());
    Operator operator = Operator.inDecember(studio, home).with("DATABASE_URL", role.url());

    List<Operator.Ended> said = new ArrayList<>();
    for (List<String> command :
        List.of(
            List.of("backup"),
            List.of("verify"),
            List.of("extrato", "--dry-run"),
            List.of("extrato"),
            List.of("verify"),
            List.of("show"),
            List.of("drill"))) {
      String[] options = command.subList(1, command.size()).toArray(String[]::new);
      said.add(operator.run(MONTH, command.get(0), options).expect(0));
    }
    for (String command : List.of("status", "history", "doctor")) {
      said.add(operator.run(command));
    }
    said.add(operator.run(MONTH, "restore").expect(0));
    assertThat(studio.dumpBooks()).isEqualTo(before);
    said.addAll(refusals(studio, role, operator));

    said.forEach(each -> check(each, role, text));
    for (Path log : Folders.files(home.resolve("logs"))) {
      check(Files.readString(log), role, log.toString());
    }
    check(
        String.valueOf(studio.value("select string_agg(r::text, ' ') from extrato.runs r")),
        role,
        "runs");
    check(
        String.valueOf(studio.value("select string_agg(r::text, ' ') from extrato_run_logs r")),
        role,
        "run log");
    check(processes(studio, role), role, "ps");
    return "only text";
  }

  /** Failures for which the server quotes a row, so that the details are full of names. */
  private static List<Operator.Ended> refusals(
      StudioDatabase studio, StudioRole role, Operator operator) {
    List<Operator.Ended> said = new ArrayList<>();
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create function public.nome() returns trigger language plpgsql as $$
            begin
              raise exception 'falha' using errcode = '23514', detail = 'Failing row contains (%1$s).';
            end $$;
            create trigger nome before delete on gastos for each row execute function public.nome();
            """,
            CLIENT));
    said.add(operator.run(MONTH, "backup"));
    said.add(operator.run(MONTH, "extrato").expect(6));
    said.add(operator.run(MONTH, "extrato", "--json").expect(6));
    studio.execute("drop function public.nome() cascade");
    studio.execute("update gastos set descricao = 'x' where id = 1");
    said.add(operator.run(MONTH, "verify").expect(4));
    said.add(operator.run(MONTH, "extrato").expect(4));
    said.add(
        operator
            .with("DATABASE_URL", role.url().replace("/studio_", "/nowhere_"))
            .run(MONTH, "backup")
            .expect(8));
    said.add(
        operator
            .with("DATABASE_URL", role.url().replace("senha-", "senha-errada-"))
            .run(MONTH, "backup")
            .expect(8));
    return said;
  }

  private static void check(Operator.Ended said, StudioRole role, String text) {
    // `show` prints the records themselves to whoever asks for them.
    check(said.command().startsWith("show") ? "" : said.out(), role, said.command());
    assertThat(said.out()).as(said.command()).doesNotContain(role.password());
    check(said.err(), role, said.command());
    assertThat(said.out()).as(said.command()).doesNotMatch(RAW);
    assertThat(said.err()).as(said.command()).doesNotMatch(RAW);
    assertThat(said.err()).as(said.command()).doesNotContain("all is lost");
    assertThat(text).isNotEmpty();
  }

  private static void check(String all, StudioRole role, String where) {
    assertThat(all).as(where).doesNotContain(CLIENT).doesNotContain(role.password());
  }

  /** What every user of the machine can see of the packaged program while it runs. */
  private String processes(StudioDatabase studio, StudioRole role) throws Exception {
    try (TcpProxy proxy = studio.proxy()) {
      Trap trap = proxy.at("", 3, Fault.HOLD_BEFORE);
      PackagedProgram program =
          PackagedProgram.installedIn(Files.createTempDirectory(folder, "ps"))
              .with("DATABASE_URL", proxy.url(role.url()));
      try (PackagedProgram.Running run =
          program.start("verify", "--year", "2025", "--month", "9")) {
        trap.await();
        String all =
            new String(
                new ProcessBuilder("ps", "-ef", "ww").start().getInputStream().readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(all).contains("extrato.jar");
        assertThat(run.process().isAlive()).isTrue();
        return all;
      } finally {
        program.uninstall();
      }
    }
  }

  private static void insert(StudioDatabase studio, String text) throws SQLException {
    String[] statements = {
      "insert into users (id, name) values (1, left(?, 100))",
      "insert into clients (id, name) values (1, '" + CLIENT + " ' || left(?, 230))",
      "insert into pagamentos (id, data, valor, forma_pagamento, observacoes, cliente_id,"
          + " artista_id) values (1, '2025-09-10', 10, left(?, 50), 'x', 1, 1)",
      "insert into sessoes (id, data, valor, observacoes, cliente_id, artista_id, payment_id)"
          + " values (1, '2025-09-10', 10, ?, 1, 1, 1)",
      "insert into comissoes (id, pagamento_id, artista_id, percentual, valor, observacoes) values"
          + " (1, 1, 1, 50, 5, ?)",
      "insert into gastos (id, data, valor, forma_pagamento, descricao, created_by) values (1,"
          + " '2025-09-10', 3, 'Pix', ?, 1)",
    };
    try (Connection connection = studio.connect()) {
      for (String sql : statements) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.setString(1, text);
          statement.executeUpdate();
        }
      }
    }
  }
}
