package extrato.faults;

import extrato.testing.Folders;
import extrato.testing.GeneratedMonths;
import extrato.testing.Operator;
import extrato.testing.StudioBooks;
import extrato.testing.StudioDatabase;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.lifecycle.AfterProperty;

/** The control for the attacks on files: a backup that nobody touched is never called damaged. */
final class SoundBackupsIT {
  private final StudioDatabase studio = StudioDatabase.create();
  private final Path home = Folders.make("sound");
  private final Operator operator = Operator.inDecember(studio, home);

  @AfterProperty
  void close() {
    studio.close();
    Folders.delete(home);
  }

  @Example
  void backups_ofGeneratedMonths_raiseNoAlarm() {
    RandomGenerator<StudioBooks> books = GeneratedMonths.books().generator(1000);
    Attack.named("none: backups of generated months")
        .repeat(Attack.size("files"), random -> prove(books, random))
        .check();
  }

  private String prove(RandomGenerator<StudioBooks> books, Random random) {
    studio.reset();
    Folders.delete(operator.backups());
    books.next(random).value().insertInto(studio);
    String said = operator.run(GeneratedMonths.MONTH, "backup").expect(0).out();
    operator.run(GeneratedMonths.MONTH, "verify").expect(0);
    return said.contains("no records") ? "without records" : "sound";
  }
}
