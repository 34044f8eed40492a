package extrato.runs;

import extrato.postgres.Background;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What this run has done so far, for its record, its output and its log. */
public final class Run {
  private final String id;
  private final RunCommand command;
  private final @Nullable Month month;
  private final Instant started;
  private final long startedNanos = System.nanoTime();
  private final boolean dryRun;
  private final Progress progress;

  private final Map<String, Long> steps = new LinkedHashMap<>();
  private final List<Wording> warnings = new ArrayList<>();
  private final List<String> failedAttempts = new ArrayList<>();
  private final Map<Tabela, TableCounts> counts = new EnumMap<>(Tabela.class);
  private final Map<Tabela, String> sums = new EnumMap<>(Tabela.class);
  private int attempts;
  private @Nullable Integer batchSize;
  private @Nullable String backupFile;
  private @Nullable String backupDigest;
  private @Nullable String reason;

  public Run(
      String id,
      RunCommand command,
      @Nullable Month month,
      boolean dryRun,
      Clock clock,
      Progress progress) {
    this.id = id;
    this.command = command;
    this.month = month;
    this.dryRun = dryRun;
    this.started = clock.instant();
    this.progress = progress;
  }

  /** Short enough to read out over the telephone, long enough to be unique on its day. */
  public static String newId() {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** An id that another program made, which waits for the run of that id. */
  public static String checkedId(String id) {
    if (!id.matches("[0-9a-f]{8}")) {
      throw new Failure.BadArguments("'" + id + "' is not the id of a run", "leave it out");
    }
    return id;
  }

  /** Runs a step of the work and notes how long it took; the times of a repeated step add up. */
  public <T> T step(String name, Supplier<T> work) {
    progress.step(name);
    long began = System.nanoTime();
    try {
      return work.get();
    } finally {
      took(name, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** Waits for a step that runs in parallel, and notes how long the step itself took. */
  public <T> T step(String name, Background<T> beside) {
    progress.step(name);
    try {
      return beside.get();
    } finally {
      took(name, beside.took());
    }
  }

  private void took(String name, Duration duration) {
    steps.merge(name, duration.toMillis(), Long::sum);
  }

  public void step(String name, Runnable work) {
    step(
        name,
        () -> {
          work.run();
          return true;
        });
  }

  /** Reports something that a person should know although the run goes on. */
  public void warn(String warning) {
    warn(Wording.plain(warning));
  }

  /** Like {@link #warn(String)}, for a warning that only a terminal may show in full. */
  public void warn(Wording warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
      LoggerFactory.getLogger("extrato.runs").warn("{}", warning.text());
    }
  }

  public void attempt(int number) {
    attempts = number;
  }

  public void attemptFailed(String why) {
    failedAttempts.add(why);
  }

  public void count(Tabela tabela, UnaryOperator<TableCounts> change) {
    counts.compute(tabela, (t, c) -> change.apply(c == null ? TableCounts.NONE : c));
  }

  /** Call this when a new attempt begins. */
  public void forgetCounts() {
    counts.clear();
    sums.clear();
  }

  /** Call this after a rollback: what was found remains true, what was changed does not. */
  public void forgetChanges() {
    counts.replaceAll((tabela, c) -> c.withArchived(0).withStayed(0).withDeleted(0));
    sums.clear();
  }

  public void sum(Tabela tabela, String sum) {
    sums.put(tabela, sum);
  }

  public void batchSize(int size) {
    batchSize = size;
  }

  public void backup(String file, String digest) {
    backupFile = file;
    backupDigest = digest;
  }

  public void reason(@Nullable String text) {
    reason = text;
  }

  public Progress progress() {
    return progress;
  }

  public String id() {
    return id;
  }

  public RunCommand command() {
    return command;
  }

  public @Nullable Month month() {
    return month;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  public Instant started() {
    return started;
  }

  public Duration duration() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  public Map<String, Long> steps() {
    return new LinkedHashMap<>(steps);
  }

  public List<Wording> wordedWarnings() {
    return List.copyOf(warnings);
  }

  /** The warnings as they may be written down. */
  public List<String> warnings() {
    return warnings.stream().map(Wording::text).toList();
  }

  public List<String> failedAttempts() {
    return List.copyOf(failedAttempts);
  }

  public int attempts() {
    return attempts;
  }

  public TableCounts counts(Tabela tabela) {
    return counts.getOrDefault(tabela, TableCounts.NONE);
  }

  /** By the table's name, as the record and {@code --json} show them. */
  public Map<String, TableCounts> countsByTable() {
    Map<String, TableCounts> named = new LinkedHashMap<>();
    counts.forEach((tabela, count) -> named.put(tabela.table(), count));
    return named;
  }

  public Map<String, String> sumsByTable() {
    Map<String, String> named = new LinkedHashMap<>();
    sums.forEach((tabela, sum) -> named.put(tabela.table(), sum));
    return named;
  }

  public @Nullable Integer batchSize() {
    return batchSize;
  }

  public @Nullable String backupFile() {
    return backupFile;
  }

  public @Nullable String backupDigest() {
    return backupDigest;
  }

  public @Nullable String reason() {
    return reason;
  }
}
