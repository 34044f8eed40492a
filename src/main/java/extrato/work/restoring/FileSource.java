package extrato.work.restoring;

import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.month.backup.ProvenFile;
import extrato.month.selection.Layout;
import java.util.Optional;

/** The records of a backup file. */
final class FileSource implements RecordSource {
  private final Generation generation;
  private final Manifest manifest;

  FileSource(Generation generation, Manifest manifest) {
    this.generation = generation;
    this.manifest = manifest;
  }

  @Override
  public Layout layout() {
    return manifest.layout();
  }

  @Override
  public String name() {
    return generation.csv().toString();
  }

  @Override
  public Optional<String> digest() {
    return Optional.of(manifest.file().sha256());
  }

  @Override
  public void stream(Records records) {
    ProvenFile.stream(generation, manifest, records::add);
  }
}
