package extrato.documents.pdf;

/** The colours of the paper. */
enum Ink {
  TEXT(0x211e1a),
  SOFT(0x6f675c),
  LINE(0xd9d2c6),
  RECEITA(0x23645f),
  COMISSOES(0xcf9434),
  DESPESAS(0xb2503f);

  private static final double WHOLE = 255;

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
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
