package extrato.postgres;

/**
 * Keeps the wallet away while people and records go: a deposit for a client who is being taken out
 * would belong to nobody. The wallet's transactions share the lock.
 */
final class WalletLock {
  /** "exwa" as a number; the other half of the key is the id of the studio's schema. */
  private static final int WALLET = 0x65787761;

  private WalletLock() {}

  static String shared(Whereabouts place) {
    return "select pg_catalog.pg_advisory_xact_lock_shared" + key(place);
  }

  static String alone(Whereabouts place) {
    return "select pg_catalog.pg_advisory_xact_lock" + key(place);
  }

  private static String key(Whereabouts place) {
    return "(" + WALLET + ", " + (int) place.schemaId() + ")";
  }
}
