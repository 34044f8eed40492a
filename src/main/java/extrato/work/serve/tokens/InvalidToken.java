package extrato.work.serve.tokens;

/** A token that does not count. The reason is for the log; whoever sent it learns nothing of it. */
public final class InvalidToken extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidToken(String reason) {
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
