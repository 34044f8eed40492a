package extrato.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A real HTTP server on this machine, which keeps the requests and answers as it is told. */
public final class WebServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<Request, Answer> answers = request -> new Answer(200, "{}");

  /** A request that the server got. */
  public record Request(String method, String target, HttpExchange exchange, String body) {
    public @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    /** {@code POST /hook}. */
    public String line() {
      return method + " " + target;
    }
  }

  /** An answer; with status 0, there is no answer at all until the server is closed. */
  public record Answer(int status, String body) {
    public static final Answer NEVER = new Answer(0, "");
  }

  private WebServer(HttpServer server) {
    this.server = server;
  }

  public static WebServer start() {
    try {
      WebServer web =
          new WebServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      web.server.setExecutor(web.threads);
      web.server.createContext("/", web::handle);
      web.server.start();
      return web;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public WebServer answering(Function<Request, Answer> how) {
    answers = how;
    return this;
  }

  /** Each request gets the next of these statuses; when they are used up, the last one. */
  public WebServer answering(int... statuses) {
    return answering(
        request -> new Answer(statuses[Math.min(requests.size(), statuses.length) - 1], "{}"));
  }

  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Request> requests() {
    return requests;
  }

  /** Lines like {@code POST /hook}, in the order in which the requests came. */
  public List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Request request =
          new Request(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange, body);
      requests.add(request);
      Answer answer = answers.apply(request);
      if (answer.status() == 0) {
        closing.await();
        return;
      }
      byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
