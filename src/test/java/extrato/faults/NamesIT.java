package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The studio's own code and keys mention a client's name. The person at the terminal sees it, and
 * it is never written down or sent.
 */
@ExtendWith(StudioExtension.class)
final class NamesIT {
  private static final String NAME = "Severina Segredo";
  private static final String LATE =
      "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
          + " '2025-09-09', 10, 'Pix', 1);";

  /** Where the name comes from, and in which command. */
  private enum Where {
    CLOSING("extrato", "P0001 23514 40001"),
    MERGE("extrato --force", "57P01 08006 22023"),
    RESTORE("restore --force", "XX000 P0001 40P01");

    private final String command;

    /** PostgreSQL's own errors, a few for each command. */
    private final String states;

    Where(String command, String states) {
      this.command = command;
      this.states = states;
    }

    /** Errors that the studio's code raises in PL/pgSQL; the message contains a client's name. */
    List<String> says() {
      List<String> all = new ArrayList<>();
      for (String state : states.split(" ", -1)) {
        all.add(
            String.format(
                Locale.ROOT,
                "raise exception 'Cliente %s: não' using errcode = '%s'",
                NAME,
                state));
      }
      all.add("perform '" + NAME + "'::integer");
      all.add("execute 'select \"Cliente " + NAME + "\"'");
      all.add(
          String.format(
              Locale.ROOT,
              "raise exception using message = 'de %1$s', constraint = '%1$s', table = '%1$s'",
              NAME));
      return all;
    }

    List<String> command() {
      return List.of(command.split(" ", -1));
    }

    String event() {
      return (this == RESTORE ? "insert" : "delete") + " on gastos";
    }

    void prepare(Operator operator, StudioDatabase studio) {
      operator.run(AwkwardMonth.MONTH, "backup").expect(0);
      if (this != CLOSING) {
        operator.run(AwkwardMonth.MONTH, "extrato").expect(0);
      }
      if (this == MERGE) {
        studio.execute(LATE);
      }
    }
  }

  @TempDir Path folder;

  /** For every SQLSTATE, because libraries log some errors themselves. */
  @Test
  void whatATriggerSays_isForTheTerminalAlone(StudioDatabase studio) {
    Attack attack = Attack.named("a client's name in what the studio's code says");
    int step = Attack.size("names");
    int at = 0;
    for (Where where : Where.values()) {
      for (String says : where.says()) {
        if (at++ % step == 0) {
          attack.attempt(random -> check(studio, where, says));
        }
      }
    }
    attack.check();
  }

  private String check(StudioDatabase studio, Where where, String does) throws Exception {
    studio.execute("drop function if exists public.recusa() cascade");
    studio.reset();
    AwkwardMonth.fillOrdinary(studio);
    try (WebServer web = WebServer.start()) {
      Operator operator = operator(studio, web);
      where.prepare(operator, studio);
      studio.execute(
          String.format(
              Locale.ROOT,
              """
              create function public.recusa() returns trigger language plpgsql as $$
              begin %s; return null; end $$;
              create trigger recusa before %s for each row execute function public.recusa();
              """,
              does,
              where.event()));
      checkTold(studio, web, operator, where.command());
      assertThat(web.requests()).hasSizeGreaterThanOrEqualTo(3);
      return "told at the terminal alone, in " + where.command;
    }
  }

