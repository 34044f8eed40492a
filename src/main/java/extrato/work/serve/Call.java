package extrato.work.serve;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is done for a request. It may answer later, and then keeps no thread waiting. */
@FunctionalInterface
interface Call {
  CompletionStage<Answer> answer(HttpRequest request) throws RefusedRequest;

  /** A call that has its answer at once. */
  @FunctionalInterface
  interface Prompt {
    Answer answer(HttpRequest request) throws RefusedRequest;
  }

  static Call of(Prompt prompt) {
    return request -> CompletableFuture.completedFuture(prompt.answer(request));
  }
}
