package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Folders;
import extrato.testing.GeneratedMonths;
import extrato.testing.Operator;
import extrato.testing.StudioBooks;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.lifecycle.AfterProperty;

/** Books that leave one studio as files come into an empty one to the last byte, and go again. */
final class ImportedMonthsIT {
  private static final List<String> BOOKS = List.of("pagamentos", "sessoes", "comissoes", "gastos");

  private final StudioDatabase studio = StudioDatabase.create();
  private final StudioDatabase other = StudioDatabase.create();
  private final Path home = Folders.make("imported");
  private final Operator here = Operator.inDecember(studio, home);
  private final Operator there =
      here.movedTo(other).with("EXTRATO_BACKUP_DIR", home.resolve("there").toString());

  @AfterProperty
  void close() {
    studio.close();
    other.close();
    Folders.delete(home);
  }

  @Example
  void booksAndBackups_ofGeneratedMonths_comeAndGoToTheLastByte() {
    RandomGenerator<StudioBooks> books = GeneratedMonths.books().generator(1000);
    Attack.named("none: generated months imported into an empty studio")
        .repeat(Attack.size("imports"), random -> bring(books, random))
        .check();
  }

  private String bring(RandomGenerator<StudioBooks> books, Random random) throws IOException {
    StudioBooks generated = books.next(random).value();
    open(generated);
    Path folder = Files.createDirectories(home.resolve("files"));
    BOOKS.forEach(table -> export(table, folder));
    comeAndGo(folder.toString(), studio.dumpBooks());
    // What belongs to other months would have to come with them.
    studio.execute(
        "update sessoes set payment_id = null where payment_id not in (select id from pagamentos"
            + " where data >= '2025-09-01' and data < '2025-10-01')");
    if (here.run(GeneratedMonths.MONTH, "backup").expect(0).out().contains("no records")) {
      return "without records";
    }
    Path backup = here.backup(GeneratedMonths.MONTH, 1);
    there.succeed("import", backup.toString());
    there.run(GeneratedMonths.MONTH, "backup").expect(0);
    assertThat(there.backup(GeneratedMonths.MONTH, 1)).hasSameBinaryContentAs(backup);
    return "the same";
  }

  private void open(StudioBooks generated) {
    for (StudioDatabase one : List.of(studio, other)) {
      one.reset();
      generated.insertInto(one);
    }
    other.execute("truncate pagamentos, sessoes, comissoes, gastos cascade");
    Folders.delete(here.backups());
    Folders.delete(home.resolve("there"));
  }

  private void export(String table, Path folder) {
    String records =
        studio.value("select coalesce(json_agg(t order by id), '[]') from " + table + " t");
    try {
      Files.writeString(folder.resolve(table + ".json"), String.valueOf(records));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void comeAndGo(String folder, Map<String, String> expected) {
    Map<String, String> empty = other.dumpBooks();
    String run = there.succeed("import", folder, "--json").json().path("run_id").asText();
    assertThat(other.dumpBooks()).isEqualTo(expected);
    there.succeed("import", "--undo", run);
    assertThat(other.dumpBooks()).isEqualTo(empty);
  }
}
