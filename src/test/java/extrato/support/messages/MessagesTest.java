package extrato.support.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.documents.model.Figure;
import extrato.month.statement.Field;
import extrato.studio.Tabela;
import extrato.support.settings.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
  private static final Path SOURCES = Path.of("src/main/java/extrato");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}");

  /** A name of a text as the code writes it, or the beginning of one. */
  private static final Pattern NAME = Pattern.compile("\"([a-z]+(?:\\.[A-Za-z]+)*\\.?)\"");

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguage_hasEveryText_withTheSamePlaces(Language language) {
    Properties texts = texts(language);
    Properties others = texts(Language.PORTUGUESE);

    assertThat(texts.stringPropertyNames()).isEqualTo(others.stringPropertyNames());
    for (String name : texts.stringPropertyNames()) {
      assertThat(texts.getProperty(name)).as(name).isNotBlank();
      assertThat(places(texts.getProperty(name)))
          .as(name)
          .isEqualTo(places(others.getProperty(name)));
    }
  }

  @Test
  void everyText_isUsed_andEveryOneThatIsNamedIsThere() throws IOException {
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        NAME.matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .forEach(written::add);
      }
    }
    Set<String> there = texts(Language.PORTUGUESE).stringPropertyNames();

    assertThat(there)
        .allMatch(
            name ->
                written.contains(name)
                    || written.stream().anyMatch(w -> w.endsWith(".") && name.startsWith(w)));
    assertThat(named()).allMatch(there::contains);
  }

  /** What code puts together from the names of constants. */
  private static List<String> named() {
    return Stream.of(
            Arrays.stream(Field.values()).map(field -> "field." + field.name()),
            Arrays.stream(Tabela.values()).map(tabela -> "table." + tabela.name()),
            Arrays.stream(Figure.Amount.values()).map(amount -> "figure." + amount.name()),
            Arrays.stream(Figure.Amount.values()).map(amount -> "figure." + amount.name() + ".how"),
            IntStream.rangeClosed(1, 12).mapToObj(month -> "month." + month),
            IntStream.rangeClosed(1, 12).mapToObj(month -> "month.short." + month))
        .flatMap(names -> names)
        .toList();
  }

  @Test
  void values_areNotLookedAtAgain() {
    Messages messages = Messages.in(Language.PORTUGUESE);

    assertThat(messages.of("month", "{1}", "{0}")).isEqualTo("{1} de {0}");
    assertThatThrownBy(() -> messages.of("no.such.text"))
        .hasMessage("no text in pt-BR for no.such.text");
  }

  private static List<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .sorted()
        .collect(Collectors.toList());
  }

  private static Properties texts(Language language) {
    Properties texts = new Properties();
    try (InputStreamReader in =
        new InputStreamReader(
            Objects.requireNonNull(
                Messages.class.getResourceAsStream(language.tag() + ".properties")),
            StandardCharsets.UTF_8)) {
      texts.load(in);
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
