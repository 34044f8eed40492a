package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Chromium without a window, that is told what to do by its own protocol. */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
  private static final Pattern LISTENING = Pattern.compile("ws://([0-9.:]+)/");
  private static final int SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  public static boolean isThere() {
    return PLACES.stream().anyMatch(Files::isExecutable);
  }

  public static Browser start(Path folder) throws IOException {
    Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    Browser browser = new Browser(process, page(address(process)));
    Stream.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
        .forEach(method -> browser.tell(method, Map.of()));
    return browser;
  }

  private static String address(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return listening.group(1);
      }
    }
    throw new IOException("the browser did not start");
  }

  private static URI page(String address) {
    String list =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build(),
                HttpResponse.BodyHandlers.ofString())
            .join()
            .body();
    for (JsonNode target : read(list)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new AssertionError("no page in " + list);
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it do one thing of its protocol. */
  public JsonNode tell(String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      String text =
          JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      socket.sendText(text, true).join();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode said = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    assertThat(said.has("error")).as(method + ": " + said).isFalse();
    return said.path("result");
  }

  /** Goes to a page and waits until it is loaded. */
  public void open(String url) {
    loads.clear();
    tell("Page.navigate", Map.of("url", url));
    awaitLoad();
  }

  private void awaitLoad() {
    try {
      assertThat(loads.poll(SECONDS, TimeUnit.SECONDS)).as("the page is loaded").isNotNull();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public void type(String text) {
    tell("Input.insertText", Map.of("text", text));
  }

  public void tab() {
    key("Tab", 9, "");
  }

  /** Presses Enter, which leads to another page. */
  public void enter() {
    loads.clear();
    key("Enter", 13, "\r");
    awaitLoad();
  }

  private void key(String name, int code, String text) {
    for (String type : List.of("keyDown", "keyUp")) {
      tell(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", name,
              "code", name,
              "windowsVirtualKeyCode", code,
              "text", type.equals("keyDown") ? text : ""));
    }
  }

  /** What the page says to a question in its own language. */
  public JsonNode ask(String expression) {
    return tell("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
        .path("result")
        .path("value");
  }

  public JsonNode cookies() {
    return tell("Network.getCookies", Map.of()).path("cookies");
  }

  /** What it has written on its console since the start. */
  public List<String> complaints() {
    return new ArrayList<>(complaints);
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        heard(read(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void heard(JsonNode said) {
      if (said.has("id")) {
        CompletableFuture<JsonNode> answer = waiting.remove(said.path("id").asInt());
        if (answer != null) {
          answer.complete(said);
        }
      }
      switch (said.path("method").asText()) {
        case "Page.loadEventFired" -> loads.add("loaded");
        case "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled" ->
            complaints.add(said.toString());
        default -> {}
      }
    }
  }
}
