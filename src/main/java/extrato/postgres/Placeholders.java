package extrato.postgres;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what psql's variables stand for. The statement is read for that: a text or a quoted name
 * that looks like a variable, such as a studio's column {@code ":first_day"}, is just that.
 */
final class Placeholders {
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*'|--[^\\n]*|::|:(\"studio\"|[A-Za-z]\\w*)|\"[^\"]*\"");

  private Placeholders() {}

  /**
   * @param value what stands for the variable of that name; empty for one that is bound later
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

  /** A statement that names the studio's schema and nothing else. */
  static String inSchema(String sql, String schema) {
    return filled(
        sql,
        name -> name.equals("\"studio\"") ? Optional.of(Sql.quoted(schema)) : Optional.empty());
  }
}
