package extrato.life;

import extrato.life.Account.Fate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong at present, as account and simulator know; a check must not miss it. */
final class Wrongs {
  private static final int LAST_NIGHT = 5;

  private final World world;

  Wrongs(World world) {
    this.world = world;
  }

  List<String> list() {
    List<String> wrongs = new ArrayList<>();
    Sight sight = world.sight();
    YearMonth current = world.thisMonth();
    int day = world.now().atZone(world.zone).getDayOfMonth();
    for (Map.Entry<YearMonth, Integer> live :
        Selection.months(sight.live(), world.zone).entrySet()) {
      YearMonth month = live.getKey();
      boolean over =
          month.isBefore(current.minusMonths(1)) || (month.isBefore(current) && day > LAST_NIGHT);
      if (sight.hasStatement(month)) {
        wrongs.add(month + " is closed and has live records");
      } else if (over && !sight.versions().containsKey(month)) {
        wrongs.add(month + " is still open");
      }
    }
    for (YearMonth month : world.tampered) {
      if (sight.hasStatement(month) && !world.mergedOver.contains(month)) {
        wrongs.add("the old generator wrote the statement of " + month);
      }
    }
    for (YearMonth month : sight.closedMonths()) {
      if (sight.newestOf(month).isEmpty()) {
        wrongs.add(month + " is closed and has no backup");
      }
    }
    if (world.disasters.folderWasInUse()) {
      for (Trouble trouble :
          List.of(Trouble.FOLDER_AWAY, Trouble.DATABASE_LOST, Trouble.SWAPPED, Trouble.COPY_LOST)) {
        if (world.has(trouble)) {
          wrongs.add(trouble.toString());
        }
      }
    }
    world
        .account()
        .with(Fate.ONLY_IN_FILES)
        .forEach(e -> wrongs.add(e.last + " is in backups alone"));
    if (world.ledger.isBehind()) {
      wrongs.add("a backup of the ledger has what the ledger lacks");
    }
    if (world.has(Trouble.SET_BACK)) {
      wrongs.add("backups have what the database lacks");
    }
    return wrongs;
  }
}
