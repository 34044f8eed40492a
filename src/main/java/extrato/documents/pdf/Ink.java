package extrato.documents.pdf;

/** The colours of the paper. */
enum Ink {
  PAPER(0xffffff),
  TEXT(0x211e1a),
  SOFT(0x6f675c),
  LINE(0xd9d2c6),
  RECEITA(0x23645f),
  COMISSOES(0xba8122),
  DESPESAS(0xb2503f),
  PALE_RECEITA(0xa7c1bf),
  PALE_COMISSOES(0xe3cda7),
  PALE_DESPESAS(0xe0b9b2);

  private static final double WHOLE = 255;

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  /** The same, or its pale one. */
  Ink pale(boolean isPale) {
    return isPale ? valueOf("PALE_" + name()) : this;
  }

  double red() {
    return (rgb >> 16) / WHOLE;
  }

  double green() {
    return ((rgb >> 8) & 0xff) / WHOLE;
  }

  double blue() {
    return (rgb & 0xff) / WHOLE;
  }
}
