package extrato.postgres;

import java.util.List;
import java.util.regex.Pattern;

/** The functions that the tool creates in its schema, as the migration defines them. */
public final class OwnFunctions {
  private static final Pattern FUNCTION =
      Pattern.compile("create function extrato\\.(\\w+)\\(.*?\\$\\$(.*?)\\$\\$", Pattern.DOTALL);

  private OwnFunctions() {}

  /** A function's name and body. */
  public record Body(String name, String text) {}

  public static List<Body> ofTheWallet() {
    return FUNCTION
        .matcher(Sql.load(OwnFunctions.class, "migration_" + OwnSchema.WITH_WALLET + ".sql"))
        .results()
        .map(function -> new Body(function.group(1), function.group(2)))
        .toList();
  }
}
