package extrato.life;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those who run the program: cron, and people who follow its advice or do not. */
final class People {
  private static final Pattern ADVICE = Pattern.compile("`(extrato [^`]+)`");
  private static final Pattern PLACEHOLDER = Pattern.compile(" (TABLE|ID|FOLDER|FILE|N)\\b");
  private static final List<Trouble> TO_BE_TOLD =
      List.of(Trouble.MOVED, Trouble.FOLDER_LOST, Trouble.COPY_LOST, Trouble.DATABASE_LOST);
  private static final int DEPTH = 3;

  private final World world;
  private int rescues;

  People(World world) {
    this.world = world;
  }

  void cron(Draws d) {
    heed(world.tool.run("monthly", null), d, 0.1, 1);
  }

  void monthlyByHand(Draws d) {
    heed(world.tool.run("monthly", month(d)), d, 0.5, 1);
  }

  void catchUp(Draws d) {
    heed(world.tool.run("monthly", null, "--catch-up"), d, 0.3, 1);
  }

  void backup(Draws d) {
    heed(world.tool.run("backup", d.chance(0.5) ? world.thisMonth() : month(d)), d, 0.5, 1);
  }

  /** A line that somebody has added to the crontab, for the current month. */
  void eveningBackup(Draws d) {
    world.tool.run("backup", world.thisMonth());
  }

  void verify(Draws d) {
    heed(
        d.chance(0.2)
            ? world.tool.run("verify", null, "--all")
            : world.tool.run("verify", month(d)),
        d,
        0.6,
        1);
  }

  void close(Draws d) {
    YearMonth month = month(d);
    if (d.chance(0.6)) {
      world.tool.run("backup", month);
    }
    heed(
        d.chance(0.1)
            ? world.tool.run("extrato", month, "--dry-run")
            : world.tool.run("extrato", month),
        d,
        0.6,
        1);
  }

  /** Merges late records, or tries to. */
  void force(Draws d) {
    List<YearMonth> late =
        Selection.months(world.sight().live(), world.zone).keySet().stream()
            .filter(world.sight()::hasStatement)
            .toList();
    YearMonth month = late.isEmpty() || d.chance(0.1) ? month(d) : d.pick(late);
    heed(world.tool.run("extrato", month, "--force"), d, 0.6, 1);
  }

  void early(Draws d) {
    world.tool.run("backup", world.thisMonth());
    heed(world.tool.run("extrato", world.thisMonth(), "--early"), d, 0.3, 1);
  }

  void restore(Draws d) {
    restore(d, closed(d), List.of());
  }

  void restoreFromBackup(Draws d) {
    restore(d, closed(d), List.of("--from", "backup"));
  }

  void restoreFromFile(Draws d) {
    List<Gen> gens = world.sight().gens();
    if (!gens.isEmpty() && !world.has(Trouble.FOLDER_AWAY)) {
      Gen recent = gens.get(Math.max(0, gens.size() - 1 - d.below(5)));
      Gen gen = taken(d, recent.month());
      run(Command.of("restore", null, "--from", gen.csv().toString()), d, gen.month());
    }
  }

  /** Any file, but often the first, because its name is the simplest. */
  private Gen taken(Draws d, YearMonth month) {
    List<Gen> gens = world.sight().gensOf(month);
    return d.chance(0.5) ? gens.get(0) : d.pick(gens);
  }

  private void restore(Draws d, Optional<YearMonth> month, List<String> options) {
    month.ifPresent(m -> run(Command.of("restore", m, options.toArray(String[]::new)), d, m));
  }

  /** Runs a command with the confirmation that production requires. */
  private void run(Command command, Draws d, YearMonth month) {
    Command meant = d.chance(0.85) ? command.with("--force") : command.with("--dry-run");
    Tool.Ended ended = world.tool.run(new Command(meant.name(), month, meant.arguments()));
    heed(ended, d, 0.6, 1);
    if (ended.code() == 0 && !meant.has("--dry-run") && d.chance(0.5)) {
      // People open a month again in order to correct it.
      world.web.correct(d, month);
      heed(world.tool.run("monthly", month), d, 0.5, 1);
    }
  }

