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
 * <p>The resources use psql's own variables for what depends on the studio, so they run in psql
 * unchanged after {@code \set studio public} and {@code \set moment timestamptz}.
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

  /** The identifier in quotes, whatever characters it has. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The identifier without its quotes. */
  public static String unquoted(String name) {
    return name.substring(1, name.length() - 1).replace("\"\"", "\"");
  }

  /** A column's value as COPY prints it: by the type's output function, whatever casts exist. */
  public static String text(String column) {
    return String.format(
        Locale.ROOT,
        "case when pg_catalog.num_nulls(%s) = 0 then pg_catalog.concat(%s) end",
        column,
        column);
  }

  /** Ids as an array written into the statement. */
  public static String ids(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::bigint[]"));
  }

  /** A text as an SQL literal, for the few statements that take no bound value. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
