package extrato.documents.xlsx;

/** How cells look: what {@link Style} numbers. */
final class Styles {
  private static final String NO_BORDER = "<left/><right/><top/><bottom/><diagonal/>";

  static final String XML =
      "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
          + "<numFmts count=\"4\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
          + "<numFmt numFmtId=\"165\" formatCode=\"&quot;R$&quot;\\ #,##0.00;[Red]\\-&quot;R$"
          + "&quot;\\ #,##0.00\"/><numFmt numFmtId=\"166\" formatCode=\"0.0##%\"/>"
          + "<numFmt numFmtId=\"167\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/></numFmts>"
          + "<fonts count=\"5\">"
          + font("11", "")
          + font("11", "<b/>")
          + font("16", "<b/>")
          + font("10", "<color rgb=\"FF6F675C\"/>")
          + font("11", "<b/><color rgb=\"FFFFFFFF\"/>")
          + "</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
          + "<fill><patternFill patternType=\"gray125\"/></fill>"
          + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF23645F\"/></patternFill>"
          + "</fill></fills>"
          + "<borders count=\"2\"><border>"
          + NO_BORDER
          + "</border><border><left/><right/><top style=\"thin\"><color auto=\"1\"/></top><bottom/>"
          + "<diagonal/></border></borders>"
          + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"13\">"
          + look(0, 0, 0, 0)
          + look(49, 0, 0, 0)
          + look(1, 0, 0, 0)
          + look(164, 0, 0, 0)
          + look(165, 0, 0, 0)
          + look(166, 0, 0, 0)
          + look(49, 4, 2, 0)
          + look(49, 1, 0, 1)
          + look(165, 1, 0, 1)
          + look(166, 1, 0, 1)
          + look(49, 2, 0, 0)
          + look(49, 3, 0, 0)
          + look(167, 0, 0, 0)
          + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\""
          + " builtinId=\"0\"/></cellStyles></styleSheet>";

  private Styles() {}

  private static String font(String size, String more) {
    return "<font>"
        + more.replaceFirst("<color.*", "")
        + "<sz val=\""
        + size
        + "\"/>"
        + (more.contains("<color") ? more.substring(more.indexOf("<color")) : "")
        + "<name val=\"Calibri\"/><family val=\"2\"/></font>";
  }

  private static String look(int format, int font, int fill, int border) {
    return "<xf xfId=\"0\" numFmtId=\""
        + format
        + "\" fontId=\""
        + font
        + "\" fillId=\""
        + fill
        + "\" borderId=\""
        + border
        + "\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"/>";
  }
}
