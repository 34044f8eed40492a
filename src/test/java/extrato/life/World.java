package extrato.life;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The studio, its machines and the present moment: everything that a step finds and changes. */
final class World implements AutoCloseable {
  final long seed;
  final ZoneId zone;
  final Path home;
  final Transcript transcript;
  final Eyes eyes = new Eyes();
  final Laws laws = new Laws(this);
  final LedgerLaws ledger = new LedgerLaws(this);
  final WebApp web = new WebApp(this);
  final OldGenerator generator = new OldGenerator(this);
  final Tool tool = new Tool(this);
  final Disasters disasters = new Disasters(this);
  final People people = new People(this);
  final WalletDeeds wallet = new WalletDeeds(this);
  final Imports imports = new Imports(this);
  final Rehearsal rehearsal = new Rehearsal(this);

  /** What is wrong at present. */
  final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);

  /** Months whose statement the old generator has made or overwritten. */
  final Set<YearMonth> tampered = new HashSet<>();

  /** Those of them whose statement this tool has made its own since, by merging late records. */
  final Set<YearMonth> mergedOver = new HashSet<>();

  /** Whether the folder was taken over after the database was lost. */
  boolean adopted;

  /** Months whose backups a disaster took or damaged, with the number of the last of these. */
  final Map<YearMonth, Integer> withoutBackup = new HashMap<>();

  private final Map<String, String> settings = new HashMap<>();
  private final boolean secondCopy;
  private final Set<String> known;
  private Studio studio;
  private Sight sight;
  private Instant now = Instant.EPOCH;
  private int tokens;

  World(long seed, Path home, Set<String> known) {
    this.seed = seed;
    this.home = home;
    this.known = Set.copyOf(known);
    this.transcript = new Transcript();
    Draws draws = new Draws(seed);
    this.zone =
        ZoneId.of(
            draws.of("America/Sao_Paulo", "America/Sao_Paulo", "Asia/Tokyo", "Europe/Lisbon"));
    this.secondCopy = draws.chance(0.5);
    settings.put("EXTRATO_TZ", zone.getId());
    settings.put("EXTRATO_ENV", draws.of("production", "staging"));
    settings.put("LOG_LEVEL", "WARNING");
    if (secondCopy) {
      settings.put("EXTRATO_BACKUP_COPY", home.resolve("copy").toString());
    }
    this.studio = new Studio(StudioDatabase.create(), new Account());
    this.sight = eyes.look(studio, backups(), copy());
  }

  /** Another machine with that database and a copy of this one's files. */
  World(World like, Path home, Studio studio) {
    this.seed = like.seed;
    this.home = home;
    this.zone = like.zone;
    this.secondCopy = false;
    this.known = like.known;
    this.transcript = like.transcript;
    settings.putAll(like.settings);
    settings.remove("EXTRATO_BACKUP_COPY");
    tampered.addAll(like.tampered);
    mergedOver.addAll(like.mergedOver);
    withoutBackup.putAll(like.withoutBackup);
    ledger.knows(like.ledger);
    now = like.now;
    tokens = like.tokens;
    this.studio = studio;
    this.sight = eyes.look(studio, backups(), copy());
  }

  /** Notes that today's program breaks a law, which is known to do the books no harm. */
  void breaks(String law, String what) {
    if (!known.contains(law)) {
      throw new Broken(law, what);
    }
    transcript.note("known: " + law + ": " + what);
  }

  Studio studio() {
    return studio;
  }

  Account account() {
    return studio.account;
  }

  Purse purse() {
    return studio.purse;
  }

  Sight sight() {
    return sight;
  }

  Instant now() {
    return now;
  }

  YearMonth thisMonth() {
    return YearMonth.from(now.atZone(zone));
  }

  void itIs(Instant moment) {
    now = moment;
  }

  void aMinutePasses() {
    now = now.plus(Duration.ofMinutes(1));
  }

  String token() {
    return "#" + ++tokens;
  }

  boolean isTampered(YearMonth month) {
    return tampered.contains(month);
  }

  boolean isWithoutBackup(YearMonth month) {
    return withoutBackup.containsKey(month);
  }

  boolean has(Trouble trouble) {
    return troubles.contains(trouble);
  }

  /** Where the program believes the backups to be. */
  Path backups() {
    return home.resolve("backups");
  }

  /** Where the disk is while it is not mounted. */
  Path away() {
    return home.resolve("backups.disk");
  }

  /** Where the backups really are. */
  Path disk() {
    return has(Trouble.FOLDER_AWAY) ? away() : backups();
  }

  @Nullable Path copy() {
    return secondCopy ? home.resolve("copy") : null;
  }

  boolean hasSecondCopy() {
    return secondCopy;
  }

  /** A file that people made. */
  Path write(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void look() {
    sight = eyes.look(studio, disk(), copy());
  }

  void sees(Sight other) {
    sight = other;
  }

  /** From now on, the address leads to another database. */
  void use(Studio other) {
    studio.disconnect();
    studio = other;
    look();
  }

  Operator operator() {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("DATABASE_URL", Pooler.url(studio.database()));
    return new Operator(environment, home, Clock.fixed(now, ZoneOffset.UTC));
  }

  /**
   * The studio's people or their web application do something in SQL, all or nothing.
   *
   * @return whether the database accepted it
   */
  boolean studioDoes(String sql) {
    Map<String, Row> before = sight.live();
    try {
      studio.execute("begin;\n" + sql + ";\ncommit");
      transcript.sql(now, sql, null);
    } catch (SQLException e) {
      transcript.sql(now, sql, e.getMessage());
      rollback();
      return false;
    }
    look();
    account().studioDid(before, sight.live());
    return true;
  }

  private void rollback() {
    try {
      studio.execute("rollback");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    disasters.close();
    studio.close();
  }
}
