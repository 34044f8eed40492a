package extrato.work.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.GeneratedMonths;
import extrato.testing.Operator;
import extrato.testing.StudioBooks;
import extrato.testing.StudioDatabase;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;

/** Any month, closed and brought back from each of its sources in turn, is what it was. */
class RoundTripIT {
  private final StudioDatabase studio = StudioDatabase.create();
  private final Path home = Folders.make("round-trip");

  @AfterTry
  void removeFiles() {
    Folders.empty(home);
  }

  @AfterProperty
  void close() {
    studio.close();
    Folders.delete(home);
  }

  @Example
  void awkwardMonth() {
    AwkwardMonth.fill(studio);
    goesAndComesBack();
  }

  @Property
  void generatedMonth(@ForAll("books") StudioBooks books) {
    generated(books);
  }

  @Property
  @Tag("slow")
  void manyGeneratedMonths(@ForAll("books") StudioBooks books) {
    generated(books);
  }

  private void generated(StudioBooks books) {
    studio.reset();
    books.insertInto(studio);
    goesAndComesBack();
  }

  private void goesAndComesBack() {
    Map<String, String> before = studio.dumpBooks();
    Operator operator = Operator.inDecember(studio, home);
    if (close(operator).contains("no records")) {
      return;
    }

    operator.run(GeneratedMonths.MONTH, "restore", "--from", "archive").expect(0);
    assertThat(studio.dumpBooks()).as("from the archive").isEqualTo(before);

    close(operator);
    operator.run(GeneratedMonths.MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).as("from the backup").isEqualTo(before);

    close(operator);
    Path file = operator.backup(GeneratedMonths.MONTH, 1);
    assertThat(operator.backup(GeneratedMonths.MONTH, 2))
        .as("a second generation: the records that came back are not those that went")
        .doesNotExist();
    studio.execute("drop schema extrato cascade; delete from extratos");
    operator.succeed("init", "--adopt");
    operator.run("restore", "--from", file.toString()).expect(0);
    assertThat(studio.dumpBooks()).as("from the file alone").isEqualTo(before);

    nextInsertsWork();
  }

  private static String close(Operator operator) {
    return operator.run(GeneratedMonths.MONTH, "monthly").expect(0).out();
  }

  private void nextInsertsWork() {
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by) values ('2025-11-01', 1,"
            + " 'Pix', 1);insert into pagamentos (data, valor, forma_pagamento, artista_id) values"
            + " ('2025-11-01', 1, 'Pix', 1)");
  }

  @Provide
  Arbitrary<StudioBooks> books() {
    return GeneratedMonths.books();
  }
}
