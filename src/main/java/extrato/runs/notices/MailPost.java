package extrato.runs.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** The way that mail takes out of the house. */
interface MailPost {
  /** Makes a message, for a way that has such properties. */
  interface Composing {
    MimeMessage with(Properties properties) throws MessagingException;
  }

  /** May be called again when a delivery failed for a passing reason. */
  void send(Composing message) throws Undelivered, InterruptedException;
}
