package extrato.life;

import extrato.life.Account.Entry;
import extrato.life.Account.Fate;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.TableCopy;
import extrato.testing.TcpProxy;
import extrato.testing.Trap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to machines, disks and databases. */
final class Disasters implements AutoCloseable {
  private static final long OUTAGE_MILLIS = 1200;

  private final World world;
  private @Nullable Studio dump;
  private @Nullable Studio own;
  private @Nullable Studio other;
  private final Set<Path> foreign = new HashSet<>();
  private int asides;

  Disasters(World world) {
    this.world = world;
  }

  /** Whether this studio has ever written a backup, so that its folder is known to be its own. */
  boolean folderWasInUse() {
    return !world.sight().gens().isEmpty();
  }

  void dump(Draws d) {
    if (!world.has(Trouble.SWAPPED)) {
      close(dump);
      dump = world.studio().copied();
      world.transcript.shell("createdb -T " + world.studio().name() + " " + dump.name());
    }
  }

  /** Last week's dump replaces the database. */
  void setBack(Draws d) {
    Studio from = dump;
    if (from == null || world.has(Trouble.SWAPPED)) {
      return;
    }
    Studio now = world.studio();
    Studio older = from.copied();
    for (Entry entry : now.account.entries()) {
      Entry then = older.account.of(entry.token);
      if (then == null) {
        older.account.add(new Entry(entry.last, entry));
        fall(older.account.of(entry.token));
      } else {
        if (then.fate == Fate.ONLY_IN_FILES) {
          fall(then);
        }
        then.future.removeIf(row -> !isFiled(row));
        remember(then, entry);
      }
    }
    world.transcript.shell(
        "createdb -T " + from.name() + " " + older.name() + "; DATABASE_URL leads there now");
    world.use(older);
    now.close();
    world.tampered.removeIf(month -> !world.sight().hasStatement(month));
    world.troubles.add(Trouble.SET_BACK);
    noteForeignFiles();
    world.troubles.add(Trouble.MOVED);
    takeStock();
  }

  private void noteForeignFiles() {
    world.adopted = false;
    foreign.clear();
    world.sight().newest().values().stream()
        .filter(gen -> world.has(Trouble.DATABASE_LOST) || isAhead(gen))
        .map(Gen::csv)
        .forEach(foreign::add);
    world.troubles.add(Trouble.FOREIGN_FILES);
  }

  /** What the record became after the dump is in the newest backup, or nowhere. */
  private void remember(Entry older, Entry now) {
    now.history()
        .filter(row -> older.history().noneMatch(row::equals))
        .filter(this::isFiled)
        .toList()
        .forEach(older.future::add);
  }

  boolean isFiled(Row row) {
    return filed(row.token()).stream().anyMatch(filed -> isSame(row, filed));
  }

  private static boolean isSame(Row last, Row row) {
    return Laws.difference(last, row, null) == null;
  }

  void moved(Draws d) {
    if (!world.has(Trouble.SWAPPED)) {
      Studio old = world.studio();
      Studio moved = old.copied();
      world.transcript.shell(
          "createdb -T " + old.name() + " " + moved.name() + "; DATABASE_URL leads there now");
      world.use(moved);
      old.close();
      world.troubles.add(Trouble.MOVED);
    }
  }

  /** A new server: people are entered again, and the books are empty. */
  void databaseLost(Draws d) {
    if (world.has(Trouble.SWAPPED)) {
      return;
    }
    Studio old = world.studio();
    old.disconnect();
    Studio empty = new Studio(StudioDatabase.create(), old.account);
    bringPeople(old, empty);
    world.transcript.shell(
        "the database is gone; DATABASE_URL leads to "
            + empty.name()
            + ", with clients and users and nothing else");
    old.account.with(Fate.BOOKED).toList().forEach(this::fall);
    old.account.with(Fate.LISTED).toList().forEach(this::fall);
    world.use(empty);
    old.close();
    close(dump);
    dump = null;
    world.tampered.clear();
    world.troubles.removeAll(
        List.of(Trouble.TRIGGER, Trouble.KEY, Trouble.SET_BACK, Trouble.MOVED));
    world.troubles.add(Trouble.DATABASE_LOST);
    noteForeignFiles();
    takeStock();
  }

