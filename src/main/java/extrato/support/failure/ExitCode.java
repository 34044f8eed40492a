package extrato.support.failure;

import java.util.Arrays;

/** The published exit codes. A code is never reused for another meaning. */
public enum ExitCode {
  DONE(0),
  BUG(1),
  BAD_ARGUMENTS(2),
  ALREADY_CLOSED(3),
  NOT_PROVEN(4),
  NO_DATABASE(5),
  STOPPED(6),
  BUSY(7),
  UNFIT(8),
  FILE_TROUBLE(9),
  UNKNOWN(10),
  WANTS_FLAG(11),
  ATTENTION(12),
  REFUSED_DATA(13),
  NOT_COVERED(14),
  SOME_STUDIOS(15),
  INTERRUPTED(130),
  /** As of a program that a closed pipe ended, though this one did its work. */
  UNREAD(141),
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The code of that number, which this program has ended with. */
  public static ExitCode of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst().orElse(BUG);
  }

  public int number() {
    return number;
  }

  /** Whether it answers who asked, and says nothing of how the month stands. */
  public boolean isAnswer() {
    return switch (this) {
      case BAD_ARGUMENTS, ALREADY_CLOSED, BUSY, WANTS_FLAG, REFUSED_DATA, NOT_COVERED -> true;
      default -> false;
    };
  }
}
