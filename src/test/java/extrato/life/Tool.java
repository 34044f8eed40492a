package extrato.life;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.Operator;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the program, and compares what it says with what it did. */
final class Tool {
  private static final String TIMES =
      "select format('%I.%I', n.nspname, c.relname) as relation, quote_ident(a.attname) as name"
          + " from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on"
          + " n.oid = c.relnamespace where a.atttypid = 'timestamptz'::regtype and a.attnum > 0 and"
          + " c.relname not in ('transferencias', 'retencoes') and not a.attisdropped and c.relkind"
          + " = 'r' and (n.nspname = 'extrato' or c.relname in ('extratos', 'extrato_run_logs',"
          + " 'extrato_snapshots'))";

  /** With these options, somebody says that records other than the last ones are the right ones. */
  static final List<String> WORDS = List.of("--older", "--other-values", "--other-studio");

  private final World world;
  private List<Map<String, @Nullable String>> times = List.of();
  private @Nullable Studio timed;
  private int runs;

  Tool(World world) {
    this.world = world;
  }

  int runs() {
    return runs;
  }

  /** The result of a run. */
  record Ended(Command command, int code, JsonNode json, Sight before, Sight after, Instant at) {
    String outcome() {
      return json.path("outcome").asText();
    }

    String message() {
      return json.path("error").path("message").asText("");
    }

    String hint() {
      return json.path("error").path("hint").asText("");
    }

    List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
      return warnings;
    }

    String said() {
      return code == 0
          ? outcome() + " " + String.join(" | ", warnings())
          : message() + "; " + hint();
    }
  }

  Ended run(String name, @Nullable YearMonth month, String... options) {
    return run(Command.of(name, month, options));
  }

  Ended run(Command command) {
    return run(command, world.operator());
  }

  /** Runs the command as that operator, who may reach the database in another way. */
  Ended run(Command command, Operator operator) {
    return run(command, operator, ended -> {});
  }

  /**
   * The same, where somebody knows what must have become of it.
   *
   * @param learns judges the run before the laws do, and tells the account what was committed
   */
  Ended run(Command command, Operator operator, Consumer<Ended> learns) {
    runs++;
    Sight before = world.sight();
    String from = world.studio().value("select clock_timestamp()");
    List<String> arguments = new ArrayList<>(command.arguments());
    arguments.add("--json");
    Operator.Ended ended = operator.run(arguments.toArray(String[]::new));
    makeItSimulatedTime(from);
    if (command.name().equals("wallet")) {
      new WalletClock(world).isTheStudios(from);
    }
    JsonNode json;
    try {
      json = Eyes.json(ended.out());
    } catch (IllegalStateException e) {
      throw new Broken("says", command + " printed no JSON: " + ended.out() + ended.err());
    }
    world.look();
    Ended result = new Ended(command, ended.exitCode(), json, before, world.sight(), world.now());
    world.transcript.command(
        world.now(), relative(command.toString()), ended.exitCode(), relative(result.said()));
    if (json.path("exit_code").asInt(-1) != ended.exitCode()) {
      throw new Broken("says", command + " ended with " + ended.exitCode() + " and says " + json);
    }
    world.aMinutePasses();
    new Truth(world, result).check();
    learns.accept(result);
    if (!world.has(Trouble.CUT)) {
      if (result.code() == 0 && WORDS.stream().anyMatch(command::has)) {
        world.laws.meant();
      }
      if (json.path("outcome").asText().equals("merged")) {
        world.mergedOver.add(YearMonth.parse(json.path("month").asText()));
      }
      if (command.name().equals("prune")) {
        world.laws.pruned(before);
      }
      world.disasters.takeStock();
      world.laws.hold();
    }
    return result;
  }

  /** As a person at home would type it. */
  private String relative(String text) {
    return text.replace(world.home + "/", "");
  }

  /** The server's clock cannot be changed, so what it has just written gets the simulated time. */
  private void makeItSimulatedTime(String from) {
    StringBuilder updates = new StringBuilder("begin;");
    if (timed != world.studio()) {
      times = world.studio().rows(TIMES);
      timed = world.studio().has("extrato.lotes") ? world.studio() : null;
    }
    for (Map<String, @Nullable String> time : times) {
      String column = time.get("name");
      updates.append(
          String.format(
              Locale.ROOT,
              "update %s set %s = timestamptz '%s' + (%s - timestamptz '%s') where %s between"
                  + " timestamptz '%s' and clock_timestamp();",
              time.get("relation"),
              column,
              world.now(),
              column,
              from,
              column,
              from));
    }
    try {
      world.studio().execute(updates + "commit");
    } catch (SQLException e) {
      throw new IllegalStateException(updates.toString(), e);
    }
  }
}
