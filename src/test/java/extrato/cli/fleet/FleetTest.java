package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose turn it is, and what becomes of those that hang, whatever their work is. */
class FleetTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path home;
  private final Interruption interruption = new Interruption();
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  @Test
  void noMoreAreAtWork_thanParallelAndTheirServerAllow() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger onOne = new AtomicInteger();
    AtomicInteger mostOnOne = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(3);

    FleetEnd end =
        run(
            new FleetLimits(3, 2, LONG, SHORT, LONG),
            IntStream.range(0, 12).mapToObj(n -> studio("s" + n, n < 6 ? "one" : "two")).toList(),
            (studio, signals, out, err) -> {
              boolean one = studio.server().startsWith("one");
              most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
              if (one) {
                mostOnOne.accumulateAndGet(onOne.incrementAndGet(), Math::max);
              }
              full.countDown();
              await(full);
              atWork.decrementAndGet();
              onOne.addAndGet(one ? -1 : 0);
              return 0;
            });

    assertThat(end.done()).isEqualTo(12);
    assertThat(most).hasValue(3);
    assertThat(mostOnOne).hasValue(2);
  }

  /** Its server's other studios wait for it, and no others do. */
  @Test
  void aServerThatHangs_holdsUpAsFewAsCanBe() {
    CountDownLatch others = new CountDownLatch(6);
    List<FleetStudio> studios = new ArrayList<>();
    IntStream.range(0, 6).forEach(n -> studios.add(studio("a" + n, "hangs")));
    IntStream.range(0, 6).forEach(n -> studios.add(studio("b" + n, "works")));

    FleetEnd end =
        run(
            new FleetLimits(2, 2, LONG, SHORT, LONG),
            studios,
            (studio, signals, out, err) -> {
              if (studio.server().startsWith("hangs")) {
                await(others);
              } else {
                others.countDown();
              }
              return 0;
            });

    assertThat(end.done()).isEqualTo(12);
    assertThat(ended.subList(0, 5)).allMatch(name -> name.startsWith("b"));
  }

  @Test
  void aStudio_thatTakesTooLong_isToldToEnd_andNoOtherIs() {
    FleetEnd end =
        run(
            new FleetLimits(2, 2, SHORT, SHORT, LONG),
            List.of(studio("hangs", "db"), studio("other", "db")),
            (studio, signals, out, err) -> {
              if (studio.name().equals("hangs")) {
                awaitSignal(signals);
                out.print(
                    "{\"outcome\": \"interrupted\", \"error\": {\"message\": \"rolled back\"}}");
                return 143;
              }
              assertThat(signals.isRequested()).isFalse();
              return 0;
            });

    assertThat(end.ends()).extracting(StudioEnd::exitCode).containsExactly(143, 0);
    assertThat(end.ends().get(0).message())
        .isEqualTo("stopped after its limit of 0.05 s: rolled back");
    assertThat(code(end)).isEqualTo(ExitCode.SOME_STUDIOS);
  }

  @Test
  void aStudio_thatDoesNotEndWhenTold_isLeftAlone_andItsLineIsTrue() {
    CountDownLatch never = new CountDownLatch(1);

    FleetEnd end =
        run(
            new FleetLimits(1, 1, SHORT, SHORT, SHORT),
            List.of(studio("hangs", "db"), studio("other", "db")),
            (studio, signals, out, err) -> {
              if (studio.name().equals("hangs")) {
                await(never);
              }
              return 0;
            });
    never.countDown();

    assertThat(end.ends()).extracting(StudioEnd::exitCode).containsExactly(10, 0);
    assertThat(end.ends().get(0).message())
        .startsWith("stopped after its limit of 0.05 s: its run does not end");
  }

  @Test
  void aSignal_reachesThoseThatAreUnderWay_andTheRestIsNotBegun() {
    FleetEnd end =
        run(
            new FleetLimits(2, 2, LONG, LONG, LONG),
            List.of(studio("a", "db"), studio("b", "db"), studio("c", "db")),
            (studio, signals, out, err) -> {
              interruption.request(ExitCode.INTERRUPTED);
              awaitSignal(signals);
              Failure failure = signals.failure();
              return failure == null ? 0 : failure.code().number();
            });

    assertThat(end.ends()).extracting(StudioEnd::exitCode).containsExactly(130, 130, null);
    assertThat(end.verdict()).isEqualTo("0 of 3 studios done, 2 failed, 1 not begun");
    assertThat(code(end)).isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void aStudio_thatAnotherRunHolds_isTriedAgain_afterAllOthers() {
    AtomicInteger tries = new AtomicInteger();

    FleetEnd end =
        run(
            new FleetLimits(1, 1, LONG, Duration.ofSeconds(1), LONG),
            List.of(studio("a", "db"), studio("b", "db"), studio("c", "db")),
            (studio, signals, out, err) ->
                studio.name().equals("a") && tries.incrementAndGet() == 1 ? 7 : 0);

    assertThat(ended).containsExactly("b", "c", "a");
    assertThat(code(end)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aStudio_thatAnotherRunKeeps_isBusyInTheEnd() {
    FleetEnd end =
        run(
            new FleetLimits(1, 1, LONG, Duration.ZERO, LONG),
            List.of(studio("a", "db"), studio("b", "db")),
            (studio, signals, out, err) -> studio.name().equals("a") ? 7 : 0);

    assertThat(end.ends()).extracting(StudioEnd::exitCode).containsExactly(7, 0);
  }

  @Test
  void aBug_inOneStudiosRun_isItsOwn() {
    FleetEnd end =
        run(
            new FleetLimits(1, 1, LONG, SHORT, LONG),
            List.of(studio("a", "db"), studio("b", "db")),
            (studio, signals, out, err) -> {
              if (studio.name().equals("a")) {
                throw new StackOverflowError();
              }
              return 0;
            });

    assertThat(end.ends()).extracting(StudioEnd::exitCode).containsExactly(1, 0);
    assertThat(end.ends().get(0).message()).contains("StackOverflowError");
  }

  private FleetEnd run(FleetLimits rules, List<FleetStudio> studios, StudioWork work) {
    return new FleetEnd(
        new Fleet(rules, interruption, work, end -> ended.add(end.studio().name())).run(studios));
  }

  private ExitCode code(FleetEnd end) {
    Failure failure = end.failure(interruption.failure());
    return failure == null ? ExitCode.DONE : failure.code();
  }

  private FleetStudio studio(String name, String server) {
    return new FleetStudio(
        name,
        new SettingsReader()
            .read(
                Map.of(),
                Map.of("DATABASE_URL", "postgresql://" + server + "/" + name),
                home,
                home),
        List.of(),
        List.of());
  }

  /** The signal may have come before anybody listened. */
  @SuppressWarnings("try") // The resource is there to be closed.
  private static void awaitSignal(Interruption signals) {
    CountDownLatch told = new CountDownLatch(1);
    try (Interruption.AutoCancel signal = signals.onSignal(told::countDown)) {
      if (!signals.isRequested()) {
        await(told);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
