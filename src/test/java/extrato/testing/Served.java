package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code extrato serve} in this process, on a free port, and whoever calls it. */
public final class Served implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Interruption interruption = new Interruption();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> ended;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  private Served(Operator operator) {
    Machine.pretend();
    nameTheClassPath();
    ProcessEnvironment surroundings =
        new ProcessEnvironment(
            TestSchema.told(operator.environment()), operator.home(), operator.home(), Screen.NONE);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                end.complete(
                    new Program(surroundings, operator.clock(), interruption)
                        .run(
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(err, true),
                            "serve",
                            "--listen",
                            "127.0.0.1:0")),
            "serve");
    thread.start();
    ended = end;
    address = address();
  }

  /** The program starts itself again, and some runners of tests load it from elsewhere. */
  private static void nameTheClassPath() {
    if (Served.class.getClassLoader() instanceof URLClassLoader loader) {
      System.setProperty(
          "java.class.path",
          Stream.of(loader.getURLs())
              .map(url -> Path.of(url.getPath()).toString())
              .collect(Collectors.joining(":")));
    }
  }

  private Served(URI address) {
    this.address = address;
    this.ended = CompletableFuture.completedFuture(0);
  }

  /** One that a process of its own is, by what it said when it began. */
  public static Served saying(String text) {
    Matcher listening = LISTENING.matcher(text);
    assertThat(listening.find()).as(text).isTrue();
    return new Served(URI.create(listening.group(1)));
  }

  public static Served by(Operator operator) {
    return new Served(operator);
  }

  /** A token that counts. */
  public static String token(Operator operator, String name, String scope) {
    return operator.succeed("token", "create", "--name", name, "--scope", scope).out().strip();
  }

  private URI address() {
    while (!ended.isDone() && !LISTENING.matcher(err.toString()).find()) {
      Thread.onSpinWait();
    }
    Matcher listening = LISTENING.matcher(err.toString());
    assertThat(listening.find()).as(err.toString()).isTrue();
    return URI.create(listening.group(1));
  }

  public int port() {
    return address.getPort();
  }

  public Call post(String path, String body) {
    return new Call(HttpRequest.newBuilder(address.resolve(path)).method("POST", text(body)));
  }

  public Call get(String path) {
    return new Call(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  public Call method(String method, String path) {
    return new Call(HttpRequest.newBuilder(address.resolve(path)).method(method, text("")));
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  /** A request that is about to be sent. */
  public final class Call {
    private final HttpRequest.Builder request;

    private Call(HttpRequest.Builder request) {
      this.request = request.timeout(Duration.ofSeconds(60));
    }

    public Call with(String header, String value) {
      request.header(header, value);
      return this;
    }

    public Call bearing(String token) {
      return with("Authorization", "Bearer " + token);
    }

    public CompletableFuture<Answered> sent() {
      return client
          .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
          .thenApply(Answered::new);
    }

    public Answered send() {
      try {
        return sent().get(60, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** What came back. */
  public record Answered(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body());
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(new IOException(body(), e));
      }
    }

    public Answered expect(int status) {
      assertThat(status()).as(body()).isEqualTo(status);
      return this;
    }
  }

  /** All that was written to standard error. */
  public String said() {
    return err.toString();
  }

  /** Ends it as a signal does; returns its exit code. */
  public int stop() {
    interruption.request(ExitCode.TERMINATED);
    try {
      return ended.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("it did not end", e);
    }
  }

  @Override
  public void close() {
    if (!ended.isDone()) {
      stop();
    }
  }

  /** What all answers of some calls have as their status. */
  public static List<Integer> statuses(List<CompletableFuture<Answered>> calls) {
    List<Integer> statuses = new ArrayList<>();
    calls.forEach(call -> statuses.add(call.join().status()));
    return statuses;
  }
}
