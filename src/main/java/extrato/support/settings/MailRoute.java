package extrato.support.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How mail is sent. */
public sealed interface MailRoute {

  /** A local program that takes a message on standard input, as sendmail does. */
  record Sendmail(Path program) implements MailRoute {
    @Override
    public String toString() {
      return program.toString();
    }
  }

  /**
   * A mail server.
   *
   * @param tls whether TLS begins at once; otherwise STARTTLS, which is required for a login
   * @param user null if the server needs no login
   */
  record Smtp(String host, int port, boolean tls, @Nullable String user, @Nullable Secret password)
      implements MailRoute {

    /** A password must cross a network encrypted. */
    public boolean mustEncrypt() {
      return user != null && !WebAddress.isLoopback(host);
    }

    @Override
    public String toString() {
      String login = user == null ? "" : user + (password == null ? "" : ":***") + "@";
      return (tls ? "smtps://" : "smtp://") + login + host + ":" + port;
    }
  }

  static MailRoute parse(String text) throws WrongValue {
    try {
      return text.contains("://") ? smtp(new URI(text)) : sendmail(Path.of(text));
    } catch (URISyntaxException | InvalidPathException e) {
      throw wrong();
    }
  }

  private static MailRoute sendmail(Path program) throws WrongValue {
    if (!program.isAbsolute()) {
      throw wrong();
    }
    return new Sendmail(program);
  }

  private static MailRoute smtp(URI uri) throws WrongValue {
    boolean tls = "smtps".equals(uri.getScheme());
    if ((!tls && !"smtp".equals(uri.getScheme())) || uri.getHost() == null) {
      throw wrong();
    }
    String login = uri.getRawUserInfo();
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 465 : login == null ? 25 : 587;
    if (login == null) {
      return new Smtp(uri.getHost(), port, tls, null, null);
    }
    int colon = login.indexOf(':');
    if (colon < 1) {
      throw wrong();
    }
    return new Smtp(
        uri.getHost(),
        port,
        tls,
        PercentEncoding.decode(login.substring(0, colon), false),
        new Secret(PercentEncoding.decode(login.substring(colon + 1), false)));
  }

  private static WrongValue wrong() {
    return new WrongValue(
        "must be smtp://user:password@host:587, smtps://user:password@host:465, smtp://host"
            + " or the full path of a sendmail");
  }
}
