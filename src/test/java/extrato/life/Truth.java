package extrato.life;

import extrato.life.Account.Fate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run said is true:
 *
 * <ul>
 *   <li>{@code says}: a run that failed, looked or rehearsed has changed no record, archive or
 *       statement; a closing has deleted what it counted and archived the month; a restore has
 *       brought back all of the month; a backup has the whole month; what is called proven is
 *       proven.
 *   <li>{@code quiet}: {@code status --check} ends with 0 only if nothing is wrong that the account
 *       knows of.
 *   <li>{@code blind}: nothing is written beside a folder, or to a database, that is not this
 *       studio's; nothing that is wrong is called fine.
 *   <li>{@code cause}: a run that refuses has a reason that the account knows too; nothing ends
 *       with 1.
 * </ul>
 */
final class Truth {
  /** The columns that may hold an id of another table of the books. */
  private static final Set<String> POINTERS =
      Set.of("pagamentos.sessao_id", "sessoes.payment_id", "comissoes.pagamento_id");

  private static final Set<Trouble> NOT_OURS =
      Set.of(Trouble.FOLDER_AWAY, Trouble.DATABASE_LOST, Trouble.SWAPPED);

  private final World world;
  private final Tool.Ended ended;
  private final Command command;
  private final Sight before;
  private final Sight after;

  Truth(World world, Tool.Ended ended) {
    this.world = world;
    this.ended = ended;
    this.command = ended.command();
    this.before = ended.before();
    this.after = ended.after();
  }

  void check() {
    if (ended.code() == 1) {
      throw new Broken("cause", command + " ended with 1: " + ended.said());
    }
    if (world.has(Trouble.CUT)) {
      return;
    }
    boolean caughtUp = command.has("--catch-up");
    boolean mayChange = command.writes() && (ended.code() == 0 || caughtUp);
    if (!mayChange && !before.sameBooks(after)) {
      throw new Broken(
          "says", command + " ended with " + ended.code() + " and changed " + changes());
    }
    if (ended.code() == 0) {
      if (command.writes()) {
        world.troubles.removeAll(List.of(Trouble.MOVED, Trouble.FOLDER_LOST, Trouble.COPY_LOST));
      }
      worked();
    } else {
      new Cause(world, ended).check();
    }
  }

  private void worked() {
    switch (command.name()) {
      case "status" -> quiet();
      case "backup" -> backedUp();
      case "verify" -> proven();
      case "drill" -> drilled();
      case "extrato", "close", "monthly" -> closed();
      case "restore" -> restored();
      case "renumber" -> renumbered();
      default -> {}
    }
    if (command.backsTheLedgerUp() && !Postings.isInTheWay(world) && !world.ledger.isBehind()) {
      world.ledger.backedUp(ended);
    }
    boolean wrote =
        command.writes()
            && !List.of("empty", "disabled", "already_closed", "unchanged", "legacy")
                .contains(ended.outcome());
    if (command.name().equals("init") && command.has("--adopt")) {
      world.adopted = true;
    }
    if (command.name().equals("init") && command.has("--older")) {
      world.account().with(Fate.ONLY_IN_FILES).forEach(entry -> entry.passedOver = true);
    }
    // A restore brings back what is missing, and renumber clears its way.
    boolean isWayBack = List.of("restore", "renumber").contains(command.name());
    if (wrote && !isWayBack && isElsewhere() && !isTakenOver()) {
      world.breaks("blind", command + " was " + ended.outcome() + ", although " + world.troubles);
    }
  }

  /** Whether the database is new, and somebody has said that the folder is its own now. */
  private boolean isTakenOver() {
    return world.adopted && !world.has(Trouble.FOLDER_AWAY) && !world.has(Trouble.SWAPPED);
  }

  private boolean isElsewhere() {
    return NOT_OURS.stream().anyMatch(world::has) && world.disasters.folderWasInUse();
  }

  private void quiet() {
    if (command.has("--check")) {
      List<String> wrongs = new Wrongs(world).list();
      if (!wrongs.isEmpty()) {
        world.breaks("quiet", "status --check ended with 0, although " + String.join("; ", wrongs));
      }
    }
  }

