package extrato.life;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What happens in a life, and when; drawn before the life begins. */
record Plan(long seed, List<Step> steps) {

  /**
   * How much happens.
   *
   * @param records how much the studio's people do in a month
   * @param without what never happens
   */
  record Size(int years, double records, Set<Deed> without) {}

  static Plan of(long seed, Size size) {
    Draws draws = new Draws(seed * 31 + 7);
    Set<Deed> known = known(draws, size.without());
    YearMonth first = YearMonth.of(draws.between(2001, 2099 - size.years()), draws.between(1, 12));
    LocalTime cron = draws.of(LocalTime.of(2, 0), LocalTime.of(5, 30), LocalTime.of(12, 0));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < size.years() * 12; i++) {
      YearMonth month = first.plusMonths(i);
      add(steps, draws, month, known, Deed.Often.DAILY, size.records());
      add(steps, draws, month, known, Deed.Often.SOMETIMES, size.records() * 0.06);
      add(steps, draws, month, known, Deed.Often.BY_HAND, size.records() * 0.12);
      add(steps, draws, month, known, Deed.Often.AT_THE_TILL, size.records() * 0.14);
      add(steps, draws, month, known, Deed.Often.SELDOM, size.records() * 0.03);
      if (known.contains(Deed.EVENING_BACKUP)) {
        Instant evening = month.atEndOfMonth().atTime(21, 0).toInstant(ZoneOffset.UTC);
        steps.add(new Step(0, evening, Deed.EVENING_BACKUP, draws.seed()));
      }
      if (known.contains(Deed.CRON)) {
        cron(steps, draws, month, cron);
      }
    }
    steps.sort(Comparator.comparing(Step::at));
    List<Step> numbered = new ArrayList<>();
    for (Step step : steps) {
      numbered.add(new Step(numbered.size() + 1, step.at(), step.deed(), step.seed()));
    }
    return new Plan(seed, List.copyOf(numbered));
  }

  /** No life has everything, because what always happens can hide other things. */
  private static Set<Deed> known(Draws draws, Set<Deed> without) {
    EnumSet<Deed> known = EnumSet.allOf(Deed.class);
    for (Deed deed : Deed.values()) {
      boolean optional = deed.often == Deed.Often.SOMETIMES || deed.often == Deed.Often.SELDOM;
      if (optional && draws.chance(0.5)) {
        known.remove(deed);
      }
    }
    if (draws.chance(0.3)) {
      known.removeIf(deed -> deed.often == Deed.Often.AT_THE_TILL);
    }
    if (draws.chance(0.1)) {
      known.remove(Deed.CRON);
    }
    if (draws.chance(0.6)) {
      known.remove(Deed.EVENING_BACKUP);
    }
    known.removeAll(without);
    return known;
  }

  private static void add(
      List<Step> steps,
      Draws draws,
      YearMonth month,
      Set<Deed> known,
      Deed.Often often,
      double mean) {
    List<Deed> bag = new ArrayList<>();
    for (Deed deed : known) {
      if (deed.often == often) {
        for (int i = 0; i < deed.weight; i++) {
          bag.add(deed);
        }
      }
    }
    int count = bag.isEmpty() ? 0 : draws.around(mean);
    for (int i = 0; i < count; i++) {
      Deed deed = draws.pick(bag);
      Instant at = deed == Deed.OLD_GENERATOR ? firstNight(draws, month) : moment(draws, month);
      steps.add(new Step(0, at, deed, draws.seed()));
      if (deed.days > 0) {
        Instant end = at.plus(Duration.ofHours(draws.between(5, deed.days * 24)));
        steps.add(new Step(0, end, deed.end(), draws.seed()));
      }
    }
  }

  /** Somebody who opens a page in the first hours of a month may be earlier than cron. */
  private static Instant firstNight(Draws draws, YearMonth month) {
    return month
        .atDay(1)
        .atTime(0, 0)
        .toInstant(ZoneOffset.UTC)
        .plus(Duration.ofMinutes(draws.between(0, 20 * 60)));
  }

  private static Instant moment(Draws draws, YearMonth month) {
    return month
        .atDay(1)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .plus(Duration.ofSeconds(draws.below(month.lengthOfMonth() * 86_400)));
  }

  /** The shipped cron lines: days 1 to 5. The machine is not on every night. */
  private static void cron(List<Step> steps, Draws draws, YearMonth month, LocalTime time) {
    double[] on = {0.85, 0.15, 0.02, 0.02, 0.08};
    for (int day = 1; day <= on.length; day++) {
      long seed = draws.seed();
      if (draws.chance(on[day - 1])) {
        steps.add(
            new Step(0, month.atDay(day).atTime(time).toInstant(ZoneOffset.UTC), Deed.CRON, seed));
      }
    }
  }
}