  /** The web application creates its tables as they last were, and people are entered again. */
  static void bringPeople(Studio from, Studio to) {
    TableCopy.people(from.database(), to.database());
    Set<String> there = Set.copyOf(columns(to));
    for (String column : columns(from)) {
      if (!there.contains(column)) {
        try {
          to.execute(column);
        } catch (SQLException e) {
          throw new IllegalStateException(column, e);
        }
      }
    }
  }

  private static List<String> columns(Studio studio) {
    return studio
        .rows(
            "select format('alter table %I add column %I %s', c.relname, a.attname,"
                + " format_type(a.atttypid, a.atttypmod)) as sql from pg_attribute a join pg_class"
                + " c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and"
                + " c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos') and a.attnum > 0"
                + " and not a.attisdropped order by c.relname, a.attnum")
        .stream()
        .map(row -> String.valueOf(row.get("sql")))
        .toList();
  }

  /** A record whose database is gone is in the newest backup of a month, or nowhere. */
  private void fall(@Nullable Entry entry) {
    if (entry != null && entry.fate != Fate.DELETED) {
      entry.filed = filed(entry.token);
      entry.fate = entry.filed.isEmpty() ? Fate.LOST : Fate.ONLY_IN_FILES;
    }
  }

  /** What the newest backups hold of a record. */
  List<Row> filed(String token) {
    return world.sight().newest().values().stream()
        .flatMap(gen -> Stream.ofNullable(gen.rows().get(token)))
        .toList();
  }

  private boolean isFiled(String token) {
    return !filed(token).isEmpty();
  }

  /** Notes what has come back from the files, and whether only they still hold anything. */
  void takeStock() {
    for (Entry entry : world.account().with(Fate.ONLY_IN_FILES).toList()) {
      Row live = world.sight().live().get(entry.token);
      if (live != null || !world.sight().copies(entry.token).isEmpty()) {
        entry.fate = Fate.BOOKED;
      }
      if (live != null) {
        entry.cameBack(live);
      }
    }
    if (!isBehind()) {
      world.troubles.remove(Trouble.SET_BACK);
      world.troubles.remove(Trouble.DATABASE_LOST);
    }
    if (world.sight().newest().values().stream().map(Gen::csv).noneMatch(foreign::contains)) {
      world.troubles.remove(Trouble.FOREIGN_FILES);
    }
    world
        .withoutBackup
        .entrySet()
        .removeIf(
            lost ->
                world
                    .sight()
                    .newestOf(lost.getKey())
                    .filter(gen -> gen.number() > lost.getValue())
                    .isPresent());
  }

