package extrato.month.backup;

import extrato.month.selection.Layout;
import java.security.MessageDigest;

/** The SHA-256 of the file that records would make as a backup, without writing it. */
public final class BackupDigest {
  private final MessageDigest digest = Sha256.digest();

  public BackupDigest(Layout layout) {
    digest.update(BackupFile.headerLine(layout));
  }

  /** The next record's line, its line end included. */
  public void line(byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
  }

  public String finish() {
    return Sha256.hex(digest);
  }
}
