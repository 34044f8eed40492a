package extrato.work.doctor;

import extrato.postgres.SqlStates;
import extrato.runs.Progress;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects the checks. A check that cannot be done becomes a finding too, and the next one is
 * tried.
 */
final class Findings {
  private final Progress progress;
  private final List<Check> checks = new ArrayList<>();
  private final List<String> notChecked = new ArrayList<>();
  private boolean lost;

  Findings(Progress progress) {
    this.progress = progress;
  }

  void look(String name, Supplier<? extends Collection<Check>> look) {
    ask(name, look).ifPresent(checks::addAll);
  }

  /**
   * The answer; empty if there is none, which then becomes a finding with this name. After the
   * connection is lost, nothing more is asked.
   */
  <T> Optional<T> ask(String name, Supplier<T> question) {
    if (lost) {
      notChecked.add(name);
      return Optional.empty();
    }
    progress.step(name);
    try {
      return Optional.of(question.get());
    } catch (Failure.Interrupted e) {
      throw e;
    } catch (Failure e) {
      add(Check.fail(name, "cannot be checked: " + e.text(), e.hint()));
    } catch (RuntimeException e) {
      if (!SqlStates.isFromDatabase(e)) {
        throw e;
      }
      Failure failure = SqlStates.asFailure(e, "");
      lost = SqlStates.isLost(e);
      add(Check.fail(name, "cannot be checked: " + failure.text(), failure.hint()));
    }
    return Optional.empty();
  }

  void add(Check check) {
    checks.add(check);
  }

  /** Notes checks that cannot be done for a reason that another check reports. */
  void leaveOut(String... names) {
    notChecked.addAll(List.of(names));
  }

  List<Check> checks() {
    if (notChecked.isEmpty()) {
      return List.copyOf(checks);
    }
    List<Check> all = new ArrayList<>(checks);
    all.add(
        Check.warning(
            "not checked",
            String.join(", ", notChecked),
            "run `extrato doctor` again when the rest is settled"));
    return all;
  }
}
