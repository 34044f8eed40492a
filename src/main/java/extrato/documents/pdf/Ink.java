package extrato.documents.pdf;

import java.awt.Color;

/** The colours of the paper. */
final class Ink {
  static final Color TEXT = new Color(0x21, 0x1e, 0x1a);
  static final Color SOFT = new Color(0x6f, 0x67, 0x5c);
  static final Color LINE = new Color(0xd9, 0xd2, 0xc6);
  static final Color RECEITA = new Color(0x23, 0x64, 0x5f);
  static final Color COMISSOES = new Color(0xcf, 0x94, 0x34);
  static final Color DESPESAS = new Color(0xb2, 0x50, 0x3f);

  private Ink() {}
}