  @Test
  void aRowThatIsHeld_isNamedAtTheTerminalAlone_unlessItsKeyIsANumber(StudioDatabase studio)
      throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create table public.fiado (nome text primary key, pagamento integer references pagamentos);
            insert into public.fiado select '%s', min(id) from pagamentos where data between '2025-09-02' and '2025-09-29';
            create table public.recibos (numero integer primary key, pagamento integer references pagamentos);
            insert into public.recibos select 4711, min(id) from pagamentos where data between '2025-09-02' and '2025-09-29'
            """,
            NAME));
    try (WebServer web = WebServer.start()) {
      Operator operator = operator(studio, web);
      Where.CLOSING.prepare(operator, studio);
      checkTold(studio, web, operator, Where.CLOSING.command());
      assertThat(studio.value("select error from extrato.runs order by started desc limit 1"))
          .contains("public.fiado (nome) of 1 row, by the key fiado_pagamento_fkey to pagamentos")
          .contains("public.recibos (numero) 4711, by the key");
    }
  }

  @Tag("slow")
  @Test
  void whatARestoreMisses_isNamedAtTheTerminalAlone_unlessItsKeyIsANumber(StudioDatabase studio)
      throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create table public.parceiros (nome text primary key);
            insert into public.parceiros values ('%s');
            alter table gastos add column parceiro text references public.parceiros;
            update gastos set parceiro = '%s'\
            """,
            NAME,
            NAME));
    try (WebServer web = WebServer.start()) {
      Operator operator = operator(studio, web);
      Where.RESTORE.prepare(operator, studio);
      studio.execute(
          "alter table gastos disable trigger all; update gastos set parceiro = null; delete from"
              + " public.parceiros");
      checkTold(studio, web, operator, Where.RESTORE.command());
      checkTold(studio, web, operator, List.of("drill"));
      assertThat(studio.value("select warnings from extrato.runs where command = 'drill' limit 1"))
          .contains("gastos refers by parceiro to parceiros that are not there: 1 values of nome");
    }
  }

  @Tag("slow")
  @Test
  void whatAFunctionOfADomainSays_isForTheTerminalAlone(StudioDatabase studio) throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    String function =
        """
        create or replace function public.confere(text) returns boolean language plpgsql as $$
        begin %s return true; end $$;
        """;
    studio.execute(
        String.format(Locale.ROOT, function, "")
            + "create domain public.nota as text check (public.confere(value));"
            + "alter table gastos add column nota public.nota default 'x'");
    try (WebServer web = WebServer.start()) {
      Operator operator = operator(studio, web);
      Where.RESTORE.prepare(operator, studio);
      studio.execute(String.format(Locale.ROOT, function, "raise exception 'de " + NAME + "';"));
      checkTold(studio, web, operator, List.of("drill"));
    }
  }

  /** Runs the command unwatched, from a program, and at a terminal. */
  private void checkTold(
      StudioDatabase studio, WebServer web, Operator operator, List<String> command)
      throws Exception {
    List<String> args = new ArrayList<>(command);
    args.addAll(1, List.of("--year", "2025", "--month", "9"));
    Operator.Ended alone = operator.run(args.toArray(String[]::new));
    assertThat(alone.both()).doesNotContain(NAME);
    args.add("--json");
    Operator.Ended program = operator.run(args.toArray(String[]::new));
    assertThat(program.both()).doesNotContain(NAME);
    Operator.Ended person = operator.runAtTerminal(args.toArray(String[]::new));
    assertThat(person.out()).doesNotContain(NAME);
    assertThat(person.err()).contains(NAME);
    assertThat(List.of(program.exitCode(), person.exitCode())).containsOnly(alone.exitCode());

    for (Path log : Folders.files(operator.home().resolve("logs"))) {
      assertThat(Files.readString(log)).as(log.toString()).isNotEmpty().doesNotContain(NAME);
    }
    for (String table : List.of("extrato.runs", "extrato_run_logs")) {
      assertThat(studio.value("select string_agg(r::text, ' ') from " + table + " r"))
          .as(table)
          .doesNotContain(NAME);
    }
    assertThat(web.requests()).allSatisfy(sent -> assertThat(sent.body()).doesNotContain(NAME));
  }

  private Operator operator(StudioDatabase studio, WebServer web) throws Exception {
    return Operator.inDecember(studio, Files.createTempDirectory(folder, "home"))
        .with("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"))
        .with("EXTRATO_NOTIFY_TERMINAL", "true");
  }
}
