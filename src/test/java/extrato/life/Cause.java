package extrato.life;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a run that refused to work had a reason. */
final class Cause {
  private final World world;
  private final Tool.Ended ended;
  private final Command command;
  private final Sight sight;

  Cause(World world, Tool.Ended ended) {
    this.world = world;
    this.ended = ended;
    this.command = ended.command();
    this.sight = ended.before();
  }

  void check() {
    if (!isJudged() || !List.of(4, 5, 6, 8, 9).contains(ended.code())) {
      return;
    }
    List<String> causes = causes();
    if (causes.isEmpty()) {
      throw new Broken(
          "cause",
          command
              + " ended with "
              + ended.code()
              + " for no reason that the account knows: "
              + ended.said());
    }
  }

  private boolean isJudged() {
    return switch (command.name()) {
      case "backup", "monthly", "extrato", "drill", "restore" -> true;
      default -> false;
    };
  }

  private List<String> causes() {
    List<String> causes = new ArrayList<>();
    EnumSet<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    troubles.addAll(world.troubles);
    troubles.remove(Trouble.GENERATOR);
    troubles.forEach(trouble -> causes.add(trouble.toString()));
    YearMonth named = command.month();
    YearMonth month = named == null ? world.thisMonth().minusMonths(1) : named;
    boolean legacy = sight.hasStatement(month) && !sight.versions().containsKey(month);
    boolean fromOurFile = command.name().equals("restore") && command.has("--from") && legacy;
    if (fromOurFile && sight.newestOf(month).isPresent()) {
      // One of our files proves more than the old generator's statement, so the run has to work.
      causes.addAll(collisions(month));
      return causes;
    }
    if (world.isTampered(month) || (command.has("--catch-up") && !world.tampered.isEmpty())) {
      causes.add("the old generator was at work");
    }
    if (command.name().equals("extrato") || command.name().equals("drill")) {
      Selection selection = Selection.of(month, sight.live(), world.zone);
      boolean covered =
          sight.newestOf(month).isPresent()
              && selection.tokens().stream()
                  .allMatch(token -> isFiled(token, sight.newest().get(month)));
      if (!covered || holdsMore(month, selection)) {
        causes.add("the backup is not what is live");
      }
    }
    if (command.name().equals("monthly")
        && sight.isClosed(month)
        && holdsMore(month, Selection.of(month, sight.live(), world.zone))) {
      causes.add("the backup has a late record that the studio deleted since");
    }
    if (world.isWithoutBackup(month) || command.has("--catch-up") || command.has("--all")) {
      causes.add("a backup is damaged, or it is not about one month");
    }
    if (command.name().equals("restore") && !sight.isClosed(month)) {
      causes.add("the month is not closed");
    }
    if (command.has("--from")) {
      causes.add("a backup can be older");
    }
    causes.addAll(collisions(month));
    return causes;
  }

  /** Whether the newest backup has a record that is no longer the month's: deleted, or moved. */
  private boolean holdsMore(YearMonth month, Selection selection) {
    Set<String> archived = new HashSet<>();
    sight.archiveOf(month).forEach(copy -> archived.add(copy.row().token()));
    return sight.newestOf(month).stream()
        .flatMap(gen -> gen.rows().keySet().stream())
        .anyMatch(token -> !selection.tokens().contains(token) && !archived.contains(token));
  }

  private boolean isFiled(String token, @Nullable Gen gen) {
    Row live = sight.live().get(token);
    Row filed = gen == null ? null : gen.rows().get(token);
    return live != null && filed != null && Laws.difference(live, filed, null) == null;
  }

  /** Ids and unique values that live and archived records share, and sessions of two months. */
  private List<String> collisions(YearMonth month) {
    List<String> found = new ArrayList<>();
    Map<String, Row> ids = new HashMap<>();
    Map<String, Row> events = new HashMap<>();
    for (Row row : sight.live().values()) {
      ids.put(row.key(), row);
      String event = row.get("google_event_id");
      if (event != null) {
        events.put(row.table() + event, row);
      }
    }
    Set<Long> stayed = sight.stayed().getOrDefault(month, Set.of());
    sight
        .archive()
        .values()
        .forEach(
            copies ->
                copies.forEach(
                    copy -> {
                      Row row = copy.row();
                      Row live = ids.get(row.key());
                      if (live != null && !live.token().equals(row.token())) {
                        found.add(live + " has the id of " + copy);
                      }
                      Row event = events.get(row.table() + row.get("google_event_id"));
                      if (event != null && !event.token().equals(row.token())) {
                        found.add(event + " has the event of " + copy);
                      }
                    }));
    if (command.name().equals("restore")) {
      for (Copy copy : sight.archiveOf(month)) {
        boolean shared =
            copy.row().table().equals("sessoes")
                && (stayed.contains(copy.row().id())
                    || sight.copies(copy.row().token()).stream()
                        .anyMatch(other -> !Objects.equals(other.month(), copy.month())));
        if (shared) {
          found.add(copy + " is shared");
        }
      }
    }
    return found;
  }
}
