package extrato.support.settings;

/**
 * Says what is wrong with a value. The text follows the setting's name: "must be …". It never
 * quotes a text that could be a password.
 */
final class WrongValue extends Exception {
  private static final long serialVersionUID = 1L;

  WrongValue(String text) {
    super(text);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
