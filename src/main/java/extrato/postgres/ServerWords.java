package extrato.postgres;

import extrato.support.failure.Wording;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Decides who may read the server's messages. Its own messages name tables, columns and keys. A
 * message from a trigger, a function or a type of the studio may name a client, whatever its
 * SQLSTATE.
 */
final class ServerWords {
  /** SQLSTATE classes whose messages, when the server writes them, quote no values. */
  private static final Set<String> WITHOUT_VALUES =
      Set.of(
          "08", "0A", "23", "25", "26", "28", "2B", "34", "3D", "3F", "40", "42", "53", "54", "55",
          "57", "58");

  /** Classes in which the driver quotes a value that it could not read. */
  private static final Set<String> DRIVERS_VALUES = Set.of("07", "22");

  /** Finds the innermost function, in any language of the server, and never text of a statement. */
  private static final Pattern FUNCTION =
      Pattern.compile("^[^\"':]*\\bPL/\\w+[^\"':(]* ([\\p{L}\\p{N}_.]+)\\([^\"':]*$");

  private ServerWords() {}

  static Wording of(ServerErrorMessage message) {
    String words = firstLine(message.getMessage());
    String table = message.getTable();
    String whole = table == null || words.contains(table) ? words : words + ", table " + table;
    String state = String.valueOf(message.getSQLState());
    return isTheServersOwn(state, message.getWhere())
        ? Wording.plain(whole)
        : new Wording(meaning(state) + function(message.getWhere()), whole);
  }

  /** A message that did not come from the server. */
  static Wording ofDriver(String state, String words) {
    String line = firstLine(words);
    return DRIVERS_VALUES.contains(group(state))
        ? new Wording(meaning(state), line)
        : Wording.plain(line);
  }

  /**
   * A message raised inside a function has the function as its context, and no function can hide
   * that.
   */
  private static boolean isTheServersOwn(String state, @Nullable String where) {
    return WITHOUT_VALUES.contains(group(state)) && (where == null || where.isBlank());
  }

  private static String function(@Nullable String where) {
    Matcher matcher = FUNCTION.matcher(firstLine(where));
    return matcher.find() ? ", said in the function " + matcher.group(1) : "";
  }

  private static String meaning(String state) {
    return switch (state) {
      case "23502" -> "a value is missing";
      case "23001", "23503" -> "a foreign key is violated";
      case "23505" -> "a unique key is violated";
      case "23514" -> "a check is violated";
      case "40001" -> "the transaction conflicts with another one";
      case "40P01" -> "a deadlock";
      case "42501" -> "a right is missing";
      case "53100" -> "the server's disk is full";
      case "55P03" -> "a lock could not be obtained in time";
      case "57014" -> "the statement was cancelled";
      case "57P01", "57P02", "57P03" -> "the server ended the connection";
      default -> ofGroup(group(state));
    };
  }

  private static String ofGroup(String group) {
    return switch (group) {
      case "08" -> "the connection is lost";
      case "22" -> "a value was refused";
      case "23" -> "a constraint is violated";
      case "53", "54" -> "the server is at a limit";
      default -> "the database refused";
    };
  }

  private static String group(String state) {
    return state.substring(0, Math.min(2, state.length()));
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("").strip();
  }
}
