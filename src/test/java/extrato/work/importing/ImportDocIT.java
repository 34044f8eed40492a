package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page, as they are printed, with the folder that comes with it. */
@ExtendWith(StudioExtension.class)
class ImportDocIT {
  private static final Pattern COMMANDS =
      Pattern.compile("## Coming from spreadsheets.*?```bash\n(.*?)```", Pattern.DOTALL);

  @TempDir Path home;

  @Test
  void spreadsheets_goIn_areClosed_restored_andUndone(StudioDatabase studio) throws IOException {
    Operator operator = Operator.of(studio, home);
    Map<String, String> empty = studio.dumpBooks();
    Matcher page = COMMANDS.matcher(Files.readString(Path.of("docs/import.md")));
    assertThat(page.find()).isTrue();
    List<String> commands = page.group(1).lines().toList();
    assertThat(commands).hasSizeGreaterThan(7);

    for (String command : commands) {
      String run =
          studio.value("select to_regclass('extrato.runs')::text") == null
              ? "none"
              : studio.value(
                  "select max(run_id) from extrato.runs where command = 'import' and outcome ="
                      + " 'done'");
      String[] words = command.replace("RUN", String.valueOf(run)).split(" ", -1);
      operator.succeed(List.of(words).subList(1, words.length).toArray(String[]::new));
      if (command.equals("extrato extrato --month 2025-08")) {
        assertThat(
                studio.value("select (totais #>> '{}')::jsonb ->> 'receita_total' from extratos"))
            .isEqualTo("1630.50");
      }
      if (command.equals("extrato import docs/spreadsheets --force")) {
        assertThat(
                studio.value(
                    "select string_agg(concat_ws('|', p.data, p.valor, c.name, s.observacoes), ' '"
                        + " order by p.id) from pagamentos p join clients c on c.id = p.cliente_id"
                        + " left join sessoes s on s.id = p.sessao_id"))
            .isEqualTo(
                "2025-08-05|1200.00|Ana Souza|Braço, 3 horas 2025-08-19|350.00|Beto Lima"
                    + " 2025-08-22|80.50|Carla \"Cacá\" Dias");
      }
    }

    assertThat(studio.dumpBooks()).isEqualTo(empty);
    assertThat(studio.count("clients")).isZero();
  }
}