  private YearMonth month() {
    YearMonth named = command.month();
    return named == null ? world.thisMonth().minusMonths(1) : named;
  }

  /** The whole month by token: its live and its archived records. */
  private Set<String> wholeMonth(YearMonth month, Sight sight) {
    Set<String> tokens = new TreeSet<>(Selection.of(month, sight.live(), world.zone).tokens());
    if (sight.versions().containsKey(month)) {
      sight.archiveOf(month).forEach(copy -> tokens.add(copy.row().token()));
    }
    return tokens;
  }

  private void backedUp() {
    if (isElsewhere()) {
      return;
    }
    YearMonth month = month();
    if (before.isClosed(month) == after.isClosed(month) && !world.isTampered(month)) {
      backedUp(month, wholeMonth(month, before));
    }
  }

  private void backedUp(YearMonth month, Set<String> expected) {
    Set<String> filed = after.newestOf(month).map(gen -> gen.rows().keySet()).orElse(Set.of());
    if (!expected.isEmpty() && !filed.equals(expected)) {
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(filed);
      Set<String> more = new TreeSet<>(filed);
      more.removeAll(expected);
      throw new Broken(
          "backup",
          command
              + " was "
              + ended.outcome()
              + ": the newest backup lacks "
              + missing
              + ", and has "
              + more
              + " too many");
    }
    for (String token : expected) {
      Row live = before.live().get(token);
      Row row = after.newestOf(month).map(gen -> gen.rows().get(token)).orElse(null);
      if (live != null && row != null && before.copies(token).isEmpty()) {
        String difference = Laws.difference(live, row, null);
        if (difference != null) {
          throw new Broken(
              "backup", command + " wrote " + row + " with other values: " + difference);
        }
      }
    }
  }

  private void proven() {
    if (command.has("--all") || command.has("--file-only") || command.arguments().size() != 6) {
      return;
    }
    YearMonth month = month();
    if (before.isClosed(month) && !isElsewhere()) {
      if (world.isTampered(month)) {
        throw new Broken("says", command + " proved a month whose statement was written over");
      }
      Set<String> more =
          after
              .newestOf(month)
              .map(gen -> new HashSet<>(gen.rows().keySet()))
              .orElseGet(HashSet::new);
      more.removeAll(wholeMonth(month, after));
      more.removeIf(
          token -> world.account().with(Fate.DELETED).anyMatch(e -> e.token.equals(token)));
      if (!more.isEmpty()) {
        throw new Broken(
            "says", command + " proved a backup that has records the database lacks: " + more);
      }
    }
  }

  /**
   * One record has a new id, what pointed at it points to the new id, and nothing else has changed.
   */
  private void renumbered() {
    if (command.has("--dry-run")) {
      return;
    }
    String table = command.arguments().get(1);
    long old = Long.parseLong(command.arguments().get(2));
    Row was =
        before.live().values().stream()
            .filter(row -> row.table().equals(table) && row.id() == old)
            .findFirst()
            .orElseThrow(() -> new Broken("says", command + " found a record that is not live"));
    Row is = after.live().get(was.token());
    if (is == null || is.id() == old) {
      throw new Broken("says", command + " was done, and the record is " + is);
    }
    if (after.archive().values().stream()
        .flatMap(List::stream)
        .anyMatch(copy -> copy.row().key().equals(is.key()))) {
      throw new Broken("says", command + " gave an id that the archive has, too: " + is);
    }
    before
        .live()
        .forEach(
            (token, row) -> {
              Row now = after.live().get(token);
              if (now != null && !now.equals(row)) {
                row.values()
                    .forEach(
                        (column, value) -> {
                          boolean moved =
                              String.valueOf(old).equals(value)
                                  && String.valueOf(is.id()).equals(now.get(column))
                                  && (row.equals(was)
                                      ? column.equals("id")
                                      : POINTERS.contains(row.table() + "." + column));
                          if (!moved && !Objects.equals(value, now.get(column))) {
                            throw new Broken("says", command + " changed " + column + " of " + row);
                          }
                        });
                Account.Entry entry = world.account().of(token);
                if (entry != null) {
                  entry.became(now);
                }
              }
            });
  }

