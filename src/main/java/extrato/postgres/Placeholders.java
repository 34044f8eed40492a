package extrato.postgres;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces psql's variables by their values. It parses the statement for that, so that a text or a
 * quoted name that looks like a variable, such as a studio's column {@code ":first_day"}, stays as
 * it is.
 */
final class Placeholders {
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*'|--[^\\n]*|::|:(\"studio\"|[A-Za-z]\\w*)|\"[^\"]*\"");

  private Placeholders() {}

  /**
   * @param value the value for a variable's name; empty for one that is bound later
   */
  static String filled(String sql, Function<String, Optional<String>> value) {
    Matcher token = TOKEN.matcher(sql);
    StringBuilder filled = new StringBuilder();
    int copied = 0;
    while (token.find()) {
      String name = token.group(1);
      Optional<String> found = name == null ? Optional.empty() : value.apply(name);
      if (found.isPresent()) {
        filled.append(sql, copied, token.start()).append(found.get());
        copied = token.end();
      }
    }
    return filled.append(sql, copied, sql.length()).toString();
  }

  /** For a statement whose only variable is the studio's schema. */
  static String inSchema(String sql, String schema) {
    return filled(
        sql,
        name -> name.equals("\"studio\"") ? Optional.of(Sql.quoted(schema)) : Optional.empty());
  }
}
