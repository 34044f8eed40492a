package extrato.life;

import extrato.life.DataFile.Form;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * People bring records in files, and take them out again. {@code import}: all of a file's records
 * are live with the file's values and nothing else has changed, or nothing has; out again means
 * exactly as before.
 */
final class Imports {
  private static final Set<Integer> IN_THE_WAY = Set.of(4, 8, 9);
  private static final Set<Integer> CUT_OFF = Set.of(5, 10);
  private static final int UNKNOWN = 10;
  private static final int BAD_DATA = 13;

  /**
   * What came with a run.
   *
   * @param rows as they were live then
   */
  private record Brought(String run, List<Row> rows) {}

  private final World world;
  private final Spreadsheets sheets;
  private final List<Brought> brought = new ArrayList<>();
  private int files;

  Imports(World world) {
    this.world = world;
    this.sheets = new Spreadsheets(world);
  }

  void bringOrUndo(Draws d) {
    if (!brought.isEmpty() && d.chance(0.3)) {
      undo(d);
    } else {
      bring(d);
    }
  }

  private void bring(Draws d) {
    Spreadsheets.Wanted wanted = sheets.wanted(d);
    Form form = d.of(Form.values());
    String name = "import" + ++files + "." + form.ending;
    String path = world.write(name, wanted.file().text(form)).toString();
    List<String> arguments = new ArrayList<>(List.of("import", path));
    arguments.addAll(List.of("--table", wanted.file().table()));
    arguments.addAll(form.options);
    arguments.addAll(wanted.options());
    world.transcript.note(name + ":\n" + wanted.file().text(form));
    if (d.chance(0.1)) {
      arguments.add("--dry-run");
      judge(run(arguments, ended -> {}), wanted);
      return;
    }
    if (d.chance(0.1)) {
      List<String> check = new ArrayList<>(arguments);
      check.removeAll(List.of("--into-closed"));
      check.add("--check");
      checked(run(check, ended -> {}), wanted);
    }
    arguments.add("--force");
    if (d.chance(0.08)) {
      world.disasters.killed(command(arguments), d, one -> settle(one, wanted));
      return;
    }
    Tool.Ended ended = run(arguments, one -> settle(one, wanted));
    if (ended.code() == 0 && d.chance(0.3)) {
      Tool.Ended again = run(arguments, one -> {});
      if (again.code() == 0 && !again.before().live().equals(again.after().live())) {
        throw new Broken("import", again.command() + " was done twice, and nobody said --again");
      }
    }
  }

  private Tool.Ended run(List<String> arguments, Consumer<Tool.Ended> learns) {
    return world.tool.run(command(arguments), world.operator(), learns);
  }

  private static Command command(List<String> arguments) {
    return new Command("import", null, List.copyOf(arguments));
  }

  /** A look at the file alone: it cannot know what is live. */
  private static void checked(Tool.Ended ended, Spreadsheets.Wanted wanted) {
    boolean mayFail = wanted.codes().contains(BAD_DATA);
    if (ended.code() != 0 && !(mayFail && ended.code() == BAD_DATA)) {
      throw new Broken(
          "import", ended.command() + " ended with " + ended.code() + ": " + ended.said());
    }
  }

  private void judge(Tool.Ended ended, Spreadsheets.Wanted wanted) {
    boolean isExpected = wanted.codes().contains(ended.code());
    boolean hasCause =
        (IN_THE_WAY.contains(ended.code()) && Postings.isInTheWay(world))
            || (ended.code() == 6 && sheets.mayConflict(wanted.file()))
            || (world.has(Trouble.CUT) && CUT_OFF.contains(ended.code()));
    if (!isExpected && !hasCause) {
      throw new Broken(
          "import",
          ended.command()
              + " ended with "
              + ended.code()
              + " instead of "
              + wanted.codes()
              + ": "
              + ended.said());
    }
  }

