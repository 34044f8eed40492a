package extrato.work.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be asked of the wallet over HTTP, and how each is said on the command line. Every value
 * must have its form, so that none can be taken for an option.
 */
enum WalletRequest {
  CREDIT(place("account", Form.ACCOUNT), needed("amount", Form.AMOUNT), option("form", Form.NAME)),
  DEBIT(place("account", Form.ACCOUNT), needed("amount", Form.AMOUNT)),
  TRANSFER(place("from", Form.ACCOUNT), place("to", Form.ACCOUNT), needed("amount", Form.AMOUNT)),
  HOLD(
      place("client", Form.ACCOUNT),
      needed("amount", Form.AMOUNT),
      option("session", Form.NUMBER),
      option("expires", Form.EXPIRY)),
  RELEASE(
      place("hold", Form.NUMBER),
      needed("to", Form.ACCOUNT),
      needed("share", Form.SHARE),
      option("amount", Form.AMOUNT),
      option("session", Form.NUMBER),
      option("form", Form.NAME)),
  REFUND(place("hold", Form.NUMBER), option("amount", Form.AMOUNT)),
  REVERSE(place("transfer", Form.NUMBER));

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

  /** A value's form, and what it is called when it is not met. */
  private enum Form {
    ACCOUNT("(client|artist):[1-9][0-9]{0,17}|studio|till", "an account such as client:12"),
    AMOUNT("[0-9]{1,9}[.,][0-9]{2}", "an amount such as 150.00, as a text"),
    NUMBER("[1-9][0-9]{0,17}", "a whole number"),
    SHARE("[0-9]{1,3}([.,][0-9]{1,2})?%", "a share such as 30%"),
    EXPIRY("[1-9][0-9]{0,3}d|20[0-9]{2}-[0-9]{2}-[0-9]{2}", "30d, or a day such as 2025-12-31"),
    NAME("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,49}", "a short name");

    private final Pattern pattern;
    private final String described;

    Form(String pattern, String described) {
      this.pattern = Pattern.compile(pattern);
      this.described = described;
    }

    private boolean isNumber() {
      return this == NUMBER;
    }
  }

  /** Where a value stands on the command line, and whether it must be there. */
  private enum Kind {
    /** Always, in its place. */
    PLACE,
    /** Always, as an option. */
    NEEDED,
    OPTION
  }

  private record Field(String name, Form form, Kind kind) {}

  private static Field place(String name, Form form) {
    return new Field(name, form, Kind.PLACE);
  }

  private static Field needed(String name, Form form) {
    return new Field(name, form, Kind.NEEDED);
  }

  private static Field option(String name, Form form) {
    return new Field(name, form, Kind.OPTION);
  }

  /** Never changed. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Field> fields;

  WalletRequest(Field... fields) {
    this.fields = List.of(fields);
  }

  static Optional<WalletRequest> named(String name) {
    return Arrays.stream(values()).filter(one -> one.word().equals(name)).findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As on the command line. */
  List<String> command(JsonNode body, String key) throws RefusedRequest {
    if (!KEY.matcher(key).matches() || key.startsWith("extrato:")) {
      throw RefusedRequest.badRequest(
          "the header Idempotency-Key must be a name of your own for this request: at most 100"
              + " letters, digits and . _ : -");
    }
    List<String> command = new ArrayList<>(List.of("wallet", word()));
    for (Field field : fields) {
      JsonNode value = body.path(field.name());
      if (value.isMissingNode() || value.isNull()) {
        if (field.kind() != Kind.OPTION) {
          throw wrong(field);
        }
      } else {
        String text = text(field, value);
        command.add(field.kind() == Kind.PLACE ? text : "--" + field.name() + "=" + text);
      }
    }
    command.add("--key=" + key);
    return command;
  }

  /** The fields that its body may have. */
  String[] names() {
    return fields.stream().map(Field::name).toArray(String[]::new);
  }

  private static String text(Field field, JsonNode value) throws RefusedRequest {
    boolean kind = value.isTextual() || (field.form().isNumber() && value.isIntegralNumber());
    if (!kind || !field.form().pattern.matcher(value.asText()).matches()) {
      throw wrong(field);
    }
    return value.asText();
  }

  private static RefusedRequest wrong(Field field) {
    return RefusedRequest.badRequest(field.name() + " must be " + field.form().described);
  }
}
