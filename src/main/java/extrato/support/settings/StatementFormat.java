package extrato.support.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A kind of file that a statement is written as. */
public enum StatementFormat {
  HTML("text/html"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PDF("application/pdf");

  private final String mediaType;

  StatementFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** How the names of its files end; so it is set, too. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<StatementFormat> parse(String text) throws WrongValue {
    Set<StatementFormat> formats = EnumSet.noneOf(StatementFormat.class);
    for (String word : text.split(",", -1)) {
      formats.add(
          Arrays.stream(values())
              .filter(format -> format.extension().equalsIgnoreCase(word.strip()))
              .findFirst()
              .orElseThrow(
                  () -> new WrongValue("must be html, xlsx, pdf, or several with commas between")));
    }
    return formats;
  }
}
