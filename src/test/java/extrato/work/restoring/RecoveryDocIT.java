package extrato.work.restoring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Follows {@code docs/recovery.md}: makes each of its troubles, types its commands as they stand
 * there, and compares what they print.
 */
class RecoveryDocIT {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("extrato.home", "")).resolve("docs").resolve("recovery.md");

  private static final YearMonth AUGUST = YearMonth.of(2025, 8);
  private static final YearMonth SEPTEMBER = AwkwardMonth.MONTH;
  private static final YearMonth OCTOBER = YearMonth.of(2025, 10);

  /** Makes the trouble; returns who is at the terminal then. */
  private interface Trouble {
    Operator make(Stage stage) throws IOException;
  }

  /** Where a section of the document is played. */
  private record Stage(StudioDatabase studio, StudioDatabase other, Path home, Operator operator) {
    void remove(String folder) throws IOException {
      try (Stream<Path> files = Files.walk(home.resolve(folder))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static final Map<String, Trouble> TROUBLES = troubles();

  private static Map<String, Trouble> troubles() {
    Map<String, Trouble> troubles = new LinkedHashMap<>();
    troubles.put(
        "The closing failed at 2 in the morning",
        stage -> {
          stage.studio.execute(
              "create table avaliacoes (id int primary key, pagamento_id int references pagamentos"
                  + " (id));insert into avaliacoes values (1, 101)");
          return stage.operator;
        });
    troubles.put(
        "The disk with the backups is gone",
        stage -> {
          Operator operator = stage.operator.with("EXTRATO_BACKUP_COPY", "nas");
          operator.close(SEPTEMBER);
          stage.remove("backups");
          return operator;
        });
    troubles.put(
        "The disk with the backups is gone, and there was no second copy",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.remove("backups");
          return stage.operator;
        });
    troubles.put(
        "A backup file is damaged",
        stage -> {
          stage.operator.close(SEPTEMBER);
          Path csv = stage.operator.backup(SEPTEMBER, 1);
          Files.writeString(csv, Files.readString(csv).replaceFirst("Pix", "Pox"));
          return stage.operator;
        });
    troubles.put(
        "The database server is gone and only the files are left",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.operator.close(OCTOBER);
          stage.other.execute("alter table gastos add column categoria varchar(100)");
          TableCopy.rows(stage.studio, stage.other, "clients", "true");
          TableCopy.rows(stage.studio, stage.other, "users", "id <> 3");
          return stage.operator.movedTo(stage.other);
        });
    troubles.put(
        "The database is older than its backups",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.keep();
          stage.studio.execute(
              "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (9001,"
                  + " '2025-09-20', 350, 'Pix', 1)");
          stage.operator.run(SEPTEMBER, "backup").expect(0);
          stage.studio.bringBack();
          return stage.operator;
        });
    troubles.put(
        "The database is a copy, or has moved",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.execute("update extrato.studio set banco = '1'");
          return stage.operator;
        });
    troubles.put(
        "A payment was forgotten",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.execute(
              "insert into pagamentos (data, valor, forma_pagamento, artista_id) values"
                  + " ('2025-09-20', 350, 'Pix', 1)");
          return stage.operator;
        });
    troubles.put(
        "The wrong month was closed",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.operator.close(OCTOBER);
          stage.operator.close(AUGUST);
          return stage.operator;
        });
    troubles.put(
        "A live record has an archived record's id",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.execute(
              "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (101,"
                  + " '2025-09-20', 350, 'Pix', 1)");
          return stage.operator;
        });
    troubles.put(
        "Two records of a month can never be live at once",
        stage -> {
          stage.studio.execute("update pagamentos set google_event_id = 'evento' where id = 103");
          stage.operator.close(SEPTEMBER);
          stage.studio.execute(
              "insert into pagamentos (id, data, valor, forma_pagamento, artista_id,"
                  + " google_event_id) values (9001, '2025-09-20', 350, 'Pix', 1, 'evento')");
          return stage.operator;
        });
    troubles.put(
        "The restore stops",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.execute(
              "create function carimbo() returns trigger language plpgsql as $$ begin"
                  + " new.updated_at := now(); return new; end $$;create trigger carimbo before"
                  + " insert on pagamentos for each row execute function carimbo()");
          return stage.operator;
        });
    troubles.put(
        "The old generator overwrote a statement",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.execute(
              "update extratos set pagamentos = '\"[]\"', sessoes = '\"[]\"', comissoes = '\"[]\"',"
                  + " gastos = '\"[]\"', totais = '\"{}\"'");
          return stage.operator;
        });
    troubles.put(
        "The web application closed the month",
        stage -> {
          stage.operator.run(SEPTEMBER, "backup").expect(0);
          LegacyRestoreIT.webApplicationCloses(stage.studio);
          return stage.operator;
        });
    troubles.put(
        "The archive is damaged",
        stage -> {
          stage.operator.close(SEPTEMBER);
          stage.studio.execute(
              "update extrato.lotes set registros = (select jsonb_agg(case r ->> 'id' when '103'"
                  + " then r || '{\"valor\": \"-51.00\"}' else r end) from"
                  + " jsonb_array_elements(registros) r) where tabela = 'pagamentos'");
          return stage.operator;
        });
    troubles.put(
        "Would it work?",
        stage -> {
          stage.operator.close(SEPTEMBER);
          return stage.operator;
        });
    return troubles;
  }

  @TestFactory
  Stream<DynamicTest> everySymptom_followedAsItStandsThere_isMended() throws IOException {
    Map<String, List<String>> sections = sections();
    assertThat(sections.keySet()).containsExactlyElementsOf(TROUBLES.keySet());
    return sections.entrySet().stream()
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section.getKey(), () -> follow(section.getKey(), section.getValue())));
  }

  private static void follow(String symptom, List<String> console) throws IOException {
    Path home = Folders.make("recovery");
    try (StudioDatabase studio = StudioDatabase.create();
        StudioDatabase other = StudioDatabase.create()) {
      AwkwardMonth.fillOrdinary(studio);
      Stage stage =
          new Stage(
              studio,
              other,
              home,
              Operator.inDecember(studio, home).with("EXTRATO_ENV", "production"));
      Operator operator = requireNonNull(TROUBLES.get(symptom)).make(stage);
      boolean moved = other.url().equals(operator.environment().get("DATABASE_URL"));
      new Terminal(operator, moved ? other : studio).play(console);
    } finally {
      Folders.delete(home);
    }
  }

  /** The lines of each section's console blocks, by the section's title. */
  private static Map<String, List<String>> sections() throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("## ")) {
        current = new ArrayList<>();
        sections.put(line.substring(3), current);
      } else if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside) {
        current.add(line);
      }
    }
    return sections;
  }

  /** Types what stands behind a prompt, and holds what it prints against what follows there. */
  private static final class Terminal {
    private final Operator operator;
    private final StudioDatabase studio;
    private int lastCode;

    Terminal(Operator operator, StudioDatabase studio) {
      this.operator = operator;
      this.studio = studio;
    }

    void play(List<String> console) {
      assertThat(console).first().asString().startsWith("$ ");
      for (int i = 0; i < console.size(); ) {
        String command = console.get(i++).substring(2);
        List<String> expected = new ArrayList<>();
        while (i < console.size() && !console.get(i).startsWith("$ ")) {
          expected.add(console.get(i++));
        }
        String printed = run(command);
        assertThat(printed).as("what `%s` prints", command).matches(pattern(expected));
      }
    }

    private String run(String command) {
      if (command.equals("echo $?")) {
        return lastCode + "\n";
      }
      List<String> words = words(command);
      if (words.get(0).equals("psql")) {
        assertThat(words.subList(1, 3)).containsExactly("$DATABASE_URL", "-c");
        studio.execute(words.get(3));
        lastCode = 0;
        return "";
      }
      assertThat(words.get(0)).isEqualTo("extrato");
      Operator.Ended told = operator.run(words.subList(1, words.size()).toArray(String[]::new));
      lastCode = told.exitCode();
      return told.both();
    }

    /** Splits at blanks outside quotes, as a shell does. */
    private static List<String> words(String command) {
      List<String> words = new ArrayList<>();
      java.util.regex.Matcher word =
          java.util.regex.Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
      while (word.find()) {
        words.add(word.group(1) != null ? word.group(1) : word.group(2));
      }
      return words;
    }

    /** A line of dots stands for any lines, dots in a line for any characters. */
    private static String pattern(List<String> expected) {
      return "(?s)"
          + expected.stream()
              .map(
                  line ->
                      line.equals("…")
                          ? "(?:[^\n]*\n)*?"
                          : Stream.of(line.split("…", -1))
                                  .map(java.util.regex.Pattern::quote)
                                  .collect(Collectors.joining("[^\n]*"))
                              + "\n")
              .collect(Collectors.joining());
    }
  }
}