  private void drilled() {
    if (!command.has("--all") && before.newestOf(month()).isEmpty()) {
      throw new Broken("says", command + " rehearsed a month that has no backup");
    }
  }

  private void closed() {
    if (command.has("--dry-run")) {
      return;
    }
    Set<String> left = new TreeSet<>(before.live().keySet());
    left.removeAll(after.live().keySet());
    Set<String> came = new TreeSet<>(after.live().keySet());
    came.removeAll(before.live().keySet());
    if (!came.isEmpty()) {
      throw new Broken("says", command + " made records live: " + came);
    }
    YearMonth month = month();
    boolean closes = List.of("done", "merged").contains(ended.outcome());
    if (command.has("--catch-up")) {
      return;
    }
    Selection selection = Selection.of(month, before.live(), world.zone);
    Set<String> leaving = new TreeSet<>(selection.tokens());
    leaving.removeAll(selection.stay());
    if (closes ? !left.equals(leaving) : !left.isEmpty()) {
      throw new Broken(
          "says",
          command
              + " was "
              + ended.outcome()
              + ": "
              + left
              + " left, and the month has "
              + leaving);
    }
    if (closes) {
      listed(month);
      counts(left);
      if (!after.isClosed(month)) {
        throw new Broken(
            "says", command + " was " + ended.outcome() + ", and " + month + " is not closed");
      }
    } else if (List.of("already_closed", "unchanged").contains(ended.outcome())
        && !before.hasStatement(month)) {
      throw new Broken("says", command + " was " + ended.outcome() + ", and " + month + " is open");
    }
  }

  /** What only the old generator's statement said must not be lost without being mentioned. */
  private void listed(YearMonth month) {
    Statement overwritten = before.statements().get(month);
    Statement now = after.statements().get(month);
    if (overwritten == null || now == null) {
      return;
    }
    Set<String> dropped = new TreeSet<>(overwritten.tokens());
    dropped.removeAll(now.tokens());
    dropped.removeIf(
        token -> world.account().with(Fate.LISTED).noneMatch(e -> e.token.equals(token)));
    if (!dropped.isEmpty()) {
      throw new Broken(
          "lost",
          command + " was merged, and dropped what only the statement before told: " + dropped);
    }
  }

  private void counts(Set<String> left) {
    for (String table : Studio.BOOKS) {
      long gone = left.stream().filter(token -> isOf(table, before.live(), token)).count();
      long said = ended.json().path("counts").path(table).path("deleted").asLong(-1);
      if (said != gone) {
        throw new Broken(
            "says",
            command
                + " says that it deleted "
                + said
                + " "
                + table
                + ", and "
                + gone
                + " are gone");
      }
    }
  }

  private static boolean isOf(String table, Map<String, Row> rows, String token) {
    Row row = rows.get(token);
    return row != null && row.table().equals(table);
  }

  private void restored() {
    if (command.has("--dry-run")) {
      return;
    }
    YearMonth month = month();
    // After a merge over the old generator's statement, that statement is what comes back.
    boolean open = !after.hasStatement(month) || world.isTampered(month);
    if (command.month() != null && !open) {
      throw new Broken("says", command + " ended with 0, and " + month + " is still closed");
    }
    if (!command.has("--from")) {
      for (Copy copy : before.archiveOf(month)) {
        if (!after.live().containsKey(copy.row().token())) {
          throw new Broken(
              "lost", command + " said \"back as it was\", and " + copy + " did not come back");
        }
      }
    }
    world.laws.broughtBack();
  }

  private String changes() {
    Set<String> changes = new TreeSet<>();
    after
        .live()
        .forEach(
            (token, row) -> {
              if (!row.equals(before.live().get(token))) {
                changes.add(row.toString());
              }
            });
    before
        .live()
        .forEach(
            (token, row) -> {
              if (!after.live().containsKey(token)) {
                changes.add(row + " gone");
              }
            });
    return changes
        + (before.statements().equals(after.statements()) ? "" : " statements")
        + (before.versions().equals(after.versions()) ? "" : " versions");
  }
}