  /** Whether backups hold records or values that the database lacks. */
  boolean isBehind() {
    for (Entry entry : world.account().entries()) {
      if (entry.fate == Fate.ONLY_IN_FILES || !entry.future.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether this backup, the newest of its month, holds such a record or value. */
  boolean isAhead(Gen gen) {
    return gen.rows().values().stream()
        .anyMatch(
            row -> {
              Entry entry = world.account().of(row.token());
              return entry != null
                  && (entry.fate == Fate.ONLY_IN_FILES
                      || entry.future.stream().anyMatch(later -> isSame(later, row)));
            });
  }

  /** Somebody copies the wrong line into the settings. */
  void swapped(Draws d) {
    if (world.has(Trouble.SWAPPED)) {
      return;
    }
    own = world.studio();
    if (other == null) {
      other = new Studio(StudioDatabase.create(), new Account());
      world.use(other);
      world.web.opens();
      for (int i = 0; i < 4; i++) {
        world.web.payment(d);
        world.web.latePayment(d);
      }
    } else {
      world.use(other);
    }
    world.transcript.shell(
        "DATABASE_URL leads to the other studio's database " + world.studio().name());
    world.troubles.add(Trouble.SWAPPED);
  }

  void swappedBack(Draws d) {
    Studio home = own;
    if (home != null && world.has(Trouble.SWAPPED)) {
      world.troubles.remove(Trouble.SWAPPED);
      world.use(home);
      own = null;
      world.transcript.shell("DATABASE_URL leads to " + world.studio().name() + " again");
    }
  }

  void unmounted(Draws d) {
    if (Files.isDirectory(world.backups()) && !world.has(Trouble.FOLDER_AWAY)) {
      move(world.backups(), world.away());
      world.eyes.forgetFiles();
      world.troubles.add(Trouble.FOLDER_AWAY);
    }
  }

  void mounted(Draws d) {
    if (world.has(Trouble.FOLDER_AWAY)) {
      if (Files.exists(world.backups())) {
        move(world.backups(), world.home.resolve("under." + ++asides));
      }
      move(world.away(), world.backups());
      world.eyes.forgetFiles();
      world.troubles.remove(Trouble.FOLDER_AWAY);
    }
  }

  /**
   * There is no room for the files of these months: something else occupies the place of their
   * folders.
   */
  void diskFull(Draws d) {
    if (!world.has(Trouble.FOLDER_AWAY)) {
      for (YearMonth month : List.of(world.thisMonth(), world.thisMonth().minusMonths(1))) {
        Path folder = folder(month);
        if (!Files.exists(folder) && Files.isDirectory(world.backups())) {
          write(folder, new byte[0]);
          world.transcript.shell("touch " + world.home.relativize(folder));
          world.troubles.add(Trouble.DISK_FULL);
        }
      }
    }
  }

  void roomAgain(Draws d) {
    if (world.has(Trouble.DISK_FULL) && !world.has(Trouble.FOLDER_AWAY)) {
      try (Stream<Path> files = Files.list(world.backups())) {
        for (Path file :
            files
                .filter(file -> file.getFileName().toString().matches("20.._.."))
                .filter(Files::isRegularFile)
                .toList()) {
          Files.delete(file);
          world.transcript.shell("rm " + world.home.relativize(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      world.troubles.remove(Trouble.DISK_FULL);
    }
  }

  void folderLost(Draws d) {
    if (Files.isDirectory(world.backups()) && !world.has(Trouble.FOLDER_AWAY)) {
      Sight before = world.sight();
      delete(world.backups());
      world.troubles.remove(Trouble.DISK_FULL);
      world.troubles.add(Trouble.FOLDER_LOST);
      filesLost(before);
    }
  }

  void copyLost(Draws d) {
    Path copy = world.copy();
    if (copy != null && Files.isDirectory(copy)) {
      Sight before = world.sight();
      delete(copy);
      world.troubles.add(Trouble.COPY_LOST);
      filesLost(before);
    }
  }

  void fileDamaged(Draws d) {
    List<Gen> gens =
        world.sight().gens().stream().filter(gen -> gen.csv().startsWith(world.disk())).toList();
    if (gens.isEmpty() || world.has(Trouble.FOLDER_AWAY)) {
      return;
    }
    damage(List.of(gens.get(Math.max(0, gens.size() - 1 - d.below(6))).csv()), d);
  }

  /**
   * The disk of a database that was set back had more than one fault: a backup that is newer than
   * the database is damaged, in one place or in both.
   */
  void setBackAndDamaged(Draws d) {
    setBack(d);
    List<Gen> ahead = world.sight().newest().values().stream().filter(this::isAhead).toList();
    if (!ahead.isEmpty() && !world.has(Trouble.FOLDER_AWAY)) {
      Path csv = d.pick(ahead).csv();
      Path file = d.chance(0.5) ? csv : Path.of(csv.toString().replace(".csv", ".manifest.json"));
      damage(d.chance(0.5) ? List.of(file) : places(file), d);
    }
  }

  private List<Path> places(Path file) {
    Path disk = world.disk();
    Path copy = world.copy();
    if (copy == null || !file.startsWith(disk)) {
      return List.of(file);
    }
    return Stream.of(file, copy.resolve(disk.relativize(file).toString()))
        .filter(Files::exists)
        .toList();
  }

  private void damage(List<Path> files, Draws d) {
    Sight before = world.sight();
    for (Path file : files) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2 + d.below(bytes.length / 3)] ^= 1;
        Files.write(file, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      world.transcript.shell("one bit of " + world.home.relativize(file) + " flips");
    }
    filesLost(before);
  }

  private void filesLost(Sight before) {
    world.eyes.forgetFiles();
    world.look();
    before
        .newest()
        .forEach(
            (month, gen) -> {
              if (world
                  .sight()
                  .newestOf(month)
                  .filter(now -> now.number() >= gen.number())
                  .isEmpty()) {
                world.withoutBackup.put(month, Files.exists(gen.csv()) ? gen.number() : 0);
              }
            });
    forgetWhatNoFileHolds();
    takeStock();
  }

  /** What only a backup held that is away, nobody brings back. */
  void forgetWhatNoFileHolds() {
    forgetFuture();
    world
        .account()
        .with(Fate.ONLY_IN_FILES)
        .filter(entry -> !isFiled(entry.token))
        .toList()
        .forEach(entry -> entry.fate = Fate.LOST);
  }

  /** The machine is switched off in the middle of a run. */
  void killed(Command command, Draws d) {
    killed(command, d, ended -> {});
  }

  void killed(Command command, Draws d, Consumer<Tool.Ended> learns) {
    int nth = d.between(1, 60);
    world.transcript.note(
        "the connection is lost around statement " + nth + " of the next command");
    world.troubles.add(Trouble.CUT);
    // Each trap has a proxy of its own, because one that was not sprung would wait for the next
    // run.
    try (TcpProxy proxy = world.studio().database().proxy()) {
      Trap trap = proxy.at("", nth, d.of(TcpProxy.Fault.HOLD_BEFORE, TcpProxy.Fault.HOLD_ANSWER));
      Operator cutOff =
          world.operator().with("DATABASE_URL", proxy.url(world.studio().database().url()));
      CompletableFuture<Tool.Ended> run =
          CompletableFuture.supplyAsync(
              () -> world.tool.run(command, cutOff, learns),
              work -> new Thread(work, "killed").start());
      if (trap.isSprungBefore(run::isDone)) {
        proxy.refuseNew();
        proxy.cutAll();
        trap.release();
        try {
          run.get(OUTAGE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException itWaitsForTheServer) {
          // The run checks whether its commit arrived.
        }
        proxy.acceptNew();
      }
      run.get(2, TimeUnit.MINUTES);
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof Broken broken) {
        throw broken;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(command.toString(), e);
    } finally {
      world.troubles.remove(Trouble.CUT);
    }
    Pooler.awaitRest(world.studio().database());
    world.look();
    world.laws.broughtBack();
  }

  /** People who know what they do give up what no command brings back: they put its file away. */
  void givenUp() {
    for (Map.Entry<YearMonth, Gen> newest : world.sight().newest().entrySet()) {
      if (isAhead(newest.getValue())) {
        Path own = folder(newest.getKey());
        Stream.of(
                Optional.of(own),
                Optional.ofNullable(world.copy()).map(c -> c.resolve(own.getFileName())))
            .flatMap(Optional::stream)
            .filter(Files::isDirectory)
            .forEach(this::putAside);
        world.withoutBackup.put(newest.getKey(), 0);
      }
    }
    world.eyes.forgetFiles();
    world.account().with(Fate.ONLY_IN_FILES).toList().forEach(entry -> entry.fate = Fate.DELETED);
    world.look();
    forgetFuture();
    takeStock();
  }

  /** Out of the program's sight, and kept. */
  void putAside(Path folder) {
    move(folder, world.home.resolve("given-up." + ++asides));
  }

  private void forgetFuture() {
    for (Entry entry : world.account().entries()) {
      entry.future.removeIf(row -> !isFiled(row));
    }
  }

  private Path folder(YearMonth month) {
    return world
        .backups()
        .resolve(String.format(Locale.ROOT, "%04d_%02d", month.getYear(), month.getMonthValue()));
  }

  private void move(Path from, Path to) {
    world.transcript.shell("mv " + world.home.relativize(from) + " " + world.home.relativize(to));
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(Path folder) {
    world.transcript.shell("rm -r " + world.home.relativize(folder));
    deleteTree(folder);
  }

  static void deleteTree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(@Nullable Studio studio) {
    if (studio != null) {
      studio.close();
    }
  }

  @Override
  public void close() {
    close(dump);
    close(own);
    if (other != null && world.studio() != other) {
      close(other);
    }
  }
}
