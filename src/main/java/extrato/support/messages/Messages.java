package extrato.support.messages;

import extrato.support.settings.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the studio's people are told, in their language. */
public final class Messages {
  private final Language language;
  private final Properties texts;

  private Messages(Language language, Properties texts) {
    this.language = language;
    this.texts = texts;
  }

  public static Messages in(Language language) {
    String file = language.tag() + ".properties";
    try (InputStream in = Messages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program was packaged without " + file);
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new Messages(language, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Language language() {
    return language;
  }

  /**
   * The text of that name; {@code {0}} in it is the first of the values. Nothing in a value is
   * looked at again.
   */
  public String of(String name, Object... values) {
    String text = texts.getProperty(name);
    if (text == null) {
      throw new IllegalStateException("no text in " + language.tag() + " for " + name);
    }
    StringBuilder filled = new StringBuilder();
    int copied = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', copied)) {
      int close = text.indexOf('}', open);
      filled
          .append(text, copied, open)
          .append(values[Integer.parseInt(text.substring(open + 1, close))]);
      copied = close + 1;
    }
    return filled.append(text, copied, text.length()).toString();
  }
}
