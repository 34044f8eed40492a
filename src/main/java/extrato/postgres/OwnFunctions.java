package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The functions in the tool's schema. Tables, views, triggers and sequences follow a schema that is
 * renamed, since the server knows them by number; a function's body is text, and goes on speaking
 * of the schema that it was made for. What is there by now may be another studio's.
 */
final class OwnFunctions {
  private static final String BORROWED = Sql.load(OwnFunctions.class, "borrowed_functions.sql");

  private OwnFunctions() {}

  private record Borrowed(String named, String anew) {}

  /** Stops where what this schema's functions do would be done in another one. */
  static void check(Handle handle) {
    List<Borrowed> borrowed = borrowed(handle);
    if (!borrowed.isEmpty()) {
      throw new Failure.Unfit(
          "the functions in the tool's schema "
              + ToolSchema.of(handle).name()
              + " were made for "
              + named(borrowed)
              + ", and what they book would be booked there: the schema was renamed, or comes from"
              + " a dump of another",
          "`extrato init` makes them anew for this one");
    }
  }

  /** The statements that make them this schema's own; none where they are. */
  static List<String> anew(Handle handle) {
    return borrowed(handle).stream().map(Borrowed::anew).distinct().toList();
  }

  /** What that is, in words. */
  static String described(Handle handle) {
    return "the functions of schema "
        + ToolSchema.of(handle).name()
        + " anew, which were made for "
        + named(borrowed(handle));
  }

  private static String named(List<Borrowed> borrowed) {
    return borrowed.stream().map(Borrowed::named).distinct().collect(Collectors.joining(", "));
  }

  private static List<Borrowed> borrowed(Handle handle) {
    return handle
        .createQuery(BORROWED)
        .map((row, context) -> new Borrowed(row.getString("named"), row.getString("anew") + ";\n"))
        .list();
  }
}
