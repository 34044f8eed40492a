package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A firm with many studios, each with a database and a settings file of its own. */
final class Firm implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SEPTEMBER =
      """
      insert into users (id, name, role) values (1, 'Ana', 'artist');
      insert into clients (id, name) values (1, 'José');
      insert into sessoes (id, data, valor, cliente_id, artista_id)
        select n, '2025-09-03', 100, 1, 1 from generate_series(1, 4) n;
      insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id, sessao_id)
        select n, '2025-09-04', 100.50, 'Pix', 1, 1, n from generate_series(1, 4) n;
      update sessoes set payment_id = id;
      insert into comissoes (pagamento_id, artista_id, percentual, valor, created_at)
        select n, 1, 40, 40.20, '2025-09-04' from generate_series(1, 4) n;
      insert into gastos (data, valor, forma_pagamento, created_by)
        values ('2025-09-05', 10.25, 'Pix', 1);
      """;

  private final Path home;
  private final Map<String, StudioDatabase> studios = new LinkedHashMap<>();

  Firm(Path home) {
    this.home = home;
    write("common.env", "EXTRATO_ENV=test", "EXTRATO_LOCK_TIMEOUT=2s");
  }

  /** A studio with the records of a month that is over. */
  StudioDatabase open(String name) {
    StudioDatabase studio = StudioDatabase.create();
    studios.put(name, studio);
    studio.execute(SEPTEMBER);
    settings(name, "DATABASE_URL=" + studio.url());
    return studio;
  }

  StudioDatabase studio(String name) {
    return Objects.requireNonNull(studios.get(name), name);
  }

  void settings(String name, String... lines) {
    write(name + ".env", lines);
  }

  void write(String file, String... lines) {
    try {
      Path folder = Files.createDirectories(folder());
      Path written = Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return home.resolve("studios.d");
  }

  /** Where a studio's files are. */
  Path home(String name) {
    return home.resolve("studios").resolve(name);
  }

  /** Who looks after all of them. */
  Operator operator() {
    return new Operator(
        Map.of(), home, Clock.fixed(Instant.parse("2025-10-05T12:00:00Z"), ZoneOffset.UTC));
  }

  /** Somebody at one studio's own terminal. */
  Operator at(String name) {
    return operator().with("EXTRATO_STUDIO", name);
  }

  /** The lines of a fleet's output as JSON. */
  static Lines lines(Operator.Ended ended) {
    Map<String, JsonNode> lines = new TreeMap<>();
    ended
        .out()
        .lines()
        .map(Firm::parsed)
        .forEach(
            line ->
                assertThat(lines.put(line.path("studio").asText(Lines.WHOLE), line))
                    .as("two lines of %s", line.path("studio"))
                    .isNull());
    return new Lines(lines);
  }

  /** A line for each studio, and one for the whole. */
  record Lines(Map<String, JsonNode> byName) {
    private static final String WHOLE = "whole";

    JsonNode of(String studio) {
      return Objects.requireNonNull(byName.get(studio), studio);
    }

    JsonNode whole() {
      return of(WHOLE);
    }

    int code(String studio) {
      return of(studio).path("exit_code").asInt(-1);
    }

    String message(String studio) {
      return of(studio).path("message").asText();
    }

    List<String> studios() {
      return byName.keySet().stream().filter(name -> !name.equals(WHOLE)).toList();
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  @Override
  public void close() {
    studios.values().forEach(StudioDatabase::close);
  }
}
