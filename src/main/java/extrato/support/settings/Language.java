package extrato.support.settings;

/** What the studio's people read: statements, mails and notices. */
public enum Language {
  PORTUGUESE("pt-BR"),
  ENGLISH("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** As it is set, and as a document says what it is written in. */
  public String tag() {
    return tag;
  }

  static Language parse(String text) throws WrongValue {
    for (Language language : values()) {
      if (language.tag.equalsIgnoreCase(text)) {
        return language;
      }
    }
    throw new WrongValue("must be pt-BR or en");
  }
}
