package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolSchemaTest {
  private static final ToolSchema NORTE = new ToolSchema("extrato_norte");
  private static final Path SOURCES = Path.of("src", "main");

  /** The word, where it may name the tool's schema. */
  private static final Pattern WORD = Pattern.compile("(?<![\\w.\"-])extrato(?![\\w\"-])");

  /** What the word means else: a command, a variable of the session, a word of a message. */
  private static final List<String> OTHERWISE =
      List.of(
          "('verify', 'extrato', 'monthly')",
          "('monthly', 'extrato', 'verify')",
          "'function extrato.'",
          "'sequence extrato.'",
          "'index extrato.'",
          "'type extrato.'",
          "'\\m(extrato(_[a-z0-9_]*)?)\"?\\.'",
          "'extrato.'");

  @Test
  void in_eachForm() {
    assertThat(NORTE.in("select r.run_id from extrato.runs r where extrato.f(1) = 2"))
        .isEqualTo("select r.run_id from extrato_norte.runs r where extrato_norte.f(1) = 2");
    assertThat(NORTE.in("create schema extrato;")).isEqualTo("create schema extrato_norte;");
    assertThat(NORTE.in("where n.nspname = 'extrato' or n.nspname <> 'extrato'"))
        .isEqualTo("where n.nspname = 'extrato_norte' or n.nspname <> 'extrato_norte'");
    assertThat(NORTE.in("to_regclass('extrato.runs')"))
        .isEqualTo("to_regclass('extrato_norte.runs')");
    assertThat(NORTE.in("as $$ begin update extrato.contas; end $$"))
        .isEqualTo("as $$ begin update extrato_norte.contas; end $$");
    assertThat(NORTE.in("format('drop table extrato.%I; lock extrato.%I; select extrato.f()', x)"))
        .isEqualTo(
            "format('drop table extrato_norte.%I; lock extrato_norte.%I; select extrato_norte.f()', x)");
  }

  @Test
  void in_whatOnlyLooksLikeIt_stays() {
    String same =
        "select 'extrato', \"extrato.runs\", x.extrato.y, meu_extrato.z, extratos.id,"
            + " extrato_run_logs.id, 'is of extrato.runs', 'it''s extrato.x' -- extrato.runs\n";
    assertThat(NORTE.in(same)).isEqualTo(same);
  }

  @Test
  void in_theUsualSchema_changesNothing() {
    String sql = "select from extrato.runs";
    assertThat(new ToolSchema(ToolSchema.USUAL).in(sql)).isSameAs(sql);
  }

  /** No statement of the tool's speaks of its schema in a form that would be overlooked. */
  @Test
  void in_everyStatementOfTheTool_leavesNoMention() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve("resources"))) {
      List<String> overlooked =
          files
              .filter(file -> file.toString().endsWith(".sql"))
              .flatMap(file -> mentions(file).stream())
              .toList();
      assertThat(overlooked).isEmpty();
    }
  }

  private static List<String> mentions(Path file) {
    String sql = NORTE.in(read(file)).replaceAll("--[^\\n]*", "");
    for (String other : OTHERWISE) {
      sql = sql.replace(other, "");
    }
    return sql.lines()
        .filter(line -> WORD.matcher(line).find())
        .map(line -> file.getFileName() + ": " + line.strip())
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
