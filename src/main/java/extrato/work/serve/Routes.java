package extrato.work.serve;

import extrato.postgres.Sql;
import extrato.work.serve.pages.Viewer;
import extrato.work.serve.tokens.Scope;
import java.util.List;
import java.util.Set;

/** Every call that there is. A path is compared letter by letter: nothing in it is decoded. */
record Routes(List<Route> all) {
  private static final String STYLE = Sql.load(Viewer.class, "style.css");

  private static final String DESCRIPTION = Sql.load(Routes.class, "openapi.json");

  Routes {
    all = List.copyOf(all);
  }

  static Routes of(
      DatabaseReader reader,
      Children children,
      HealthCalls health,
      MetricsCall metrics,
      Pages pages,
      ClosingPages closings,
      CommandCalls commands) {
    RunCalls runs = new RunCalls(children, reader.settings(), reader.clock());
    return new Routes(
        List.of(
            new Route("POST", "/api/backup/create_service", Set.of(Scope.BACKUP), runs::backup),
            new Route("POST", "/api/extrato/generate_service", Set.of(Scope.CLOSE), runs::close),
            new Route(
                "GET",
                "/api/runs/",
                Set.of(Scope.READ, Scope.BACKUP, Scope.CLOSE),
                Call.of(new RunCall(children, reader)::answer)),
            new Route(
                "GET",
                "/admin/extrato/history",
                Set.of(Scope.READ),
                Call.of(new HistoryCall(reader)::answer)),
            new Route("GET", "/api/status", Set.of(Scope.READ), Call.of(commands::status)),
            new Route("GET", "/api/wallet", Set.of(Scope.READ), Call.of(commands::balances)),
            new Route("POST", "/api/wallet/", Set.of(Scope.WALLET), Call.of(commands::wallet)),
            new Route("GET", "/metrics", Set.of(Scope.METRICS), Call.of(metrics::answer)),
            new Route("GET", "/ready", Set.of(), Call.of(health::ready)),
            new Route("GET", "/health/extrato", Set.of(), Call.of(health::extrato)),
            page("GET", "/openapi.json", request -> Answer.text("application/json", DESCRIPTION)),
            page("GET", "/", pages::months),
            page("GET", "/login", pages::login),
            page("POST", "/login", pages::signIn),
            page("POST", "/logout", pages.access()::signOut),
            page("GET", "/runs", pages::runs),
            page("GET", "/runs/", pages::run),
            page("GET", "/statements/", pages::statement),
            page("GET", "/closings/", closings::question),
            page("POST", "/closings", closings::close),
            page("GET", "/style.css", request -> Answer.text("text/css", STYLE)),
            page("GET", "/favicon.ico", request -> Answer.text("image/x-icon", "").as(204))));
  }

  /** A page, which sends whoever has not signed in to where one does. */
  private static Route page(String method, String path, Call.Prompt call) {
    return new Route(method, path, Set.of(), Call.of(call));
  }

  Route find(String method, String path) throws RefusedRequest {
    List<Route> here = all.stream().filter(route -> route.isAt(path)).toList();
    if (here.isEmpty()) {
      throw new RefusedRequest(404, "there is nothing here");
    }
    for (Route route : here) {
      if (route.method().equals(method)) {
        return route;
      }
    }
    throw new RefusedRequest(
        Answer.failure(405, "this path does not take that method")
            .with("Allow", here.get(0).method()));
  }
}
