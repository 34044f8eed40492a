package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published description names every call, and no other. */
class OpenApiTest {
  /** What people look at is no call. */
  private static final Set<String> PAGES =
      Set.of(
          "/",
          "/login",
          "/logout",
          "/runs",
          "/runs/",
          "/statements/",
          "/closings",
          "/closings/",
          "/style.css",
          "/favicon.ico");

  @Test
  void paths_areThoseOfTheProgram() throws IOException {
    Set<String> described = new TreeSet<>();
    OpenApi.DOCUMENT
        .path("paths")
        .fieldNames()
        .forEachRemaining(path -> described.add(path.replaceFirst("\\{.*", "")));
    Set<String> programmed = new TreeSet<>(Set.of("/health"));
    Pattern.compile("\"(?:GET|POST)\",\\s+\"(/[^\"]*)\"")
        .matcher(Files.readString(Path.of("src/main/java/extrato/work/serve/Routes.java")))
        .results()
        .map(route -> route.group(1))
        .filter(path -> !PAGES.contains(path))
        .forEach(programmed::add);

    assertThat(described).isEqualTo(programmed);
    assertThat(programmed).hasSizeGreaterThan(10);
  }
}
