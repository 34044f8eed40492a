package extrato.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds the {@code :names} in a statement, except in texts, quoted names, comments and casts.
 *
 * <p>Jdbi's own parser loads a grammar. A run sends each statement once, so that costs it more than
 * all its statements.
 */
final class NamedValues implements SqlParser {
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|::|:([A-Za-z]\\w*)");

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    return parse(sql);
  }

  static ParsedSql parse(String sql) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    Matcher token = TOKEN.matcher(sql);
    int copied = 0;
    while (token.find()) {
      String name = token.group(1);
      if (name != null) {
        parsed.append(sql.substring(copied, token.start())).appendNamedParameter(name);
        copied = token.end();
      }
    }
    return parsed.append(sql.substring(copied)).build();
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    return ":" + name;
  }
}
