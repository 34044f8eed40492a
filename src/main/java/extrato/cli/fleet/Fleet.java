package extrato.cli.fleet;

import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Gives every studio its turn. One that fails or hangs stops no other. */
public final class Fleet {
  /** How often a studio that another run holds is tried again. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final FleetLimits rules;
  private final Interruption interruption;
  private final StudioWork work;
  private final Consumer<StudioEnd> tell;

  /** Turns that ended; an empty one is a signal. */
  private final BlockingQueue<Optional<StudioTurn>> news = new LinkedBlockingQueue<>();

  private final List<FleetStudio> waiting = new ArrayList<>();
  private final List<StudioTurn> underWay = new ArrayList<>();
  private final List<StudioEnd> ends = new ArrayList<>();

  /**
   * @param tell hears of each studio's end as it comes
   */
  public Fleet(
      FleetLimits rules, Interruption interruption, StudioWork work, Consumer<StudioEnd> tell) {
    this.rules = rules;
    this.interruption = interruption;
    this.work = work;
    this.tell = tell;
  }

  /** Returns what became of each. */
  @SuppressWarnings("try") // The resource is there to be closed.
  public List<StudioEnd> run(List<FleetStudio> studios) {
    try (Interruption.AutoCancel signal = interruption.onSignal(() -> news.add(Optional.empty()))) {
      waiting.addAll(studios);
      List<StudioEnd> busy = giveTurns();
      long since = System.nanoTime();
      while (!busy.isEmpty() && isPatient(since)) {
        busy.forEach(end -> waiting.add(end.studio()));
        busy = giveTurns();
      }
      busy.forEach(this::note);
    }
    return List.copyOf(ends);
  }

  /** Another run may be doing that very work: then it is done when this one looks again. */
  private boolean isPatient(long since) {
    Duration left = rules.patience().minusNanos(System.nanoTime() - since);
    if (left.isNegative() || left.isZero() || interruption.isRequested()) {
      return false;
    }
    await(left.compareTo(BETWEEN_TRIES) < 0 ? left : BETWEEN_TRIES);
    return !interruption.isRequested();
  }

  /** Every studio that waits gets its turn; returns those that another run holds. */
  private List<StudioEnd> giveTurns() {
    List<StudioEnd> busy = new ArrayList<>();
    while (true) {
      if (interruption.isRequested()) {
        waiting.forEach(studio -> note(StudioEnd.notBegun(studio)));
        waiting.clear();
        underWay.forEach(turn -> turn.tell(code(), ""));
      }
      refuseWhatMustNotRun();
      for (Optional<FleetStudio> next = next(); next.isPresent(); next = next()) {
        begin(next.get());
      }
      if (underWay.isEmpty()) {
        return busy;
      }
      await(nearest())
          .ifPresent(
              turn -> {
                underWay.remove(turn);
                StudioEnd end = turn.end();
                if (end.isBusy()) {
                  busy.add(end);
                } else {
                  note(end);
                }
              });
      underWay.stream().filter(turn -> turn.left().isNegative()).toList().forEach(this::late);
    }
  }

  private void refuseWhatMustNotRun() {
    List<FleetStudio> refused = waiting.stream().filter(one -> !one.obstacles().isEmpty()).toList();
    waiting.removeAll(refused);
    refused.forEach(studio -> note(StudioEnd.refused(studio)));
  }

  private ExitCode code() {
    Failure failure = interruption.failure();
    return failure == null ? ExitCode.TERMINATED : failure.code();
  }

  /**
   * The studio whose server has the least to do, so that a server that hangs holds up as few others
   * as can be.
   */
  private Optional<FleetStudio> next() {
    if (underWay.size() >= rules.parallel()) {
      return Optional.empty();
    }
    return waiting.stream()
        .filter(studio -> atWork(studio) < rules.perServer())
        .min(Comparator.comparingLong(this::atWork));
  }

  private long atWork(FleetStudio studio) {
    return underWay.stream().filter(turn -> turn.studio().server().equals(studio.server())).count();
  }

  private void begin(FleetStudio studio) {
    waiting.remove(studio);
    StudioTurn turn = new StudioTurn(studio, rules);
    underWay.add(turn);
    turn.begin(work, over -> news.add(Optional.of(over)));
  }

  private Duration nearest() {
    return underWay.stream()
        .map(StudioTurn::left)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** The next turn that ended, if one did and nothing else came first. */
  private Optional<StudioTurn> await(Duration atMost) {
    try {
      Optional<StudioTurn> next =
          news.poll(Math.max(0, atMost.toMillis()) + 1, TimeUnit.MILLISECONDS);
      return next == null ? Optional.empty() : next;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void late(StudioTurn turn) {
    if (turn.isTold()) {
      underWay.remove(turn);
      note(turn.abandoned());
    } else {
      turn.tell(
          ExitCode.TERMINATED,
          "stopped after its limit of " + rules.limit().toMillis() / 1000.0 + " s: ");
    }
  }

  private void note(StudioEnd end) {
    ends.add(end);
    tell.accept(end);
  }
}
