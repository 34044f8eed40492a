package extrato.work.serve;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.files.UnnamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A closed month's document, made by a process of its own: it may be large, and this one's memory
 * is for many.
 */
final class StatementPages {
  private static final int LARGEST = 16 << 20;
  private static final int PATIENCE_SECONDS = 20;
  private static final Pattern MONTH = Pattern.compile("(20[0-9]{2}|2100)-(0[1-9]|1[0-2])");
  private static final Pattern POLICY =
      Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");

  private final ChildProgram program;
  private final ConcurrencyLimit atWork = new ConcurrencyLimit(1, PATIENCE_SECONDS);

  StatementPages(ChildProgram program) {
    this.program = program;
  }

  /** Empty where the month has no statement. */
  Optional<Answer> of(String month) throws RefusedRequest {
    if (!MONTH.matcher(month).matches()) {
      return Optional.empty();
    }
    atWork.acquire();
    try {
      return written(month).map(StatementPages::answer);
    } catch (IOException e) {
      throw new Failure.FileTrouble("the statement could not be written", "see the log", e);
    } finally {
      atWork.release();
    }
  }

  private Optional<ByteBuffer> written(String month) throws IOException, RefusedRequest {
    Process process = program.start(List.of("show", "--month", month, "--html", "-"));
    // A file without a name, not the memory: whoever reads slowly keeps it for a minute.
    try (InputStream out = process.getInputStream();
        FileChannel file = UnnamedFile.open()) {
      long size = file.transferFrom(Channels.newChannel(out), 0, LARGEST + 1L);
      if (size > LARGEST) {
        process.toHandle().destroy();
        throw new IOException("the statement is too large for a page");
      }
      int exitCode = process.onExit().join().exitValue();
      if (exitCode == 0) {
        return Optional.of(file.map(FileChannel.MapMode.READ_ONLY, 0, size));
      }
      if (exitCode == ExitCode.NOT_PROVEN.number()) {
        return Optional.empty();
      }
      throw failed(month, exitCode);
    }
  }

  private static Failure failed(String month, int exitCode) {
    String what = "`extrato show --month " + month + "` ended with exit code " + exitCode;
    return ExitCodes.status(exitCode) == 503
        ? new Failure.NoDatabase(what, "ask again a little later", null)
        : new Failure.Unfit(what, "run it by hand: it says why");
  }

  /** With the document's own policy, which allows its own style sheet and no other. */
  private static Answer answer(ByteBuffer html) {
    byte[] beginning = new byte[Math.min(html.limit(), 4096)];
    html.get(0, beginning);
    String head = new String(beginning, StandardCharsets.UTF_8);
    Matcher policy = POLICY.matcher(head);
    String own = policy.find() ? policy.group(1).replace("&#39;", "'") : "default-src 'none'";
    return new Answer(
        200,
        "text/html; charset=utf-8",
        html,
        Map.of("Content-Security-Policy", own + "; frame-ancestors 'none'"));
  }
}
