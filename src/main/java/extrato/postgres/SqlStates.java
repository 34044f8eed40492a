package extrato.postgres;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.failure.Wording;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failure of the database means. Nothing else looks at SQLStates or at classes of
 * exceptions.
 */
public final class SqlStates {
  private static final String FOREIGN_KEY = "23503";

  /** What PostgreSQL 18 says for a key with ON DELETE RESTRICT. */
  private static final String RESTRICT = "23001";

  private static final String UNIQUE = "23505";
  private static final String CANCELLED = "57014";
  private static final String NO_RIGHT = "42501";

  /** Also said of a line in pg_hba.conf that is missing, or that wants TLS. */
  private static final String NOT_LET_IN = "28000";

  /** Another transaction, a restarting or a crowded server: a new attempt may well succeed. */
  private static final Set<String> PASSING =
      Set.of(
          "40001",
          "40P01",
          "55P03",
          "57P01",
          "57P02",
          "57P03",
          "53300",
          FOREIGN_KEY,
          RESTRICT,
          UNIQUE);

  private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "53300");

  private static final Pattern COPIED_COLUMN =
      Pattern.compile("COPY ([^\\n]+), line \\d+, column ([^\\n]+?)(?:: |$)");

  private SqlStates() {}

  /** Whether the same transaction, begun afresh, may succeed. */
  public static boolean isPassing(Throwable failure) {
    return isLost(failure) || state(failure).filter(PASSING::contains).isPresent();
  }

  /** Whether the connection is gone, so that nobody answered the last statement. */
  public static boolean isLost(Throwable failure) {
    String state = state(failure).orElse("");
    return state.startsWith("08")
        || SERVER_GONE.contains(state)
        || (state.isEmpty() && isUnanswered(failure));
  }

  /** Whether the driver or the pool gave up without a word from the server. */
  private static boolean isUnanswered(Throwable failure) {
    return isFromDatabase(failure)
        && causes(failure).stream()
            .anyMatch(
                cause ->
                    cause instanceof IOException
                        || cause instanceof SQLTransientConnectionException);
  }

  /** Whether the driver gave a connection up before the server had refused it. */
  static boolean isGivenUp(Throwable failure) {
    return state(failure).filter("08004"::equals).isPresent();
  }

  /** Whether the server's certificate was not believed. */
  static boolean isUntrusted(Throwable failure) {
    return causes(failure).stream().anyMatch(CertificateException.class::isInstance);
  }

  public static boolean isMissingRight(Throwable failure) {
    return state(failure).filter(NO_RIGHT::equals).isPresent();
  }

  /** Whether a value, a type or a constraint was the reason: the same would fail again. */
  public static boolean isRefusedValue(Throwable failure) {
    return state(failure)
        .map(state -> state.substring(0, Math.min(2, state.length())))
        .filter(Set.of("22", "23", "42")::contains)
        .isPresent();
  }

  /** What the wallet's own functions refused. */
  public static Optional<Refusal> refusal(Throwable failure) {
    return serverMessage(failure)
        .flatMap(says -> Refusal.of(says.getSQLState(), says.getMessage(), says.getDetail()));
  }

  /** Whether a text was read as JSON and is none, or holds what PostgreSQL has no letter for. */
  public static boolean isUnreadableJson(Throwable failure) {
    return state(failure).filter(Set.of("22P02", "22P05")::contains).isPresent();
  }

  /** Table and column that COPY was reading into when it failed; never the value. */
  public static Optional<String> copiedColumn(Throwable failure) {
    return serverMessage(failure)
        .map(message -> String.valueOf(message.getWhere()))
        .map(COPIED_COLUMN::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1) + "." + matcher.group(2));
  }

  /** Whether the database said this, rather than the program. */
  public static boolean isFromDatabase(Throwable failure) {
    return causes(failure).stream().anyMatch(SQLException.class::isInstance);
  }

  /** The five characters that PostgreSQL gives each failure; empty when none was given. */
  public static Optional<String> state(Throwable failure) {
    return causes(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .filter(state -> state != null && !state.isEmpty())
        .findFirst();
  }

  /** One line for the log and the run's record: never a value of a row. */
  public static String describe(Throwable failure) {
    return words(failure).text();
  }

  /** What was said, and how much of it only a terminal may show. */
  public static Wording words(Throwable failure) {
    String state = state(failure).orElse("");
    Wording said =
        serverMessage(failure)
            .map(ServerWords::of)
            .orElseGet(() -> ServerWords.ofDriver(state, innermost(failure)));
    return state.isEmpty() ? said : said.between("", " (SQLSTATE " + state + ")");
  }

  /** The failure in the operator's words, with its exit code. */
  public static Failure asFailure(Throwable failure, String consequence) {
    Wording words = words(failure).between("", consequence);
    return asFailure(failure, words).showing(words);
  }

  private static Failure asFailure(Throwable failure, Wording words) {
    String state = state(failure).orElse("");
    String message = words.text();
    if (isLost(failure)) {
      return new Failure.NoDatabase(
          message,
          "check that the server runs and can be reached, then run the command again",
          failure);
    }
    if (state.equals(NO_RIGHT)) {
      return new Failure.Unfit(
          message, "docs/security.md lists the GRANTs that each command needs", failure);
    }
    if (state.startsWith("28") || state.equals("3D000")) {
      return new Failure.Unfit(
          message,
          "check user, password and database name in DATABASE_URL"
              + (state.equals(NOT_LET_IN) ? ", its sslmode, and the server's pg_hba.conf" : ""),
          failure);
    }
    if (state.equals("25006")) {
      return new Failure.Unfit(
          message,
          "the server takes no changes: is it a standby, or default_transaction_read_only on?",
          failure);
    }
    return new Failure.Stopped(message, hint(state, words), failure);
  }

  private static String hint(String state, Wording words) {
    return switch (state) {
      case "40001", "40P01", UNIQUE ->
          "somebody changes the same rows right now: run the command again";
      case FOREIGN_KEY, RESTRICT ->
          "somebody changes the same rows right now: run the command again; if it stays so, a"
              + " trigger or a rule keeps rows of that table from being deleted: `extrato doctor`"
              + " names them";
      case "55P03" ->
          "somebody holds a lock on these tables: run the command again, or raise"
              + " EXTRATO_LOCK_TIMEOUT";
      case CANCELLED ->
          "the statement was cancelled or ran into EXTRATO_STATEMENT_TIMEOUT: run the command"
              + " again";
      case "53100" -> "the server's disk is full: make room, then run the command again";
      default ->
          words.isGuarded()
              ? "it comes from the studio's tables or their triggers; what they say is shown on a"
                  + " terminal only"
              : "the log has the details";
    };
  }

  private static Optional<ServerErrorMessage> serverMessage(Throwable failure) {
    return causes(failure).stream()
        .filter(PSQLException.class::isInstance)
        .map(cause -> ((PSQLException) cause).getServerErrorMessage())
        .filter(message -> message != null)
        .findFirst();
  }

  private static String innermost(Throwable failure) {
    return causes(failure).stream()
        .filter(cause -> cause instanceof SQLException || cause instanceof IOException)
        .map(
            cause ->
                cause instanceof UnknownHostException || cause instanceof SSLException
                    ? Reason.ofConnection(cause)
                    : String.valueOf(cause.getMessage()))
        .filter(message -> !message.isBlank() && !message.equals("null"))
        .reduce((outer, inner) -> inner)
        .orElse("no reason was given");
  }

  /** The failure and all that it wraps, {@code getNextException} included; the outermost first. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> found = new ArrayList<>();
    collect(failure, found);
    return found;
  }

  private static void collect(@Nullable Throwable failure, List<Throwable> found) {
    if (failure == null || found.contains(failure)) {
      return;
    }
    found.add(failure);
    if (failure instanceof SQLException sql) {
      collect(sql.getNextException(), found);
    }
    collect(failure.getCause(), found);
  }
}
