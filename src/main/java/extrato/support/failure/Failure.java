package extrato.support.failure;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong in a way the operator can understand: one line that says what
 * happened, to what, and what to do. Anything else that is thrown is a bug, and becomes one of
 * these only to be printed.
 *
 * <p>Messages never carry a password or a client's name: they are printed, logged and mailed. What
 * may name a client is a wording of its own, which only a terminal shows.
 */
public abstract sealed class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String hint;
  private String consequence = "";
  private @Nullable String shown;

  private Failure(ExitCode code, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
  }

  public final ExitCode code() {
    return code;
  }

  /** What the operator can do about it; empty when the message says it all. */
  public final String hint() {
    return hint;
  }

  /** What may be written down and sent anywhere. */
  public final String text() {
    return getMessage() + consequence;
  }

  /** What only who sits at the terminal may read: it may name a client. */
  public final String forTerminal() {
    return (shown == null ? getMessage() : shown) + consequence;
  }

  /** Says the same in other words to who sits at the terminal, and to nobody else. */
  public final Failure showing(Wording wording) {
    shown = wording.forTerminal();
    return this;
  }

  /** Adds what became of the work, which only those who end it know. */
  public final Failure leaving(String consequenceOfIt) {
    consequence = consequenceOfIt;
    return this;
  }

  /** What nobody foresaw. */
  public static final class Bug extends Failure {
    private static final long serialVersionUID = 1L;

    public Bug(String message, String hint, Throwable cause) {
      super(ExitCode.BUG, message, hint, cause);
    }
  }

  /** The command line does not say what to do. */
  public static final class BadArguments extends Failure {
    private static final long serialVersionUID = 1L;

    public BadArguments(String message, String hint) {
      super(ExitCode.BAD_ARGUMENTS, message, hint, null);
    }
  }

  /** The month has a statement already. */
  public static final class AlreadyClosed extends Failure {
    private static final long serialVersionUID = 1L;

    public AlreadyClosed(String message, String hint) {
      super(ExitCode.ALREADY_CLOSED, message, hint, null);
    }
  }

  /** Backup, archive or statement are missing, damaged, stale or legacy. */
  public static final class NotProven extends Failure {
    private static final long serialVersionUID = 1L;

    public NotProven(String message, String hint) {
      super(ExitCode.NOT_PROVEN, message, hint, null);
    }
  }

  /**
   * There is nothing here that the command could work on: no backup yet, no closing to undo, a file
   * of another month. That answers who asked, and is no failure of the month.
   */
  public static final class Inapplicable extends Failure {
    private static final long serialVersionUID = 1L;

    public Inapplicable(String message, String hint) {
      super(ExitCode.NOT_PROVEN, message, hint, null);
    }
  }

  /** The records changed since the backup was written: a new backup mends it. */
  public static final class Stale extends Failure {
    private static final long serialVersionUID = 1L;

    public Stale(String message, String hint) {
      super(ExitCode.NOT_PROVEN, message, hint, null);
    }
  }

  /** The month was closed by the old generator, which left nothing that could prove it. */
  public static final class Legacy extends Failure {
    private static final long serialVersionUID = 1L;

    public Legacy(String message, String hint) {
      super(ExitCode.NOT_PROVEN, message, hint, null);
    }
  }

  /** The database cannot be reached, or was lost on the way. */
  public static final class NoDatabase extends Failure {
    private static final long serialVersionUID = 1L;

    public NoDatabase(String message, String hint, @Nullable Throwable cause) {
      super(ExitCode.NO_DATABASE, message, hint, cause);
    }
  }

  /** A conflict, a constraint, a full or cancelled server, rows that another table holds. */
  public static final class Stopped extends Failure {
    private static final long serialVersionUID = 1L;

    public Stopped(String message, String hint, @Nullable Throwable cause) {
      super(ExitCode.STOPPED, message, hint, cause);
    }

    public Stopped(String message, String hint) {
      this(message, hint, null);
    }
  }

  /** Another run holds the lock. */
  public static final class Busy extends Failure {
    private static final long serialVersionUID = 1L;

    public Busy(String message, String hint) {
      super(ExitCode.BUSY, message, hint, null);
    }
  }

  /** Configuration, rights or the kind of database do not fit. */
  public static final class Unfit extends Failure {
    private static final long serialVersionUID = 1L;

    public Unfit(String message, String hint, @Nullable Throwable cause) {
      super(ExitCode.UNFIT, message, hint, cause);
    }

    public Unfit(String message, String hint) {
      this(message, hint, null);
    }
  }

  /** A file could not be read or written. */
  public static final class FileTrouble extends Failure {
    private static final long serialVersionUID = 1L;

    public FileTrouble(String message, String hint, @Nullable Throwable cause) {
      super(ExitCode.FILE_TROUBLE, message, hint, cause);
    }
  }

  /** The commit was sent and nobody could say what became of it. */
  public static final class UnknownOutcome extends Failure {
    private static final long serialVersionUID = 1L;

    public UnknownOutcome(String message, String hint, @Nullable Throwable cause) {
      super(ExitCode.UNKNOWN, message, hint, cause);
    }
  }

  /** The operator must say with a flag that this is meant. */
  public static final class WantsFlag extends Failure {
    private static final long serialVersionUID = 1L;

    public WantsFlag(String message, String hint) {
      super(ExitCode.WANTS_FLAG, message, hint, null);
    }
  }

  /** An account has not enough, or a hold is not open. */
  public static final class NotCovered extends Failure {
    private static final long serialVersionUID = 1L;

    public NotCovered(String message, String hint, @Nullable Throwable cause) {
      super(ExitCode.NOT_COVERED, message, hint, cause);
    }
  }

  /** Data files hold what is no data for the books; each of it is named. */
  public static final class RefusedData extends Failure {
    private static final long serialVersionUID = 1L;

    public RefusedData(String message, String hint) {
      super(ExitCode.REFUSED_DATA, message, hint, null);
    }
  }

  /** A check found something that a person must look at. */
  public static final class Attention extends Failure {
    private static final long serialVersionUID = 1L;

    public Attention(String message, String hint) {
      super(ExitCode.ATTENTION, message, hint, null);
    }
  }

  /** Of many studios, some were not done; or none, and then the code may be what all ended with. */
  public static final class SomeStudios extends Failure {
    private static final long serialVersionUID = 1L;

    public SomeStudios(ExitCode code, String message, String hint) {
      super(code, message, hint, null);
    }
  }

  /** A signal came in place of an answer: nothing had begun, so nothing has failed. */
  public static final class Unanswered extends Failure {
    private static final long serialVersionUID = 1L;

    public Unanswered(Interrupted signal) {
      super(signal.code(), "nothing was done: nobody answered", "say --yes beforehand", signal);
    }
  }

  /** A signal arrived before the commit. */
  public static final class Interrupted extends Failure {
    private static final long serialVersionUID = 1L;

    public Interrupted(ExitCode code, String message) {
      super(code, message, "run the command again", null);
    }
  }
}
