package extrato.cli;

import extrato.postgres.Interruption;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;

/** Where the program begins, and the one place where it ends the JVM. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Interruption interruption = new Interruption();
    Signals.handle(interruption);
    int code =
        new Program(
                Surroundings.ofThisProcess(), Clock.system(ZoneId.systemDefault()), interruption)
            .run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
