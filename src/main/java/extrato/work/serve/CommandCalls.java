package extrato.work.serve;

import extrato.work.serve.Child.Ended;
import java.util.List;
import java.util.Map;

/** Calls that are a short command: their answer is its {@code --json}. */
record CommandCalls(Commands commands) {
  /** {@code GET /api/status}. */
  Answer status(HttpRequest request) throws RefusedRequest {
    return answer(commands.run(List.of("status")));
  }

  /** {@code GET /api/wallet}: balances, and what is held. */
  Answer balances(HttpRequest request) throws RefusedRequest {
    return answer(commands.run(List.of("wallet", "list")));
  }

  /** {@code POST /api/wallet/hold} and its like, once for each {@code Idempotency-Key}. */
  Answer wallet(HttpRequest request) throws RefusedRequest {
    WalletRequest operation =
        WalletRequest.named(request.rest())
            .orElseThrow(() -> new RefusedRequest(404, "the wallet cannot do this over HTTP"));
    List<String> command =
        new java.util.ArrayList<>(
            operation.command(request.json(operation.names()), request.headers().key()));
    command.add("--asked-by=" + request.requiredCaller().described());
    return answer(commands.run(command));
  }

  private static Answer answer(Ended ended) {
    if (ended.isTold()) {
      return Answer.text(
          "application/json",
          "{\"success\":true,\"data\":" + ended.report().path("result") + "}\n");
    }
    // What is in the way of a request is the request's affair, and nothing changed.
    int status =
        switch (ended.exitCode()) {
          case 0 -> 500;
          case 6 -> 409;
          default -> ExitCodes.status(ended.exitCode());
        };
    return Answer.failure(status, ended.error(), Map.of("exit_code", (long) ended.exitCode()));
  }
}
