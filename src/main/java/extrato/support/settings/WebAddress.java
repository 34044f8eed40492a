package extrato.support.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** A web address. Anybody who knows all of it may use it, so only scheme and host are shown. */
public record WebAddress(URI uri) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  static WebAddress parse(String text) throws WrongValue {
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
        return new WebAddress(uri);
      }
    } catch (URISyntaxException e) {
      // The error is thrown below; this exception would quote the address.
    }
    throw new WrongValue("must be an address such as https://example.org/path, without a user");
  }

  /** For an address that gets a token, which nobody on the way may read. */
  static WebAddress parseSafe(String text) throws WrongValue {
    WebAddress address = parse(text);
    if ("http".equals(address.uri.getScheme()) && !isLoopback(address.uri.getHost())) {
      throw new WrongValue("must begin with https://: a token is sent there");
    }
    return address;
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host);
  }

  /** The same address with a longer path; the query stays. */
  public URI with(String morePath) {
    String text = uri.toString();
    int query = text.indexOf('?');
    String base = query < 0 ? text : text.substring(0, query);
    String rest = query < 0 ? "" : text.substring(query);
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + morePath + rest);
  }

  /** Only scheme and host. */
  @Override
  public String toString() {
    boolean bare = uri.getRawQuery() == null && Set.of("", "/").contains(uri.getRawPath());
    return uri.getScheme() + "://" + uri.getRawAuthority() + (bare ? "" : "/***");
  }
}
