package extrato.runs.notices;

import extrato.runs.Host;
import extrato.support.settings.NoticeSettings;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A mail with files. It is not a notice: it is sent once, and only for what was done.
 *
 * @param sent its date
 */
public record Parcel(
    String subject, String text, List<Attached> files, String runId, Instant sent) {
  public Parcel {
    files = List.copyOf(files);
  }

  /** A file in it. */
  public static final class Attached {
    private final String name;
    private final String mediaType;
    private final byte[] bytes;

    public Attached(String name, String mediaType, byte[] bytes) {
      this.name = name;
      this.mediaType = mediaType;
      this.bytes = bytes;
    }
  }

  /**
   * Sends it, and waits for that.
   *
   * @return what could not be delivered, and why
   */
  public List<String> send(List<String> to, NoticeSettings settings, Set<String> secretVariables) {
    MailPost post = Channels.post(settings, secretVariables);
    Deliveries.Sending sending = () -> post.send(properties -> message(to, settings, properties));
    return new Deliveries(settings.timeout())
        .send(List.of(new Deliveries.Delivery("statement by mail", sending)));
  }

  private MimeMessage message(List<String> to, NoticeSettings settings, Properties properties)
      throws MessagingException {
    String sender =
        settings.mailFrom() == null
            ? System.getProperty("user.name", "extrato") + "@" + Host.name()
            : settings.mailFrom();
    Properties more = new Properties();
    more.putAll(properties);
    more.setProperty("mail.from", sender);
    MimeMessage message = new MimeMessage(Session.getInstance(more));
    message.setFrom(new InternetAddress(sender));
    for (String address : to) {
      message.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(address));
    }
    message.setSubject(subject, StandardCharsets.UTF_8.name());
    message.setContent(content());
    message.setSentDate(Date.from(sent));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Extrato-Run", runId);
    message.saveChanges();
    return message;
  }

  private MimeMultipart content() throws MessagingException {
    MimeBodyPart words = new MimeBodyPart();
    words.setText(text, StandardCharsets.UTF_8.name());
    List<MimeBodyPart> parts = new ArrayList<>(List.of(words));
    for (Attached file : files) {
      MimeBodyPart part = new MimeBodyPart();
      part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes, file.mediaType)));
      part.setFileName(file.name);
      part.setHeader("Content-Transfer-Encoding", "base64");
      parts.add(part);
    }
    return new MimeMultipart(parts.toArray(new MimeBodyPart[0]));
  }
}
