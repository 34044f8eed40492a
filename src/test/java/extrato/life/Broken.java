package extrato.life;

/** A law that was broken. */
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

  /** The law and how it was broken, without record and month. */
  String kind() {
    String what = String.valueOf(getMessage());
    return law
        + ": "
        + what.split(";", 2)[0]
            .replaceAll("pagamentos|sessoes|comissoes|gastos", "")
            .replaceAll("[0-9/#:-]+", "");
  }
}
