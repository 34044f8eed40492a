package extrato.work.serve;

import extrato.postgres.Snapshot;
import extrato.runs.RecordedRun;
import extrato.runs.RunHistory;
import extrato.work.overview.Overview;
import extrato.work.serve.pages.LoginPage;
import extrato.work.serve.pages.MessagePage;
import extrato.work.serve.pages.MonthsPage;
import extrato.work.serve.pages.RunsPage;
import extrato.work.serve.tokens.Scope;
import extrato.work.wallet.Accounts;
import extrato.work.wallet.OpenHold;
import java.util.List;
import java.util.Optional;

/** The pages that people look at, behind a token that may read. */
record Pages(
    DatabaseReader reader, PageAccess access, StatementPages statements, Children children) {
  private static final int RUNS = 50;

  /** {@code GET /}. */
  Answer months(HttpRequest request) throws RefusedRequest {
    return access.show(
        request,
        Scope.READ,
        (viewer, caller) -> {
          Seen seen = reader.look(database -> database.read(this::look));
          return PageAccess.page(MonthsPage.of(viewer, seen.overview(), seen.holds()));
        });
  }

  private record Seen(Overview overview, List<OpenHold> holds) {}

  private Seen look(Snapshot snapshot) {
    return new Seen(
        Overview.of(snapshot, reader.settings(), reader.clock()).of(null),
        snapshot.hasWallet() ? new Accounts(snapshot).openHolds() : List.of());
  }

  /** {@code GET /runs}. */
  Answer runs(HttpRequest request) throws RefusedRequest {
    return access.show(
        request,
        Scope.READ,
        (viewer, caller) -> {
          List<RecordedRun> runs =
              reader.look(
                  database -> database.read(snapshot -> RunHistory.newest(snapshot, null, RUNS)));
          return PageAccess.page(RunsPage.of(viewer, runs));
        });
  }

  /** {@code GET /runs/ID}. */
  Answer run(HttpRequest request) throws RefusedRequest {
    return access.show(
        request,
        Scope.READ,
        (viewer, caller) -> {
          Optional<RecordedRun> run =
              reader.look(
                  database -> database.read(snapshot -> RunHistory.of(snapshot, request.rest())));
          if (run.isPresent()) {
            return PageAccess.page(RunsPage.one(viewer, run.get()));
          }
          return children.of(request.rest()).isPresent()
              ? PageAccess.page(MessagePage.begun(viewer))
              : PageAccess.page(MessagePage.missing(viewer)).as(404);
        });
  }

  /** {@code GET /statements/2025-09}: the document of that month, as {@code show --html} has it. */
  Answer statement(HttpRequest request) throws RefusedRequest {
    return access.show(
        request,
        Scope.READ,
        (viewer, caller) ->
            statements
                .of(request.rest())
                .orElseGet(() -> PageAccess.page(MessagePage.missing(viewer)).as(404)));
  }

  /** {@code GET /login}. */
  Answer login(HttpRequest request) {
    return PageAccess.page(LoginPage.of(access.stranger(), false));
  }

  /** {@code POST /login}. */
  Answer signIn(HttpRequest request) {
    try {
      return access.signIn(request);
    } catch (RefusedRequest e) {
      return PageAccess.page(LoginPage.of(access.stranger(), true)).as(e.answer().status());
    }
  }
}
