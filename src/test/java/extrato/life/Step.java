package extrato.life;

import java.time.Instant;

/**
 * One thing that happens.
 *
 * @param number counted from 1; a shrunk life keeps the numbers
 * @param at when it happens, whatever was left out before it
 * @param seed the seed of its draws
 */
record Step(int number, Instant at, Deed deed, long seed) {
  Draws draws() {
    return new Draws(seed);
  }

  @Override
  public String toString() {
    return number + " " + deed + " " + at;
  }
}