  void drill(Draws d) {
    world.tool.run("drill", null, "--all");
  }

  void prune(Draws d) {
    world.tool.run(d.chance(0.7) ? Command.of("prune", null, "--yes") : Command.of("prune", null));
  }

  void look(Draws d) {
    world.tool.run("status", null, "--check");
    if (d.chance(0.1)) {
      world.tool.run("doctor", null);
    }
  }

  void init(Draws d) {
    heed(world.tool.run("init", null), d, 0.5, 1);
  }

  void twice(Draws d) {
    YearMonth month = month(d);
    String name = d.of("backup", "extrato", "monthly");
    world.tool.run(name, month);
    world.tool.run(name, month);
  }

  void killed(Draws d) {
    YearMonth month = month(d);
    List<YearMonth> closed = world.sight().closedMonths();
    Command command =
        switch (d.below(5)) {
          case 0 -> Command.of("backup", month);
          case 1 ->
              closed.isEmpty()
                  ? Command.of("monthly", null)
                  : Command.of("restore", closed.get(closed.size() - 1), "--force");
          case 2 -> Command.of("extrato", month, "--force");
          default -> Command.of("monthly", null);
        };
    world.disasters.killed(command, d);
  }

  /** Answers what a program that refuses wants to know about folder and database. */
  void admit() {
    if (world.has(Trouble.SWAPPED) || world.has(Trouble.FOLDER_AWAY)) {
      return;
    }
    for (String word : List.of("--moved", "--adopt")) {
      int asked = world.tool.run("backup", world.thisMonth().plusMonths(1)).code();
      if (asked == 8 || asked == 9) {
        world.tool.run("init", null, word);
      }
    }
    if (world.has(Trouble.COPY_LOST) && world.copy() != null) {
      int asked = world.tool.run("backup", world.thisMonth().plusMonths(1)).code();
      if (asked == 9) {
        world.tool.run("init", null, "--adopt", String.valueOf(world.copy()));
      }
    }
  }

  /** Somebody checks what is wrong, and follows the program's advice. */
  void lookAfter(Draws d) {
    if (TO_BE_TOLD.stream().anyMatch(world::has)) {
      admit();
    }
    Tool.Ended status = world.tool.run("status", null, "--check");
    List<String> cures = new ArrayList<>();
    status
        .json()
        .path("result")
        .path("attention")
        .forEach(one -> cures.add(one.path("cure").asText()));
    int followed = 0;
    for (String cure : cures) {
      if (cure.startsWith("extrato ") && followed++ < 4) {
        follow(Command.printed(cure), d, DEPTH);
      }
    }
    if (world.disasters.isBehind()) {
      rescue(d);
    }
    world.wallet.bringBack(d);
  }

  /** Only the files hold the books: restores month after month, the newest first. */
  void rescue(Draws d) {
    if (!world.disasters.isBehind()
        || world.has(Trouble.FOLDER_AWAY)
        || world.has(Trouble.SWAPPED)) {
      return;
    }
    List<YearMonth> months = new ArrayList<>(new TreeSet<>(world.sight().newest().keySet()));
    Collections.reverse(months);
    boolean byFile = d.chance(0.4);
    for (YearMonth month : months) {
      Gen newest = requireNonNull(world.sight().newest().get(month));
      if (world.disasters.isAhead(newest)) {
        Gen taken = d.chance(0.6) ? newest : taken(d, month);
        Command command =
            byFile
                ? new Command(
                    "restore",
                    month,
                    List.of("restore", "--from", taken.csv().toString(), "--force"))
                : Command.of("restore", month, "--from", "backup", "--force");
        heed(world.tool.run(command), d, 0.8, DEPTH);
        world.disasters.takeStock();
      }
    }
    if (world.disasters.isBehind()) {
      if (++rescues % 3 == 0) {
        world.disasters.givenUp();
      }
    } else {
      heed(world.tool.run("monthly", null, "--catch-up"), d, 0.5, DEPTH);
    }
    world.wallet.bringBack(d);
  }

