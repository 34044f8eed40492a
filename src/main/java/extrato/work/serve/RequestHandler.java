package extrato.work.serve;

import extrato.support.failure.Failure;
import extrato.work.serve.AccessControl.VerifiedToken;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests. What needs neither database nor disk is done where the request arrives: the path,
 * the token's signature, `/health`. Only then the body is read, and a worker called.
 */
final class RequestHandler implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");
  private static final int ROOM_FOR_BODIES = 4 * 1024 * 1024;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final HttpString PREFER = new HttpString("Prefer");
  private static final HttpString KEY = new HttpString("Idempotency-Key");
  private static final HttpString SITE = new HttpString("Sec-Fetch-Site");

  /** That nobody keeps an answer, or takes it for something to show or to run. */
  private static final Map<HttpString, String> ALWAYS =
      Map.of(
          Headers.CACHE_CONTROL, "no-store",
          Headers.X_CONTENT_TYPE_OPTIONS, "nosniff",
          // Without any referrer, browsers send forms as if they came from nowhere.
          Headers.REFERRER_POLICY, "same-origin",
          Headers.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");

  private final Routes routes;
  private final AccessControl access;
  private final Executor workers;
  private final Traffic traffic;
  private final Bodies bodies = new Bodies(ROOM_FOR_BODIES);

  RequestHandler(Routes routes, AccessControl access, Executor workers, Traffic traffic) {
    this.routes = routes;
    this.access = access;
    this.workers = workers;
    this.traffic = traffic;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    traffic.came();
    exchange.addExchangeCompleteListener(
        (over, next) -> {
          traffic.left();
          next.proceed();
        });
    ALWAYS.forEach((name, value) -> exchange.getResponseHeaders().put(name, value));
    try {
      HttpString method = exchange.getRequestMethod();
      // The server leaves out the body of what answers a HEAD.
      String asked = (method.equals(Methods.HEAD) ? Methods.GET : method).toString();
      if (exchange.getRequestURI().equals("/health") && asked.equals("GET")) {
        send(exchange, HealthCalls.alive());
        return;
      }
      Route route = routes.find(asked, path(exchange));
      VerifiedToken token =
          route.isPublic()
              ? null
              : access.verify(headers(exchange, Headers.AUTHORIZATION), route.described());
      Deadline deadline = Deadline.in(Deadline.SECONDS_TO_SEND, exchange);
      bodies.read(
          exchange,
          new Bodies.Reader(
              body -> {
                deadline.met();
                work(exchange, route, token, body);
              },
              refusal -> {
                deadline.met();
                send(exchange, refusal);
              }));
    } catch (RefusedRequest e) {
      send(exchange, e.answer());
    }
  }

  private static String path(HttpServerExchange exchange) throws RefusedRequest {
    if (exchange.isHostIncludedInRequestURI()) {
      throw RefusedRequest.badRequest("this is no proxy");
    }
    return exchange.getRequestURI();
  }

  private static List<String> headers(HttpServerExchange exchange, HttpString name) {
    var values = exchange.getRequestHeaders().get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  private void work(
      HttpServerExchange exchange, Route route, @Nullable VerifiedToken token, String body) {
    try {
      exchange.dispatch(
          workers,
          () ->
              answer(exchange, route, token, body)
                  .whenComplete((answer, trouble) -> sendOrFail(exchange, answer, trouble)));
    } catch (RejectedExecutionException e) {
      send(exchange, RefusedRequest.later("too many requests at once").answer());
    }
  }

  private CompletionStage<Answer> answer(
      HttpServerExchange exchange, Route route, @Nullable VerifiedToken token, String body) {
    try {
      return route
          .call()
          .answer(
              new HttpRequest(
                  route.described(),
                  route.rest(exchange.getRequestURI()),
                  query(exchange),
                  token == null ? null : access.authorize(token, route),
                  headers(exchange),
                  body));
    } catch (RefusedRequest e) {
      return CompletableFuture.completedFuture(e.answer());
    } catch (Failure e) {
      return CompletableFuture.completedFuture(failed(route, e));
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Its text may name servers and files: only who bears a token reads it, and the log. */
  private static Answer failed(Route route, Failure failure) {
    log.warn("{} {}: {}", route.method(), route.path(), failure.text());
    int status = ExitCodes.status(failure.code().number());
    if (failure instanceof Failure.Busy) {
      return RefusedRequest.later("too many requests at once").answer();
    }
    return Answer.failure(
        status, status == 503 ? "the database cannot be asked now" : "the log says what failed");
  }

  private static Map<String, String> query(HttpServerExchange exchange) throws RefusedRequest {
    Map<String, String> query = new LinkedHashMap<>();
    for (var parameter : exchange.getQueryParameters().entrySet()) {
      if (parameter.getValue().size() != 1) {
        throw RefusedRequest.badRequest("a parameter is given twice");
      }
      query.put(parameter.getKey(), parameter.getValue().getFirst());
    }
    return query;
  }

  private static RequestHeaders headers(HttpServerExchange exchange) throws RefusedRequest {
    List<String> keys = headers(exchange, KEY);
    if (keys.size() > 1) {
      throw RefusedRequest.badRequest("Idempotency-Key is given twice");
    }
    return new RequestHeaders(
        isAsync(exchange),
        keys.isEmpty() ? "" : keys.get(0),
        session(exchange),
        isSameOrigin(exchange));
  }

  /** Other preferences may stand beside it, such as {@code wait=10}. */
  private static boolean isAsync(HttpServerExchange exchange) {
    return headers(exchange, PREFER).stream()
        .flatMap(COMMA::splitAsStream)
        .anyMatch("respond-async"::equalsIgnoreCase);
  }

  private static String session(HttpServerExchange exchange) {
    for (var cookie : exchange.requestCookies()) {
      if (cookie.getName().equals(HttpRequest.COOKIE)) {
        return cookie.getValue();
      }
    }
    return "";
  }

  /** What browsers say of where a request comes from, and scripts cannot change. */
  private static boolean isSameOrigin(HttpServerExchange exchange) {
    List<String> site = headers(exchange, SITE);
    List<String> origin = headers(exchange, Headers.ORIGIN);
    String host = "://" + exchange.getRequestHeaders().getFirst(Headers.HOST);
    return (site.isEmpty() || site.equals(List.of("same-origin")) || site.equals(List.of("none")))
        && (origin.isEmpty() || (origin.size() == 1 && origin.get(0).endsWith(host)));
  }

  private void sendOrFail(
      HttpServerExchange exchange, @Nullable Answer answer, @Nullable Throwable trouble) {
    if (answer == null) {
      log.error("a request failed unexpectedly", trouble);
      send(exchange, Answer.failure(500, "unexpected failure; the log has its trace"));
    } else {
      send(exchange, answer);
    }
  }

  private void send(HttpServerExchange exchange, Answer answer) {
    traffic.answered(answer.status());
    Deadline deadline = Deadline.in(Deadline.SECONDS_TO_TAKE, exchange);
    exchange.addExchangeCompleteListener(
        (over, next) -> {
          deadline.met();
          next.proceed();
        });
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.type());
    if (answer.status() == 503) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RefusedRequest.RETRY_SECONDS);
    }
    answer
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    exchange.getResponseSender().send(answer.body());
  }
}
