package extrato.month.backup;

import extrato.studio.Count;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.files.NotPlain;
import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One backup of a month: a CSV file and the manifest that proves it. */
public final class Generation {
  private static final String CSV = ".csv";
  private static final String MANIFEST = ".manifest.json";
  private static final Pattern LIKE_A_MONTH = Pattern.compile("\\d{1,4}[-/_.]\\d{1,4}|\\d{4,6}");

  private final Path csv;
  private final Path manifestFile;
  private final Month month;
  private final @Nullable Path other;
  private final boolean secondCopy;

  Generation(BackupFolder folder, Month month, int number) {
    this(folder.csv(number), folder.manifest(number), month);
  }

  Generation(Path csv, Path manifestFile, Month month) {
    this(csv, manifestFile, month, null, false);
  }

  private Generation(
      Path csv, Path manifestFile, Month month, @Nullable Path other, boolean secondCopy) {
    this.csv = csv;
    this.manifestFile = manifestFile;
    this.month = month;
    this.other = other;
    this.secondCopy = secondCopy;
  }

  /** A backup file in any folder, with its manifest beside it. Either of the two may be named. */
  public static Generation ofFile(Path file, Month month) {
    String name = file.getFileName().toString();
    String stem =
        name.endsWith(MANIFEST)
            ? name.substring(0, name.length() - MANIFEST.length())
            : name.endsWith(CSV) ? name.substring(0, name.length() - CSV.length()) : name;
    Path csv = name.endsWith(MANIFEST) ? file.resolveSibling(stem + CSV) : file;
    return new Generation(csv, csv.resolveSibling(stem + MANIFEST), month);
  }

  /** Like {@link #ofFile}; fails if the file is a backup of another month. */
  public static Generation named(Path file, Month month) {
    Month actual = monthOfFile(file);
    if (!actual.equals(month)) {
      throw new Failure.Inapplicable(
          file + " is a backup of " + actual.slashed() + ", not of " + month.slashed(),
          "name a file of " + month.slashed() + "; without --year and --month, the file says it");
    }
    return ofFile(file, month);
  }

  /** The month that a backup file's manifest names. */
  public static Month monthOfFile(Path file) {
    // The month given here appears only in the hint of a failure.
    Generation unknown = ofFile(file, new Month(Month.FIRST_YEAR, 1));
    try {
      return Manifest.parse(PlainFile.bytes(unknown.manifestFile)).parsedMonth();
    } catch (Manifest.Unsound e) {
      throw unsoundFile(unknown.manifestFile, e.reason());
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw unsoundFile(unknown.manifestFile, "it names no month");
    } catch (NoSuchFileException e) {
      String cure =
          LIKE_A_MONTH.matcher(file.getFileName().toString()).matches()
              ? "a month is named with --month, as in --month 2025-09"
              : "name the CSV file of a backup that lies beside its manifest";
      throw PlainFile.isAnything(file)
          ? new Failure.NotProven(file + " has no manifest that would prove it", cure)
          : new Failure.Inapplicable(file + " is not there", cure);
    } catch (IOException e) {
      throw unreadable(unknown.manifestFile, e);
    }
  }

  private static Failure unsoundFile(Path file, String why) {
    return new Failure.NotProven(
        "the backup is damaged: " + file + ": " + why, "take another generation, or another copy");
  }

  /** The same generation with its second copy, which is mentioned if this one is damaged. */
  Generation withSecondCopy(Path csvThere) {
    return new Generation(csv, manifestFile, month, csvThere, false);
  }

  /** The same generation as the replacement of a lost file. */
  Generation insteadOf(Path lost) {
    return new Generation(csv, manifestFile, month, lost, true);
  }

  /** Its second copy, where this is the first. */
  Optional<Generation> secondCopy() {
    return other == null || secondCopy
        ? Optional.empty()
        : Optional.of(ofFile(other, month).insteadOf(csv));
  }

