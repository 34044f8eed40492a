package extrato.runs.notices;

import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.ExitCode;
import extrato.support.settings.NoticeEvent;
import java.util.Locale;
import java.util.Set;

/** What a run means to people who did not see it. */
public enum NoticeKind {
  FAILURE,
  /** The month is closed, and records of it are live. */
  LATE,
  /** The books were changed as they should be. */
  SUCCESS,
  /** All is well and nothing was to be done. */
  FINE,
  /** It says nothing of the month: it did not get to work. */
  NOTHING,
  /** No run at all: somebody tries whether notices arrive. */
  TEST;

  public static NoticeKind of(RunCommand command, Outcome outcome, ExitCode code, boolean late) {
    boolean byHand = code == ExitCode.INTERRUPTED;
    boolean legacy = code != ExitCode.DONE && outcome == Outcome.LEGACY;
    if (code.isAnswer() || byHand || legacy || outcome == Outcome.DISABLED) {
      return NOTHING;
    }
    if (code != ExitCode.DONE) {
      return FAILURE;
    }
    if (late && outcome != Outcome.MERGED) {
      return LATE;
    }
    boolean changed = outcome == Outcome.DONE || outcome == Outcome.MERGED;
    return changed && command.is(RunCommand.Trait.CHANGES_BOOKS) ? SUCCESS : FINE;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether people asked to be told of such a run. */
  boolean isAmong(Set<NoticeEvent> events) {
    return switch (this) {
      case FAILURE -> events.contains(NoticeEvent.FAILURE);
      case LATE -> events.contains(NoticeEvent.LATE);
      case SUCCESS -> events.contains(NoticeEvent.SUCCESS);
      case FINE, NOTHING, TEST -> false;
    };
  }
}
