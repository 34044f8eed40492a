package extrato.faults;

import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Where a run is held: before its n-th statement reaches the server, or after the server has run
 * it.
 */
record ParkingPlace(int nth, Fault fault) {
  /** The decisive statements are few, but important. */
  private static final int LAST_STATEMENTS = 6;

  /**
   * Draws this many of a run's places: each statement once, in any order, before any is repeated.
   */
  static List<ParkingPlace> places(Prepared prepared, int count, Random random) {
    List<ParkingPlace> places = new ArrayList<>();
    for (int nth = 1; nth <= prepared.statements(); nth++) {
      places.add(new ParkingPlace(nth, fault(random)));
    }
    Collections.shuffle(places, random);
    while (places.size() < count) {
      places.add(any(prepared, random));
    }
    return places.subList(0, count);
  }

  static ParkingPlace any(Prepared prepared, Random random) {
    int statements = prepared.statements();
    return new ParkingPlace(
        random.nextInt(4) > 0
            ? 1 + random.nextInt(statements)
            : statements - random.nextInt(Math.min(LAST_STATEMENTS, statements)),
        fault(random));
  }

  private static Fault fault(Random random) {
    return random.nextBoolean() ? Fault.HOLD_BEFORE : Fault.HOLD_ANSWER;
  }

  Trap on(TcpProxy proxy) {
    return proxy.at("", nth, fault);
  }
}
