package extrato.support.files;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What is there is no regular file, or a link that anybody may have put there. */
public final class NotPlain extends FileSystemException {
  private static final long serialVersionUID = 1L;

  NotPlain(Path file, String reason) {
    super(file.toString(), null, reason);
  }
}
