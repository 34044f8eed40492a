package extrato.work.serve;

/** A request that is not carried out, and what its sender is told. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** After how long a request that was refused for the moment may be sent again. */
  static final int RETRY_SECONDS = 10;

  private final transient Answer answer;

  Refusal(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  Refusal(int status, String error) {
    this(Answer.failure(status, error));
  }

  static Refusal badRequest(String error) {
    return new Refusal(400, error);
  }

  /** For the moment: the same request may work a little later. */
  static Refusal later(String error) {
    return new Refusal(503, error);
  }

  Answer answer() {
    return answer;
  }
}
