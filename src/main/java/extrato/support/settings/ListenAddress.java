package extrato.support.settings;

import extrato.support.failure.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens; port 0 for any that is free. */
public record ListenAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+):([0-9]{1,5})");

  static ListenAddress parse(String text) throws WrongValue {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= 0xffff) {
      String host = matcher.group(1).replaceAll("[\\[\\]]", "");
      return new ListenAddress(host, Integer.parseInt(matcher.group(2)));
    }
    throw new WrongValue("must be an address and a port such as 127.0.0.1:8080 or [::1]:8080");
  }

  /** As it stands on a command line. */
  public static ListenAddress named(String text) {
    try {
      return parse(text);
    } catch (WrongValue e) {
      throw new Failure.BadArguments(
          "--listen " + e.text(), "leave it out for EXTRATO_SERVE_LISTEN");
    }
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
  }

  /** As in {@code http://127.0.0.1:8080}. */
  public String url(int actualPort) {
    return "http://" + new ListenAddress(host, actualPort);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
