package extrato.support.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a setting is, fit to be shown, and where that comes from.
 *
 * @param value the setting's value, with secrets masked
 * @param file the file that says so, where the source is a file
 */
public record Origin(String value, Source source, @Nullable Path file) {

  /** {@code environment}, {@code file /etc/extrato/extrato.env}. */
  public String describe() {
    return file == null ? source.toString() : source + " " + file;
  }
}
