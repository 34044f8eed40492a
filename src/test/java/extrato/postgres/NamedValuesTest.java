package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedValuesTest {
  @Test
  void parse_names_becomePlacesInTheirOrder() {
    ParsedSql parsed = NamedValues.parse("select :year, :month_2 where :year=1");

    assertThat(parsed.getSql()).isEqualTo("select ?, ? where ?=1");
    assertThat(parsed.getParameters().getParameterNames())
        .containsExactly("year", "month_2", "year");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'at 10:30, it''s :late'",
        "select \"a:column\", \"a \"\"b:c\"\"\"",
        "select id::text from t",
        "select 1 -- until :now\nfrom t",
        "select a[1:2]",
        "select 1"
      })
  void parse_colonsThatNameNothing_stay(String sql) {
    ParsedSql parsed = NamedValues.parse(sql);

    assertThat(parsed.getSql()).isEqualTo(sql);
    assertThat(parsed.getParameters().getParameterNames()).isEmpty();
  }

  @Test
  void parse_aNameAfterTextsAndCasts_isFound() {
    ParsedSql parsed =
        NamedValues.parse("select ':no'::text || \":no\" -- it's :no\n, cast(:yes as text)");

    assertThat(parsed.getSql())
        .isEqualTo("select ':no'::text || \":no\" -- it's :no\n, cast(? as text)");
    assertThat(parsed.getParameters().getParameterNames()).containsExactly("yes");
  }
}
