package extrato.support.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds each setting's value in the sources, and notes problems, warnings and origins. */
final class SettingValues {
  private static final int LONGEST_QUOTE = 60;

  private final Sources sources;
  private final List<String> problems;
  private final List<String> warnings;
  private final Map<String, Origin> origins;

  SettingValues(
      Sources sources, List<String> problems, List<String> warnings, Map<String, Origin> origins) {
    this.sources = sources;
    this.problems = problems;
    this.warnings = warnings;
    this.origins = origins;
  }

  interface Parser<T> {
    T parse(String text) throws WrongValue;
  }

  /** The default, if the setting is missing or wrong. */
  <T> T of(Setting setting, Parser<T> parser) {
    T value = optional(setting, parser);
    return value == null ? byDefault(setting, parser) : value;
  }

  /** Whichever of the two it is by its default. */
  <T> @Nullable T ofAny(Setting setting, Parser<T> parser) {
    return setting.defaultText().isEmpty() ? optional(setting, parser) : of(setting, parser);
  }

  private <T> T byDefault(Setting setting, Parser<T> parser) {
    try {
      T value = parser.parse(setting.defaultText());
      String shown = shown(value, setting.defaultText());
      origins.putIfAbsent(setting.key(), new Origin(shown, Source.DEFAULT, null));
      return value;
    } catch (WrongValue e) {
      throw new IllegalStateException("the default of " + setting + " " + e.text(), e);
    }
  }

  /** Null, if the setting is missing or wrong. */
  <T> @Nullable T optional(Setting setting, Parser<T> parser) {
    Sources.Found found = sources.find(setting.key());
    if (found == null) {
      T shared = shared(setting, parser);
      if (shared != null) {
        return shared;
      }
      if (setting.defaultText().isEmpty()) {
        origins.put(setting.key(), new Origin(setting.absent(), Source.DEFAULT, null));
      }
      return null;
    }
    String text = found.value().strip();
    try {
      T value = parser.parse(text);
      origins.put(setting.key(), found.origin(shown(value, text)));
      return value;
    } catch (WrongValue e) {
      String quoted = setting.mayHoldSecret() ? "" : quoted(text);
      problems.add(setting.key() + quoted + " (" + found.place() + ") " + e.text());
      return null;
    }
  }

  /**
   * The value by the name that the web application also uses. A value that means nothing here was
   * meant for the application: it must not break anything, nor hide a value from another source.
   */
  private <T> @Nullable T shared(Setting setting, Parser<T> parser) {
    String name = setting.sharedKey();
    if (name == null) {
      return null;
    }
    for (Sources.Found found : sources.all(name).toList()) {
      String text = found.value().strip();
      String said = name + quoted(text) + " (" + found.place() + ") ";
      try {
        T value = parser.parse(text);
        if (setting != Setting.MONTHLY_JOB || isOwnFile(found)) {
          origins.put(name, found.origin(text));
          return value;
        }
        if (value.equals(false)) {
          warnings.add(
              said
                  + "is the web application's and has no effect here: EXTRATO_MONTHLY_JOB=false"
                  + " switches `extrato monthly` off");
        }
      } catch (WrongValue e) {
        warnings.add(
            said
                + e.text()
                + "; taken for the web application's, it has no effect here: "
                + setting.key()
                + " is this tool's");
      }
    }
    return null;
  }

  /** docker-compose gives a file named .env, or .env.production, to all programs. */
  private static boolean isOwnFile(Sources.Found found) {
    return found.source() == Source.FILE && found.file() != null && !EnvFile.isShared(found.file());
  }

  private static String shown(Object value, String text) {
    boolean showsItself =
        value instanceof Path
            || value instanceof DatabaseUrl
            || value instanceof WebAddress
            || value instanceof MailRoute
            || value instanceof Secret;
    return showsItself ? value.toString() : text;
  }

  /**
   * A database URL that was put into the wrong setting is not quoted: it may contain a password.
   */
  private static String quoted(String text) {
    if (text.contains("://")) {
      return "";
    }
    String oneLine = text.replaceAll("\\p{Cntrl}", "?");
    return "="
        + (text.length() > LONGEST_QUOTE ? oneLine.substring(0, LONGEST_QUOTE) + "…" : oneLine);
  }
}
