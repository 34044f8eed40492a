package extrato.work.serve;

import extrato.work.serve.tokens.Scope;
import java.util.Set;

/**
 * A call and where it is found.
 *
 * @param path as it must stand in the request, letter by letter; what ends in a slash has a part
 *     that follows
 * @param scopes any of them will do; empty where nobody is asked who they are
 */
record Route(String method, String path, Set<Scope> scopes, Call call) {
  Route {
    scopes = Set.copyOf(scopes);
  }

  boolean isAt(String asked) {
    return (path.length() > 1 && path.endsWith("/"))
        ? asked.startsWith(path) && asked.length() > path.length()
        : asked.equals(path);
  }

  String rest(String asked) {
    return asked.substring(path.length());
  }

  /** For log and records: what may follow the path is left out. */
  String described() {
    return method + " " + path;
  }

  boolean isPublic() {
    return scopes.isEmpty();
  }
}
