package extrato.month.backup;

import extrato.month.selection.Layout;
import java.security.MessageDigest;

/** The SHA-256 of the backup file that records would make, without writing it. */
public final class BackupDigest {
  private final MessageDigest digest = Sha256.digest();

  public BackupDigest(Layout layout) {
    digest.update(BackupFile.headerLine(layout));
  }

  /** Adds the next record's line, including its line end. */
  public void line(byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
  }

  public String finish() {
    return Sha256.hex(digest);
  }
}
