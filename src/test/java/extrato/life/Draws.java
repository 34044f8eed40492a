package extrato.life;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The random draws of one step. Each step has its own, so that leaving out another step does not
 * change them.
 */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    this.random = new SplittableRandom(scrambled(seed));
  }

  /** Mixes a seed, because similar seeds begin with similar draws. */
  static long scrambled(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  @SafeVarargs
  final <T> T of(T... some) {
    return some[random.nextInt(some.length)];
  }

  /** About this many: sometimes more, sometimes none. */
  int around(double mean) {
    double limit = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; count++) {
      product *= random.nextDouble();
    }
    return Math.max(count, 0);
  }

  long seed() {
    return random.nextLong();
  }

  /** Money with cents that binary fractions cannot represent. */
  String amount() {
    return between(1, 1500) + "." + of("00", "50", "10", "33", "99", "07");
  }
}
