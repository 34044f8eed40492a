package extrato.work.serve;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is done for a request. It may answer later, and then keeps no thread waiting. */
@FunctionalInterface
interface Call {
  CompletionStage<Answer> answer(Asked asked) throws Refusal;

  /** A call that has its answer at once. */
  @FunctionalInterface
  interface Prompt {
    Answer answer(Asked asked) throws Refusal;
  }

  static Call of(Prompt prompt) {
    return asked -> CompletableFuture.completedFuture(prompt.answer(asked));
  }
}
