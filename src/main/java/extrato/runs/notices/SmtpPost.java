package extrato.runs.notices;

import extrato.support.failure.Reason;
import extrato.support.settings.MailRoute;
import extrato.support.settings.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;

/** Mail through an SMTP server. */
record SmtpPost(MailRoute.Smtp server, Duration limit) implements MailPost {
  @Override
  public void send(Composing composing) throws Undelivered {
    try {
      MimeMessage message = composing.with(properties());
      Secret password = server.password();
      if (server.user() == null || password == null) {
        Transport.send(message);
      } else {
        Transport.send(message, server.user(), password.text());
      }
    } catch (AuthenticationFailedException e) {
      throw Undelivered.forGood(server.host() + " does not take the login");
    } catch (SendFailedException e) {
      throw Undelivered.forGood(server.host() + " refuses the sender or a recipient");
    } catch (MessagingException e) {
      throw Undelivered.thisTime(server.host() + " does not answer: " + reason(e));
    }
  }

  private static String reason(MessagingException e) {
    Throwable cause = e.getNextException() == null ? e : e.getNextException();
    return Reason.ofConnection(cause);
  }

  private Properties properties() {
    String protocol = server.tls() ? "smtps" : "smtp";
    String prefix = "mail." + protocol + ".";
    String millis = String.valueOf(limit.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", protocol);
    properties.setProperty("mail.transport.protocol.rfc822", protocol);
    properties.setProperty(prefix + "host", server.host());
    properties.setProperty(prefix + "port", String.valueOf(server.port()));
    properties.setProperty(prefix + "connectiontimeout", millis);
    properties.setProperty(prefix + "timeout", millis);
    properties.setProperty(prefix + "writetimeout", millis);
    properties.setProperty(prefix + "auth", String.valueOf(server.user() != null));
    properties.setProperty(prefix + "starttls.enable", "true");
    properties.setProperty(
        prefix + "starttls.required", String.valueOf(server.mustEncrypt() && !server.tls()));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    return properties;
  }
}
