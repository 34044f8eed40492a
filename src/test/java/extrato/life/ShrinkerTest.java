package extrato.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final List<Step> STEPS =
      IntStream.rangeClosed(1, 200)
          .mapToObj(
              number ->
                  new Step(
                      number,
                      Instant.EPOCH.plusSeconds(number),
                      number % 2 == 0 ? Deed.PAYMENT : Deed.CRON,
                      number))
          .toList();

  @Test
  void shrink_aLifeThatNeedsThreeSteps_leavesTheseThree() {
    Life.Ended shrunk =
        new Shrinker(ShrinkerTest::failsWithThree, Duration.ofMinutes(1))
            .shrink(STEPS, failsWithThree(STEPS));

    assertThat(shrunk.transcript()).isEqualTo("[17, 90, 150]");
  }

  @Test
  void shrink_whereAnotherLawBreaksWithout_keepsTheFirst() {
    Life.Ended shrunk =
        new Shrinker(
                steps -> steps.size() > 100 ? failsWithThree(steps) : broken("another", steps),
                Duration.ofMinutes(1))
            .shrink(STEPS, failsWithThree(STEPS));

    assertThat(shrunk.broken()).extracting("law").isEqualTo("lost");
  }

  @Test
  void shrink_withoutTime_givesTheLifeBack() {
    Life.Ended life = failsWithThree(STEPS);

    assertThat(new Shrinker(ShrinkerTest::failsWithThree, Duration.ZERO).shrink(STEPS, life))
        .isSameAs(life);
  }

  private static Life.Ended failsWithThree(List<Step> steps) {
    List<Integer> numbers = steps.stream().map(Step::number).toList();
    return numbers.containsAll(List.of(17, 90, 150))
        ? broken("lost", steps.subList(0, numbers.indexOf(150) + 1))
        : new Life.Ended(null, null, steps.size(), 0, 0, "");
  }

  private static Life.Ended broken(String law, List<Step> lived) {
    return new Life.Ended(
        new Broken(law, "it is"),
        lived.get(lived.size() - 1),
        lived.size(),
        0,
        0,
        lived.stream().map(Step::number).toList().toString());
  }
}
