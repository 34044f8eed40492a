package extrato.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The schema of the tool's own tables. All SQL of the tool calls it {@code extrato}, so that it
 * runs in psql as it stands; where a studio has another, the name is put in when a statement is
 * sent.
 *
 * <p>The name stands before a dot, after the word {@code schema}, in a text that is compared with
 * {@code nspname}, at the beginning of a text ({@code 'extrato.runs'}), and before {@code .%I} in
 * one from which the server makes a statement. Other texts, quoted names and comments stay as they
 * are.
 *
 * @param name begins with {@code extrato} and needs no quotes
 */
public record ToolSchema(String name) implements TemplateEngine {
  /** The name in the tool's SQL. */
  public static final String USUAL = "extrato";

  private static final String IN_TEXT = USUAL + ".%I";

  private static final Pattern TOKEN =
      Pattern.compile(
          "nspname (?:=|<>) '(extrato)'|'(extrato)\\.\\w[^']*'|('[^']*')|\"[^\"]*\"|--[^\\n]*"
              + "|\\bschema (extrato)\\b|(?<![\\w.])(extrato)(?=\\.)");

  /** The one that this connection's statements speak of. */
  public static ToolSchema of(Handle handle) {
    return handle.getConfig(SqlStatements.class).getTemplateEngine() instanceof ToolSchema schema
        ? schema
        : new ToolSchema(USUAL);
  }

  /** The statement, or a table's name, with this schema in it. */
  public String in(String sql) {
    if (name.equals(USUAL)) {
      return sql;
    }
    Matcher token = TOKEN.matcher(sql);
    StringBuilder written = new StringBuilder();
    int copied = 0;
    while (token.find()) {
      for (int form = 1; form <= token.groupCount(); form++) {
        if (token.group(form) != null) {
          written.append(sql, copied, token.start(form)).append(named(token.group(form)));
          copied = token.end(form);
        }
      }
    }
    return written.append(sql, copied, sql.length()).toString();
  }

  private String named(String found) {
    return found.equals(USUAL)
        ? name
        : found.contains(IN_TEXT) ? found.replace(USUAL + ".", name + ".") : found;
  }

  @Override
  public String render(String sql, StatementContext context) {
    return in(sql);
  }
}
