package extrato.month.backup;

import extrato.postgres.Sql;
import extrato.studio.Month;
import java.util.HashSet;
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

  /** How a backup came to be known. */
  enum Source {
    /** Written from this database. */
    ESCRITA,
    /** Found in the folder, holding nothing more. */
    ENCONTRADA,
    /**
     * Of the database whose folder was taken over, and holding more: neither a restore nor the word
     * that the older state is meant has settled it yet.
     */
    TOMADA,
    /** Holding more, and somebody has said that the older state is meant. */
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

  private KnownGenerations() {}

  static KnownGenerations none() {
    return new KnownGenerations();
  }

  /** To be asked only where the tool's tables are the newest. */
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
    return !source.equals(Source.COPIA.word()) && numbers.add(numbered);
  }

  /** Of a file whose number is known, the manifest need not be read. */
  boolean hasNumber(Month month, int number) {
    return numbers.contains(new Numbered(month, number));
  }

  /** Whether a backup of the month must lie in this database's own folder. */
  boolean hasOf(Month month) {
    return numbers.stream().anyMatch(numbered -> numbered.month().equals(month));
  }

  boolean has(String digest) {
    return digests.contains(digest);
  }

  /** Whether this very database wrote it. */
  boolean isOwn(String digest) {
    return written.contains(digest);
  }

  /** Whether somebody has said that what it holds more is not meant. */
  boolean isPassedOver(String digest) {
    return passedOver.contains(digest);
  }

  /** Whether it came with a folder that was taken over, and holds more as far as is known. */
  boolean isUnsettled(String digest) {
    return unsettled.contains(digest);
  }

  boolean hasAny() {
    return !digests.isEmpty();
  }

  /** Whether backups must lie in this database's own folder. */
  boolean hasOwn() {
    return !numbers.isEmpty();
  }

  /** The archive is what is in these. */
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
        .bind("digest", manifest.sha256())
        .bind("registros", manifest.rows())
        .bind("run_id", runId)
        .bind("origem", source.word())
        .execute();
  }

  /** What it held more is back. */
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
        .bind("digest", manifest.sha256())
        .execute();
  }

  /** What was known before this database became a copy lies in the other one's folder. */
  static void forgetFolder(Handle handle) {
    handle.execute("update extrato.geracoes set origem = 'copia'");
  }
}