  private void settle(Tool.Ended ended, Spreadsheets.Wanted wanted) {
    judge(ended, wanted);
    boolean isLost = ended.code() == UNKNOWN;
    boolean isDone = ended.code() == 0 || (isLost && hasAny(ended, wanted.file()));
    if (!isDone) {
      unchanged(ended, ended.before().live(), ended.after().live());
      return;
    }
    Map<String, Row> rest = new LinkedHashMap<>(ended.after().live());
    List<Row> came = new ArrayList<>();
    for (Map<String, @Nullable String> values : wanted.file().rows()) {
      Map<String, @Nullable String> expected = new LinkedHashMap<>(values);
      String token = Row.of(wanted.file().table(), expected).token();
      Row live = ended.after().live().get(token);
      if (live == null) {
        throw new Broken("import", ended.command() + " was done, and " + token + " is not live");
      }
      expected.forEach(
          (column, value) -> {
            if (!Objects.equals(live.get(column), value)) {
              throw new Broken(
                  "import",
                  live + " has " + column + " " + live.get(column) + ", and the file " + value);
            }
          });
      if (!ended.before().live().containsKey(token)) {
        rest.remove(token);
        came.add(live);
      }
    }
    unchanged(ended, ended.before().live(), rest);
    world.account().studioDid(ended.before().live(), ended.after().live());
    brought.add(new Brought(ended.json().path("run_id").asText(), List.copyOf(came)));
  }

  private static boolean hasAny(Tool.Ended ended, DataFile file) {
    return file.rows().stream()
        .map(values -> Row.of(file.table(), values).token())
        .anyMatch(
            token ->
                ended.after().live().containsKey(token)
                    && !ended.before().live().containsKey(token));
  }

  private static void unchanged(Tool.Ended ended, Map<String, Row> before, Map<String, Row> rest) {
    if (!rest.equals(before)
        || !ended.before().archive().equals(ended.after().archive())
        || !ended.before().statements().equals(ended.after().statements())) {
      Set<String> changed = new TreeSet<>(rest.keySet());
      changed.removeIf(token -> Objects.equals(rest.get(token), before.get(token)));
      throw new Broken("import", ended.command() + " changed more than its own: " + changed);
    }
  }

  private void undo(Draws d) {
    Brought one = brought.get(brought.size() - 1 - d.below(Math.min(4, brought.size())));
    boolean isAsItCame =
        one.rows().stream().allMatch(row -> row.equals(world.sight().live().get(row.token())));
    boolean mayRefuse =
        !isAsItCame
            || Postings.isInTheWay(world)
            || world.has(Trouble.KEY)
            || !Files.exists(world.backups().resolve("imports").resolve(one.run()))
            || one.rows().stream().anyMatch(row -> isReferredTo(row) || isArchived(row));
    run(
        List.of("import", "--undo", one.run(), "--force"),
        ended -> {
          if (ended.code() != 0 && !mayRefuse && isOnRecord(one)) {
            throw new Broken("import", ended.command() + " was refused: " + ended.said());
          }
          if (ended.code() == 0) {
            takenOut(ended, one, isAsItCame);
          }
        });
  }

  private void takenOut(Tool.Ended ended, Brought one, boolean isAsItCame) {
    if (!isAsItCame) {
      throw new Broken("import", ended.command() + " was done, and records had changed since");
    }
    Map<String, Row> rest = new LinkedHashMap<>(ended.before().live());
    one.rows().forEach(row -> rest.remove(row.token()));
    unchanged(ended, ended.after().live(), rest);
    world.account().studioDid(ended.before().live(), ended.after().live());
    brought.remove(one);
  }

  /** A dump from before the import does not know it. */
  private boolean isOnRecord(Brought one) {
    return world.studio().has("extrato.importacoes")
        && !world
            .studio()
            .rows("select 1 from extrato.importacoes where run_id = '" + one.run() + "'")
            .isEmpty();
  }

  private boolean isReferredTo(Row row) {
    String id = String.valueOf(row.id());
    return world.sight().live().values().stream()
        .anyMatch(
            other ->
                switch (row.table()) {
                  case "pagamentos" ->
                      id.equals(other.get("payment_id")) || id.equals(other.get("pagamento_id"));
                  case "sessoes" -> id.equals(other.get("sessao_id"));
                  default -> false;
                });
  }

  private boolean isArchived(Row row) {
    return sheets.archived(row.table()).stream().anyMatch(copy -> copy.row().id() == row.id());
  }
}
