package extrato.support.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A setting's value as it may be shown, and where it comes from.
 *
 * @param value the value, with secrets masked
 * @param file the file that sets it, if the source is a file
 */
public record Origin(String value, Source source, @Nullable Path file) {

  /** {@code environment}, {@code file /etc/extrato/extrato.env}. */
  public String describe() {
    return file == null ? source.toString() : source + " " + file;
  }
}
