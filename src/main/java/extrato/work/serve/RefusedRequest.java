package extrato.work.serve;

/** A request that is not carried out, and what its sender is told. */
final class RefusedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  /** After how long a request that was refused for the moment may be sent again. */
  static final int RETRY_SECONDS = 10;

  private final transient Answer answer;

  RefusedRequest(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  RefusedRequest(int status, String error) {
    this(Answer.failure(status, error));
  }

  static RefusedRequest badRequest(String error) {
    return new RefusedRequest(400, error);
  }

  /** For the moment: the same request may work a little later. */
  static RefusedRequest later(String error) {
    return new RefusedRequest(503, error);
  }

  Answer answer() {
    return answer;
  }
}