  /** What a person should know about where this backup is; empty if it is in its usual place. */
  public Optional<String> notice() {
    if (!secondCopy || other == null) {
      return Optional.empty();
    }
    // Of two files, each may be sound in another folder.
    Path first = ofFile(other, month).manifestFile;
    return Optional.of(
        csv.equals(other)
            ? using("the manifest " + first, first, manifestFile)
            : using("the backup " + other, other, csv));
  }

  private static String using(String what, Path first, Path second) {
    return what
        + (PlainFile.isAnything(first) ? " is damaged" : " is lost")
        + ": using its second copy "
        + second;
  }

  boolean isSecondCopy() {
    return secondCopy;
  }

  /** Whether both files exist, sound or not. */
  boolean isThere() {
    return PlainFile.isThere(csv) && PlainFile.isThere(manifestFile);
  }

  public Path csv() {
    return csv;
  }

  public Month month() {
    return month;
  }

  Path manifestFile() {
    return manifestFile;
  }

  /**
   * The manifest; fails unless it is sound and of this month, and its file exists in full length.
   */
  public Manifest manifest() {
    try {
      return soundManifest();
    } catch (Flaw e) {
      throw e.misplaced() == null ? damaged(e.file(), e.why()) : misplaced(e.misplaced());
    } catch (NoSuchFileException e) {
      throw new Failure.NotProven(
          csv + " has no manifest that would prove it",
          "write a backup with `extrato backup " + month.asOptions() + "`");
    } catch (IOException e) {
      throw unreadable(manifestFile, e);
    }
  }

  /** What its manifest says, whatever became of the CSV; empty if that is not sound either. */
  Optional<Manifest> claimed() {
    try {
      return Optional.of(Manifest.parse(PlainFile.bytes(manifestFile)))
          .filter(manifest -> manifest.isOf(month));
    } catch (Manifest.Unsound | IOException e) {
      return Optional.empty();
    }
  }

  /** Like {@link #manifest}, for a list, where a damaged backup is a line and not a failure. */
  Manifest soundManifest() throws Flaw, IOException {
    Manifest manifest;
    try {
      manifest = Manifest.parse(PlainFile.bytes(manifestFile));
    } catch (Manifest.Unsound e) {
      throw new Flaw(manifestFile, e.reason());
    }
    if (!manifest.isOf(month)) {
      throw new Flaw(
          manifestFile,
          "it is the manifest of month " + manifest.month(),
          "is a backup of " + slashed(manifest.month()) + ", not of " + month.slashed());
    }
    if (!manifest.file().name().equals(csv.getFileName().toString())) {
      throw new Flaw(
          manifestFile,
          "it vouches for another file, " + manifest.file().name(),
          "was written under another name, " + manifest.file().name());
    }
    checkLength(manifest);
    return manifest;
  }

  private void checkLength(Manifest manifest) throws Flaw, IOException {
    long bytes;
    try {
      bytes = PlainFile.size(csv);
    } catch (NoSuchFileException e) {
      throw new Flaw(csv, "the file is gone");
    } catch (NotPlain e) {
      throw new Flaw(csv, e.getReason());
    }
    if (bytes != manifest.file().bytes()) {
      throw new Flaw(
          csv,
          "it has "
              + Count.of(bytes, "byte")
              + ", its manifest says "
              + Count.of(manifest.file().bytes()));
    }
  }

  Failure damaged(Path file, String why) {
    String copy = other == null || secondCopy ? "" : "; its second copy is " + other;
    return new Failure.NotProven(
        "the backup is damaged: " + file + ": " + why,
        "write a new one with `extrato backup "
            + month.asOptions()
            + "`, if the database still has all of the month's records"
            + copy);
  }

  private Failure misplaced(String why) {
    return new Failure.NotProven(
        csv + " " + why,
        "name a file of "
            + month.slashed()
            + ", under the name that it and its manifest were written with; `extrato backup "
            + month.asOptions()
            + "` writes a new one");
  }

  private static String slashed(String month) {
    return month.replaceFirst("^([0-9]{4})-([0-9]{2})$", "$2/$1");
  }

  static Failure unreadable(Path file, IOException e) {
    return BackupFolder.trouble(file + " cannot be read", e);
  }
}
