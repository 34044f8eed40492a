package extrato.runs.notices;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;

/** Mail through the local sendmail, which queues it and tries for days. */
record SendmailChannel(Predicate<Notice> wanted, ChildProcess sendmail, Letter letter)
    implements Channel {
  @Override
  public String name() {
    return "mail";
  }

  @Override
  public boolean isFor(Notice notice) {
    return wanted.test(notice);
  }

  @Override
  public void send(Notice notice) throws Undelivered, InterruptedException {
    sendmail.run(List.of("-i", "-t"), Map.of(), text(notice));
  }

  private byte[] text(Notice notice) throws Undelivered {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      letter.of(notice, new Properties()).writeTo(text);
    } catch (MessagingException | IOException e) {
      throw Undelivered.forGood("the mail cannot be composed");
    }
    // A local sendmail expects the line ends of this machine.
    return text.toString(java.nio.charset.StandardCharsets.UTF_8)
        .replace("\r\n", "\n")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
