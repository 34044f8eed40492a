package extrato.documents;

import extrato.studio.Month;
import extrato.support.files.PlainFolder;
import extrato.support.files.ReplacedFile;
import extrato.support.settings.StatementFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The folder of the studio's people: of each month the statement that counts, and beside it every
 * version that there ever was, under its number.
 */
public record StatementFolder(Path folder, Set<StatementFormat> formats) {
  private static final String MODE = "rwxr-x---";

  public StatementFolder {
    formats = Set.copyOf(formats);
  }

  /** {@code extrato_2025_09.pdf}. */
  public static String name(Month month, StatementFormat format) {
    return "extrato_" + month.underscored() + "." + format.extension();
  }

  /** {@code extrato_2025_09_v2.pdf}. */
  public static String name(Month month, int version, StatementFormat format) {
    return "extrato_" + month.underscored() + "_v" + version + "." + format.extension();
  }

  /** Puts the month's statement there. */
  public void put(Month month, Documents documents) {
    create();
    for (StatementFormat format : formats.stream().sorted().toList()) {
      if (documents.version() > 0) {
        write(documents, format, folder.resolve(name(month, documents.version(), format)));
      }
      write(documents, format, folder.resolve(name(month, format)));
    }
  }

  private static void write(Documents documents, StatementFormat format, Path file) {
    long unused = documents.write(format, file);
  }

  /** Takes away what may count no longer; its versions stay. */
  public void remove(Month month) {
    for (StatementFormat format : StatementFormat.values()) {
      Path file = folder.resolve(name(month, format));
      try {
        ReplacedFile.remove(file);
      } catch (IOException e) {
        throw Document.trouble(file, e);
      }
    }
  }

  private void create() {
    try {
      PlainFolder.create(folder, MODE);
      PlainFolder.check(folder);
    } catch (IOException e) {
      throw Document.trouble(folder, e);
    }
  }
}
