package extrato.runs.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.support.settings.Secret;
import extrato.support.settings.WebAddress;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The issues of a GitHub repository, through its REST API. */
record IssueTracker(Web web, WebAddress api, String repository, @Nullable Secret token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 10;

  /**
   * The number of the open issue with this title. It reads the list instead of searching, because
   * the search finds a new issue only after a while, and a second one would be opened meanwhile.
   */
  OptionalLong open(String title) throws Undelivered, InterruptedException {
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode issues =
          send("GET", "/issues?state=open&per_page=" + PAGE + "&page=" + page, Map.of());
      for (JsonNode issue : issues) {
        if (title.equals(issue.path("title").asText()) && !issue.has("pull_request")) {
          return OptionalLong.of(issue.path("number").asLong());
        }
      }
      if (issues.size() < PAGE) {
        break;
      }
    }
    return OptionalLong.empty();
  }

  void create(String title, String body) throws Undelivered, InterruptedException {
    send("POST", "/issues", Map.of("title", title, "body", body));
  }

  void comment(long issue, String body) throws Undelivered, InterruptedException {
    send("POST", "/issues/" + issue + "/comments", Map.of("body", body));
  }

  void close(long issue) throws Undelivered, InterruptedException {
    send("PATCH", "/issues/" + issue, Map.of("state", "closed"));
  }

  private JsonNode send(String method, String path, Map<String, String> body)
      throws Undelivered, InterruptedException {
    HttpRequest.Builder request =
        web.request(api.with("/repos/" + repository + path))
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .header("Authorization", "Bearer " + (token == null ? "" : token.text()));
    try {
      request.method(
          method,
          body.isEmpty()
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
      return JSON.readTree(web.send(request.build()));
    } catch (JsonProcessingException e) {
      throw Undelivered.forGood("the answer of " + api + " is not JSON");
    }
  }
}
