package extrato.work.serve;

import extrato.support.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A closed month's document, made by a process of its own: it may be large, and this one's memory
 * is for many.
 */
final class StatementPages {
  private static final int LARGEST = 16 << 20;
  private static final Pattern MONTH = Pattern.compile("(20[0-9]{2}|2100)-(0[1-9]|1[0-2])");
  private static final Pattern POLICY =
      Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");

  private final ChildProgram program;
  private final Semaphore atWork = new Semaphore(1);

  StatementPages(ChildProgram program) {
    this.program = program;
  }

  /** Empty where the month has no statement. */
  Optional<Answer> of(String month) {
    if (!MONTH.matcher(month).matches()) {
      return Optional.empty();
    }
    if (!atWork.tryAcquire()) {
      throw new Failure.Busy("another statement is being written", "ask again a little later");
    }
    try {
      byte[] html = written(month);
      return html.length == 0 ? Optional.empty() : Optional.of(answer(html));
    } catch (IOException e) {
      throw new Failure.FileTrouble("the statement could not be written", "see the log", e);
    } finally {
      atWork.release();
    }
  }

  private byte[] written(String month) throws IOException {
    Process process = program.start(List.of("show", "--month", month, "--html", "-"));
    try (InputStream out = process.getInputStream()) {
      byte[] html = out.readNBytes(LARGEST + 1);
      if (html.length > LARGEST) {
        process.destroy();
        throw new IOException("the statement is too large for a page");
      }
      return process.onExit().join().exitValue() == 0 ? html : new byte[0];
    }
  }

  /** With the document's own policy, which allows its own style sheet and no other. */
  private static Answer answer(byte[] html) {
    String head = new String(html, 0, Math.min(html.length, 4096), StandardCharsets.UTF_8);
    Matcher policy = POLICY.matcher(head);
    String own = policy.find() ? policy.group(1).replace("&#39;", "'") : "default-src 'none'";
    return new Answer(
        200,
        "text/html; charset=utf-8",
        ByteBuffer.wrap(html),
        Map.of("Content-Security-Policy", own + "; frame-ancestors 'none'"));
  }
}
