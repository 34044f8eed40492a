package extrato.runs.notices;

import extrato.support.failure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends requests that either get an answer of 2xx or throw {@link Undelivered}. */
final class Web {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 8 << 20;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Duration limit;

  Web(Duration limit) {
    this.limit = limit;
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT)
        .build();
  }

  HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).timeout(limit).header("User-Agent", "extrato");
  }

  String send(HttpRequest request) throws Undelivered, InterruptedException {
    try {
      HttpResponse<InputStream> answer =
          client().send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        check(request, answer.statusCode());
        return new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw Undelivered.thisTime(
          request.uri().getHost() + " does not answer: " + Reason.ofConnection(e));
    }
  }

  private static void check(HttpRequest request, int status) throws Undelivered {
    String answer = request.uri().getHost() + " answered " + status;
    if (status >= 500 || status == TOO_MANY_REQUESTS) {
      throw Undelivered.thisTime(answer);
    }
    if (status < 200 || status >= 300) {
      throw Undelivered.forGood(answer);
    }
  }
}
