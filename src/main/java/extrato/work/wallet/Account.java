package extrato.work.wallet;

import extrato.support.failure.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account of the ledger, as in {@code client:12}, {@code studio}.
 *
 * @param owner the client's, artist's or hold's number; 0 for those that there is one of
 */
public record Account(Kind kind, long owner) {
  public static final Account STUDIO = new Account(Kind.STUDIO, 0);

  private static final Pattern FORM =
      Pattern.compile("(client|artist|hold):(\\d{1,18})|studio|till|issue");

  /** What an account can be. */
  public enum Kind {
    CLIENT,
    ARTIST,
    STUDIO,
    /** Its balance is the negative of the cash that is held. */
    TILL,
    /** Its balance is the negative of what was issued without cash. */
    ISSUE,
    HOLD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its balance never rises above 0, so that people read it turned round. */
    public boolean isTurned() {
      return this == TILL || this == ISSUE;
    }
  }

  /** Empty where the text is a name, or nothing at all. */
  static Optional<Account> written(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        form.group(1) == null
            ? of(form.group(), 0)
            : of(form.group(1), Long.parseLong(form.group(2))));
  }

  static Account of(String written) {
    return written(written).orElseThrow();
  }

  static Account of(String kind, long owner) {
    return new Account(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), owner);
  }

  /** A hold by its number, with or without the word before it. */
  public static long hold(String text) {
    String number = text.strip().replaceFirst("^(?i)hold:", "");
    if (!number.matches("\\d{1,18}")) {
      throw new Failure.BadArguments(
          "'" + text + "' is no hold", "a hold is a number, as `extrato wallet list` shows it");
    }
    return Long.parseLong(number);
  }

  @Override
  public String toString() {
    return owner == 0 ? kind.word() : kind.word() + ":" + owner;
  }
}
