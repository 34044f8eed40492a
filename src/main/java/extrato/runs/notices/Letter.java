package extrato.runs.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A notice as mail.
 *
 * @param from null for this user at this machine
 */
record Letter(@Nullable String from, List<String> to) {

  MimeMessage of(Notice notice, Properties properties) throws MessagingException {
    Properties more = new Properties();
    more.putAll(properties);
    more.setProperty("mail.from", sender(notice));
    MimeMessage message = new MimeMessage(Session.getInstance(more));
    message.setFrom(new InternetAddress(sender(notice)));
    for (String address : to) {
      message.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(address));
    }
    String charset = StandardCharsets.UTF_8.name();
    message.setSubject(notice.subject(), charset);
    message.setText(notice.text(), charset);
    message.setSentDate(Date.from(notice.run().started().plus(notice.run().duration())));
    // Keeps holiday replies away.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Extrato-Run", notice.run().runId());
    message.saveChanges();
    return message;
  }

  private String sender(Notice notice) {
    return from == null
        ? System.getProperty("user.name", "extrato") + "@" + notice.sender().host()
        : from;
  }
}
