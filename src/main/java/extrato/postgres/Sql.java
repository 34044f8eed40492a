package extrato.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A statement from a {@code .sql} resource beside the class that runs it.
 *
 * <p>The resources use psql's own syntax for what the studio decides, so that they run in psql as
 * they are, after {@code \set studio public} and {@code \set moment timestamptz}.
 */
public final class Sql {
  private Sql() {}

  public static String load(Class<?> owner, String file) {
    try (InputStream resource = owner.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException("no resource " + file + " beside " + owner.getName());
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An identifier as SQL wants it, whatever characters it has. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The identifier that was quoted. */
  public static String unquoted(String name) {
    return name.substring(1, name.length() - 1).replace("\"\"", "\"");
  }

  /** A column's value as COPY prints it: through its own output, whatever casts it has. */
  public static String text(String column) {
    return String.format(
        Locale.ROOT,
        "case when pg_catalog.num_nulls(%s) = 0 then pg_catalog.concat(%s) end",
        column,
        column);
  }

  /** Ids as an array that stands in the statement itself. */
  public static String ids(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::bigint[]"));
  }

  /** A text as an SQL literal, for the few statements that take no bound value. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
