package extrato.work.serve;

import java.util.Map;

/** A request that is not carried out, and what its sender is told. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

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
  static Refusal later(String error, int seconds) {
    return new Refusal(
        Answer.failure(503, error, Map.of()).with("Retry-After", String.valueOf(seconds)));
  }

  Answer answer() {
    return answer;
  }
}
