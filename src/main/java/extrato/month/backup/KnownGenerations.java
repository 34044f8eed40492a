package extrato.month.backup;

import extrato.postgres.Sql;
import extrato.studio.Month;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The backups that the database knows: those that it wrote, and those that were found to hold
 * nothing that it lacks.
 */
final class KnownGenerations {
  private static final String KNOWN = Sql.load(KnownGenerations.class, "known_generations.sql");
  private static final String CLOSED_WITH = Sql.load(KnownGenerations.class, "closed_with.sql");
  private static final String NOTE = Sql.load(KnownGenerations.class, "note_generation.sql");
  private static final String SETTLE = Sql.load(KnownGenerations.class, "settle_generation.sql");
  private static final String PASS_OVER =
      Sql.load(KnownGenerations.class, "pass_generation_over.sql");

  /** How the database came to know a backup. */
  enum Source {
    /** Written from this database. */
    ESCRITA,
    /** Found in the folder, and holding nothing that the database lacks. */
    ENCONTRADA,
    /**
     * Written by a database whose folder was taken over, and holding more than this one. Neither a
     * restore nor {@code init --older} has settled it yet.
     */
    TOMADA,
    /**
     * Holding more than the database, but somebody has said that the older state is the right one.
     */
    SUBSTITUIDA,
    /** Known to the database that this one is a copy of. */
    COPIA;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private record Numbered(Month month, int number) {}

  private final Set<String> digests = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private final Set<String> passedOver = new HashSet<>();
  private final Set<String> unsettled = new HashSet<>();
  private final Set<Numbered> numbers = new HashSet<>();
  private final Map<Month, Integer> lastSettled = new HashMap<>();
  private final Set<Numbered> settled = new HashSet<>();

  private KnownGenerations() {}

  static KnownGenerations none() {
    return new KnownGenerations();
  }

  /** Works only with the newest version of the tool's tables. */
  static KnownGenerations of(Handle handle) {
    KnownGenerations known = new KnownGenerations();
    handle
        .createQuery(KNOWN)
        .map(
            (row, context) ->
                known.add(
                    new Numbered(
                        new Month(row.getInt("ano"), row.getInt("mes")), row.getInt("geracao")),
                    row.getString("sha256"),
                    row.getString("origem")))
        .list();
    return known;
  }

  private boolean add(Numbered numbered, String digest, String source) {
    digests.add(digest);
    if (source.equals(Source.ESCRITA.word())) {
      written.add(digest);
    }
    if (source.equals(Source.SUBSTITUIDA.word())) {
      passedOver.add(digest);
    }
    if (source.equals(Source.TOMADA.word())) {
      unsettled.add(digest);
    }
    if (!source.equals(Source.COPIA.word()) && !source.equals(Source.TOMADA.word())) {
      settled.add(numbered);
      lastSettled.merge(numbered.month(), numbered.number(), Math::max);
    }
    return !source.equals(Source.COPIA.word()) && numbers.add(numbered);
  }

  /** If a file's number is known, its manifest need not be read. */
  boolean hasNumber(Month month, int number) {
    return numbers.contains(new Numbered(month, number));
  }

  /** Whether a backup of that number is known to hold nothing more, or not to be wanted. */
  boolean isSettled(Month month, int number) {
    return settled.contains(new Numbered(month, number));
  }

  /** Whether the database has settled a newer one: each holds the whole month. */
  boolean hasSettledAfter(Month month, int number) {
    return lastSettled.getOrDefault(month, 0) > number;
  }

  /** Whether a backup of the month must be in this database's own folder. */
  boolean hasOf(Month month) {
    return numbers.stream().anyMatch(numbered -> numbered.month().equals(month));
  }

  boolean has(String digest) {
    return digests.contains(digest);
  }

  /** Whether this database wrote it. */
  boolean isOwn(String digest) {
    return written.contains(digest);
  }

  /** Whether somebody has said that the additional records in it are not wanted. */
  boolean isPassedOver(String digest) {
    return passedOver.contains(digest);
  }

  /** Whether its folder was taken over and, as far as is known, it holds more than the database. */
  boolean isUnsettled(String digest) {
    return unsettled.contains(digest);
  }

  boolean hasAny() {
    return !digests.isEmpty();
  }

  /** Whether there must be backups in this database's own folder. */
  boolean hasOwn() {
    return !numbers.isEmpty();
  }

  /** The digests of the backups that archives were made from. */
  static Set<String> closedWith(Handle handle) {
    return new HashSet<>(handle.createQuery(CLOSED_WITH).mapTo(String.class).list());
  }

  static void note(Handle handle, Manifest manifest, String runId, Source source) {
    Month month = manifest.parsedMonth();
    handle
        .createUpdate(NOTE)
        .bind("ano", month.year())
        .bind("mes", month.month())
        .bind("geracao", manifest.generation())
        .bind("digest", manifest.file().sha256())
        .bind("registros", manifest.rows())
        .bind("run_id", runId)
        .bind("origem", source.word())
        .execute();
  }

  /** Notes that the additional records are back in the database. */
  static void settle(Handle handle, Manifest manifest) {
    change(handle, SETTLE, manifest);
  }

  static void passOver(Handle handle, Manifest manifest) {
    change(handle, PASS_OVER, manifest);
  }

  private static void change(Handle handle, String sql, Manifest manifest) {
    Month month = manifest.parsedMonth();
    handle
        .createUpdate(sql)
        .bind("ano", month.year())
        .bind("mes", month.month())
        .bind("digest", manifest.file().sha256())
        .execute();
  }

  /** Before this database became a copy, its backups went to the other database's folder. */
  static void forgetFolder(Handle handle) {
    handle.execute("update extrato.geracoes set origem = 'copia'");
  }
}