  /** Gives rows that have an archived id another one, by hand. */
  void renumber(Draws d) {
    for (Row live : List.copyOf(world.sight().live().values())) {
      boolean collides =
          world.sight().archive().values().stream()
              .flatMap(List::stream)
              .anyMatch(
                  copy ->
                      copy.row().key().equals(live.key())
                          && !copy.row().token().equals(live.token()));
      if (collides) {
        world.studioDoes(
            String.format(
                Locale.ROOT,
                "select setval('%1$s_id_seq', greatest(nextval('%1$s_id_seq'), %2$d)); update %1$s"
                    + " set id = nextval('%1$s_id_seq') where id = %3$d",
                live.table(),
                highest(live.table()) + 1,
                live.id()));
      }
    }
  }

  private long highest(String table) {
    return world.sight().archive().values().stream()
        .flatMap(List::stream)
        .map(Copy::row)
        .filter(row -> row.table().equals(table))
        .mapToLong(Row::id)
        .max()
        .orElse(0);
  }

  private void heed(Tool.Ended ended, Draws d, double obedience, int depth) {
    if (depth <= 0 || !d.chance(obedience)) {
      return;
    }
    if (ended.code() == 11) {
      sayTheWord(ended, d, depth);
      return;
    }
    String said =
        ended.code() == 0
            ? String.join(" ", ended.warnings())
            : ended.message() + " " + ended.hint();
    Matcher advice = ADVICE.matcher(said);
    int followed = 0;
    while (advice.find() && followed < 2) {
      String line = advice.group(1);
      // Whoever reads "when the old one is lost" knows that the disk is only not mounted, and who
      // reads "when this database takes the place of that one", that the address is wrong.
      boolean applies =
          !line.contains("--adopt")
              || !(world.has(Trouble.FOLDER_AWAY) || world.has(Trouble.SWAPPED));
      if (applies
          && !PLACEHOLDER.matcher(line).find()
          && !line.contains("…")
          && !line.contains("--help")) {
        followed++;
        follow(Command.printed(line), d, depth - 1);
      }
    }
  }

  private void sayTheWord(Tool.Ended ended, Draws d, int depth) {
    for (String word :
        List.of("--early", "--force", "--older", "--other-values", "--other-studio")) {
      boolean careful = Tool.WORDS.contains(word);
      if (ended.hint().contains(word)
          && !ended.command().has(word)
          && (!careful || d.chance(0.3))) {
        follow(ended.command().with(word), d, depth - 1);
        return;
      }
    }
  }

  private void follow(Command command, Draws d, int depth) {
    world.transcript.note("as the program says:");
    Tool.Ended ended = world.tool.run(command);
    if (ended.code() == 11 && depth <= 0 && ended.hint().contains("--force")) {
      ended = world.tool.run(command.with("--force"));
    }
    heed(ended, d, 0.9, depth);
  }

  /** Usually a month in which something is going on. */
  private YearMonth month(Draws d) {
    List<YearMonth> busy =
        Selection.months(world.sight().live(), world.zone).keySet().stream()
            .filter(month -> month.isBefore(world.thisMonth().plusMonths(1)))
            .toList();
    return busy.isEmpty() || d.chance(0.5)
        ? world.thisMonth().minusMonths(d.of(1, 1, 1, 0, 2, 3))
        : d.pick(busy);
  }

  private Optional<YearMonth> closed(Draws d) {
    List<YearMonth> closed = new ArrayList<>(world.sight().statements().keySet());
    closed.addAll(world.tampered);
    Collections.sort(closed);
    return closed.isEmpty()
        ? Optional.empty()
        : Optional.of(closed.get(Math.max(0, closed.size() - 1 - d.below(3))));
  }
}
