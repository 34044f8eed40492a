package extrato.postgres;

import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Why no connection came about: a server that is not there is another matter than settings. */
final class Unconnected {
  private static final Set<String> WANTING_TLS = Set.of("require", "verify-ca", "verify-full");

  /** The server is starting up, or shutting down. */
  private static final String NOT_NOW = "57P03";

  private Unconnected() {}

  /**
   * Whether a server that is only starting would answer like this: nobody listens yet, or it takes
   * no connections yet.
   */
  static boolean isStarting(Throwable failure) {
    if (SqlStates.state(failure).filter(NOT_NOW::equals).isPresent()) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }

  static Failure of(Throwable failure, DatabaseUrl.Server server) {
    String address = " (" + server.masked() + ")";
    if (SqlStates.isGivenUp(failure)) {
      return new Failure.Unfit(
          SqlStates.describe(failure) + address, String.join("; ", lacking(server)), failure);
    }
    if (SqlStates.isUntrusted(failure)) {
      return new Failure.Unfit(
          SqlStates.describe(failure) + address,
          "the server's certificate is not trusted: check sslmode and sslrootcert in DATABASE_URL",
          failure);
    }
    return SqlStates.asFailure(failure, address);
  }

  private static List<String> lacking(DatabaseUrl.Server server) {
    List<String> lacking = new ArrayList<>();
    if (server.password() == null || server.password().isEmpty()) {
      lacking.add("no password was given: it belongs in DATABASE_URL, PGPASSWORD or ~/.pgpass");
    }
    String mode = server.parameters().getOrDefault("sslmode", "");
    if (WANTING_TLS.contains(mode)) {
      lacking.add(
          "sslmode="
              + mode
              + " in DATABASE_URL wants TLS: switch it on in the server, or take another sslmode"
              + " where the way to it is safe");
    }
    if (lacking.isEmpty()) {
      lacking.add("check DATABASE_URL: the server asks for a way to log in that is not known here");
    }
    return lacking;
  }
}
