package extrato.cli.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.cli.output.Console;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Report;
import extrato.demo.DemoFolder;
import extrato.demo.DemoStudio;
import extrato.documents.StatementFolder;
import extrato.postgres.embedded.EmbeddedServer;
import extrato.runs.Outcome;
import extrato.runs.Progress;
import extrato.runs.Run;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Setting;
import extrato.support.settings.StatementFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the tool at work on a studio of its own. */
@Command(
    name = "demo",
    description = {
      "Start a real PostgreSQL in a folder, fill it with a believable studio, and close its last"
          + " month.",
      "Nothing else is touched, nothing is left running; a second demo begins afresh."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato demo"})
final class DemoCommand extends BaseCommand {
  private static final List<String> COMMANDS = List.of("backup", "verify", "extrato");
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the demo lives; demo in the tool's home otherwise.")
  @Nullable Path folder;

  @Override
  public Integer call() {
    try {
      EmbeddedServer.requireBrought();
      Path home = runner().surroundings().home();
      DemoFolder demo = DemoFolder.fresh(home.resolve(folder == null ? Path.of("demo") : folder));
      Month month = Month.previous(runner().clock(), ZONE);
      note("starting a PostgreSQL of its own in " + demo.postgres() + " …");
      try (EmbeddedServer server = EmbeddedServer.start(demo.postgres())) {
        return show(demo, server, month);
      }
    } catch (Failure e) {
      runner().console().refused("demo", e, common.json);
      return e.code().number();
    }
  }

  private void note(String note) {
    if (!common.quiet) {
      runner().console().note(note);
    }
  }

  private int show(DemoFolder demo, EmbeddedServer server, Month month) {
    fill(server, month);
    demo.writeSettings();
    ProcessEnvironment its =
        runner()
            .surroundings()
            .withNobodyToTell()
            .with("EXTRATO_CONFIG", demo.settings().toString())
            .with(Setting.STATEMENT_DIR.key(), demo.statements().toString())
            .with(Setting.STUDIO_NAME.key(), DemoFolder.STUDIO)
            .with("DATABASE_URL", url(server));
    Program program = new Program(its, runner().clock(), runner().interruption());
    if (common.json) {
      return json(program, demo, month);
    }
    return common.quiet ? quietly(program, month) : text(program, demo, month);
  }

  private int text(Program program, DemoFolder demo, Month month) {
    Console console = runner().console();
    for (String command : COMMANDS) {
      console.line("");
      console.line("$ extrato " + command + " " + month.asOptions());
      int code = program.run(console.out(), console.err(), arguments(command, month));
      if (code != 0) {
        return code;
      }
    }
    next(demo, month);
    return 0;
  }

  private int quietly(Program program, Month month) {
    Console console = runner().console();
    for (String command : COMMANDS) {
      int code =
          program.run(console.out(), console.err(), with("--quiet", arguments(command, month)));
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  /** The reports of the three commands inside one of the demo's own. */
  private int json(Program program, DemoFolder demo, Month month) {
    Run run =
        new Run(Run.newId(), RunCommand.DEMO, month, false, runner().clock(), Progress.SILENT);
    List<JsonNode> reports = new ArrayList<>();
    int code = 0;
    for (String command : COMMANDS) {
      StringWriter report = new StringWriter();
      String[] arguments = arguments(command, month);
      code =
          program.run(new PrintWriter(report), runner().console().err(), with("--json", arguments));
      reports.add(parsed(report.toString()));
      if (code != 0) {
        break;
      }
    }
    runner()
        .console()
        .json(
            Report.of(
                run,
                code == 0 ? Outcome.DONE : Outcome.FAILED,
                code,
                List.of(),
                null,
                Map.of("settings", demo.settings().toString(), "runs", reports)));
    return code;
  }

  private static JsonNode parsed(String report) {
    try {
      return new ObjectMapper().readTree(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill(EmbeddedServer server, Month month) {
    try (Connection connection = server.connect()) {
      DemoStudio.clear(connection);
      DemoStudio.Rows rows =
          DemoStudio.fill(connection, month, LocalDate.now(runner().clock().withZone(ZONE)));
      note(
          String.format(
              Locale.ROOT,
              "a studio with a year of books: %d clients, %d sessions, %d payments, %d commissions,"
                  + " %d expenses",
              rows.clients(),
              rows.sessoes(),
              rows.pagamentos(),
              rows.comissoes(),
              rows.gastos()));
    } catch (SQLException e) {
      throw new Failure.NoDatabase(
          "the demo's database could not be filled: " + e.getMessage(), "", e);
    }
  }

  private static String[] arguments(String command, Month month) {
    return new String[] {
      command, "--year", String.valueOf(month.year()), "--month", String.valueOf(month.month())
    };
  }

  private static String[] with(String option, String... arguments) {
    String[] more = Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = option;
    return more;
  }

  /** Commands that work as they are printed. */
  private void next(DemoFolder demo, Month month) {
    Console console = runner().console();
    String program = runner().surroundings().launcher();
    console.line("");
    console.line("The month is closed. Look at it in a browser:");
    console.line("");
    console.line(
        "  "
            + demo.statements().resolve(StatementFolder.name(month, StatementFormat.HTML)).toUri());
    console.line("");
    console.line("and, beside that file, as a spreadsheet and as a PDF. What to try next:");
    console.line("");
    console.line("  export EXTRATO_CONFIG=" + Shell.quoted(demo.settings().toString()));
    for (String command :
        List.of(
            "status",
            "show " + month.asOptions(),
            "drill " + month.asOptions(),
            "restore " + month.asOptions(),
            "monthly",
            "history",
            "wallet credit client:1 --amount 150,00 --form Pix --key deposit-1",
            "wallet hold client:1 --amount 150,00 --expires 30d --key hold-1",
            "wallet release 2 --to artist:1 --share 30% --key release-1",
            "wallet list",
            "wallet check")) {
      console.line("  " + Shell.quoted(program) + " " + command);
    }
  }

  private static String url(EmbeddedServer server) {
    return "postgresql://"
        + server.user()
        + ":"
        + server.password()
        + "@127.0.0.1:"
        + server.port()
        + "/studio?sslmode=disable";
  }
}
