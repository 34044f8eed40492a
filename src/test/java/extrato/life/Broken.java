package extrato.life;

/** A law that does not hold. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String law;

  Broken(String law, String what) {
    super(what);
    this.law = law;
  }

  String law() {
    return law;
  }
}
