package extrato.runs.notices;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Mail by the machine's own sendmail, which queues it and tries for days. */
record SendmailPost(ChildProcess sendmail) implements MailPost {
  @Override
  public void send(Composing message) throws Undelivered, InterruptedException {
    sendmail.run(List.of("-i", "-t"), Map.of(), text(message));
  }

  private static byte[] text(Composing message) throws Undelivered {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (OutputStream lines = new LocalLines(text)) {
      message.with(new Properties()).writeTo(lines);
    } catch (MessagingException | IOException e) {
      throw Undelivered.forGood("the mail cannot be composed");
    }
    return text.toByteArray();
  }

  /** A local sendmail takes lines as this machine ends them. */
  private static final class LocalLines extends FilterOutputStream {
    LocalLines(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int single) throws IOException {
      if (single != '\r') {
        out.write(single);
      }
    }
  }
}
