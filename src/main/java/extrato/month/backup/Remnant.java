package extrato.month.backup;

import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is left of a backup in both folders. A sound manifest speaks for the files of its number,
 * wherever either of them is. Where no manifest can be read, the CSV file speaks for itself.
 *
 * @param files where it is, or was
 * @param manifest what it says of itself; of a bare file, what was found in it
 * @param copies the files that may be what the manifest describes, the first folder's first
 */
record Remnant(
    int number, List<Path> files, Manifest manifest, List<Generation> copies, Witness witness) {

  /** What tells what the backup held. */
  enum Witness {
    MANIFEST,
    /** No manifest is sound. */
    FILE_ALONE,
    /** Neither a manifest nor a file can be read. */
    NONE
  }

  Remnant {
    files = List.copyOf(files);
    copies = List.copyOf(copies);
  }

  /**
   * Usually one, whatever became of its copies; more where the folders hold different backups under
   * one number. None for a file of the old generator, which has the same name.
   *
   * @param places the backup as each folder may have it
   */
  static List<Remnant> of(Month month, int number, List<Generation> places) {
    List<Path> files = present(places.stream().map(Generation::csv));
    List<Path> manifestFiles = present(places.stream().map(Generation::manifestFile));
    List<Path> all = Stream.concat(files.stream(), manifestFiles.stream()).toList();
    List<Remnant> found = new ArrayList<>();
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    Map<String, List<Generation>> copies = new LinkedHashMap<>();
    for (Generation place : places) {
      place
          .claimed()
          .filter(manifest -> manifest.isOf(month) && isNamed(manifest, place))
          .ifPresent(
              manifest -> {
                manifests.putIfAbsent(manifest.file().sha256(), manifest);
                copies.putIfAbsent(manifest.file().sha256(), copies(place, places, files));
              });
    }
    manifests.forEach(
        (digest, manifest) ->
            found.add(
                new Remnant(
                    number,
                    all,
                    manifest,
                    copies.getOrDefault(digest, List.of()),
                    Witness.MANIFEST)));
    return found.isEmpty() ? withoutManifest(month, number, places, all) : found;
  }

  private static boolean isNamed(Manifest manifest, Generation place) {
    return manifest.file().name().equals(place.csv().getFileName().toString());
  }

  /** A manifest may have to speak for the file in the other folder. */
  private static List<Generation> copies(
      Generation vouching, List<Generation> places, List<Path> files) {
    Path first = places.get(0).csv();
    return files.stream()
        .map(
            csv ->
                csv.equals(first) && vouching.csv().equals(first)
                    ? places.get(0)
                    : new Generation(csv, vouching.manifestFile(), vouching.month())
                        .insteadOf(first))
        .toList();
  }

  private static List<Path> present(Stream<Path> files) {
    return files.filter(PlainFile::isAnything).toList();
  }

  private static List<Remnant> withoutManifest(
      Month month, int number, List<Generation> places, List<Path> all) {
    List<Remnant> found = new ArrayList<>();
    for (Generation place : places) {
      BareFile.read(place.csv(), month, number)
          .ifPresent(
              manifest ->
                  found.add(
                      new Remnant(number, all, manifest, List.of(place), Witness.FILE_ALONE)));
    }
    boolean oldGenerators =
        number == 1
            && places.stream().noneMatch(place -> PlainFile.isAnything(place.manifestFile()))
            && places.stream().noneMatch(place -> BareFile.looksLikeABackup(place.csv()));
    if (found.isEmpty() && !oldGenerators) {
      String name = "nothing left of " + places.get(0).csv().getFileName();
      String digest = Sha256.hexOf(name.getBytes(StandardCharsets.UTF_8));
      Manifest nothing = BareFile.described(month, places.get(0).csv(), number, digest, List.of());
      found.add(new Remnant(number, all, nothing, List.of(), Witness.NONE));
    }
    return found;
  }

  boolean isAt(Path csv) {
    return files.contains(csv);
  }

  /** The copy that is what the manifest says, by its digest. */
  Optional<Generation> whole() {
    return witness == Witness.MANIFEST
        ? copies.stream().filter(copy -> isWhole(copy, manifest)).findFirst()
        : Optional.empty();
  }

  private static boolean isWhole(Generation copy, Manifest manifest) {
    try {
      return PlainFile.size(copy.csv()) == manifest.file().bytes()
          && BackupFile.sha256(copy.csv()).equals(manifest.file().sha256());
    } catch (IOException e) {
      return false;
    }
  }

  /** What a backup holds that the database lacks, and which copy of it said so. */
  record Held(Generation copy, Differences more) {}

  /** Empty where nothing sound is left, so that nobody can know what it held. */
  Optional<Held> more(Snapshot snapshot) {
    for (Generation copy : copies) {
      try {
        return Optional.of(new Held(copy, Surplus.of(snapshot, copy, manifest)));
      } catch (Failure.NotProven | Failure.FileTrouble e) {
        // The other copy may be sound.
        BareFile.log.warn("{}", e.text());
      }
    }
    return Optional.empty();
  }
}
