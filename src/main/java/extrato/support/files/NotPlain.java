package extrato.support.files;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The name does not lead to a regular file, or it is a link that anybody may have put there. */
public final class NotPlain extends FileSystemException {
  private static final long serialVersionUID = 1L;

  NotPlain(Path file, String reason) {
    super(file.toString(), null, reason);
  }
}
