package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceholdersTest {
  @Test
  void filled_variables_becomeWhatTheyStandFor() {
    assertThat(filled("select :day, x::date from :\"studio\".t where null:::\"studio\".t is null"))
        .isEqualTo(
            "select <day>, x::date from <\"studio\"> .t where null::<\"studio\"> .t is null"
                .replace("> .", ">."));
  }

  @Test
  void filled_valuesThatAreBoundLater_stay() {
    assertThat(filled("select :other, :day")).isEqualTo("select :other, <day>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ':day', 'it''s :day'",
        "select \":day\", \"a \"\":day\"\"\", \":\"\"studio\"\"\"",
        "select 1 -- :day\nfrom t",
        "select x::day"
      })
  void filled_whatOnlyLooksLikeAVariable_stays(String sql) {
    assertThat(filled(sql)).isEqualTo(sql);
  }

  private static String filled(String sql) {
    return Placeholders.filled(
        sql,
        name ->
            name.equals("day") || name.equals("\"studio\"")
                ? Optional.of("<" + name + ">")
                : Optional.empty());
  }
}
