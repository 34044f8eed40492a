package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.month.archive.Totals;
import extrato.month.archive.Totals.Dimension;
import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.month.selection.LeftOut;
import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.runs.Outcome;
import extrato.runs.Progress;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import extrato.testing.Folders;
import extrato.testing.GeneratedMonths;
import extrato.testing.MonthOfBooks;
import extrato.testing.Records;
import extrato.testing.StudioBooks;
import extrato.testing.StudioDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all books, and for their months in whatever order they are closed. How many are
 * tried is the build's property {@code jqwik.months}.
 */
class MonthsPropertyIT {
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2025-12-01T12:00:00Z"), ZoneOffset.UTC);

  private final StudioDatabase studio = StudioDatabase.create();
  private final Path home = Folders.make("property");
  private final Settings settings =
      new SettingsReader().read(Map.of(), Map.of("DATABASE_URL", studio.url()), home, home);
  private int runs;
  private final Database database =
      Database.open(
          (DatabaseUrl.Server) settings.requiredDatabase(),
          settings,
          "property",
          new Interruption(),
          unused -> {});

  @AfterProperty
  void close() {
    database.close();
    Folders.delete(home);
    studio.close();
  }

  @Provide
  Arbitrary<StudioBooks> books() {
    return GeneratedMonths.books();
  }

  @Provide
  Arbitrary<List<YearMonth>> order() {
    YearMonth middle = GeneratedMonths.MONTH;
    return Arbitraries.shuffle(middle.minusMonths(1), middle, middle.plusMonths(1));
  }

  @Property
  void everyMonth_inAnyOrder_isClosedAndProven_andNoRecordIsLostOrDoubled(
      @ForAll("books") StudioBooks books, @ForAll("order") List<YearMonth> order) {
    studio.reset();
    Folders.delete(settings.backups().folder());
    books.insertInto(studio);
    database.ownTables().bringUpToDate();
    Records everything = Records.live(studio);

    StudioBooks open = books;
    Records live = everything;
    List<Records> archive = new ArrayList<>();
    for (YearMonth month : order) {
      MonthOfBooks expected = open.month(month);
      archive.add(close(month, expected, live));
      Records left = Records.live(studio);
      assertSame(left, live.afterClosing(expected));
      live = left;
      open = open.afterClosing(month);
    }

    checkEveryRecordIsSomewhere(everything, live, archive);
  }

  /** Closes a month, of which this is expected; returns what the archive holds of it. */
  private Records close(YearMonth yearMonth, MonthOfBooks expected, Records before) {
    Month month = Month.of(yearMonth);

    Path backup = backup(month);
    assertThat(verify(month).holds()).isTrue();
    Run run = run(month);
    RunBook runBook = new RunBook("property");
    database.note(handle -> runBook.start(handle, run));
    ClosingResult result =
        new Closing(database, settings, backups(month), runBook, run, LATER)
            .close(ClosingRequest.of(month, LeftOut.NOTHING));

    assertThat(result.outcome()).isEqualTo(expected.isEmpty() ? Outcome.EMPTY : Outcome.DONE);
    Records archived = Records.archived(studio, yearMonth, 1);
    assertSame(archived, before.of(expected));
    if (backup != null) {
      assertSame(Records.backup(backup, studio), archived);
    }
    if (result.totals() != null) {
      checkTotals(result.totals(), expected);
    }
    assertThat(verify(month).holds()).isTrue();
    return archived;
  }

  private @Nullable Path backup(Month month) {
    return database
        .readAlone(month, books -> backups(month).write(books, database, warning -> {}))
        .generation()
        .map(Generation::csv)
        .orElse(null);
  }

  private Verification.Proof verify(Month month) {
    return database.read(month, new Verification(backups(month), run(month))::of);
  }

  private Backups backups(Month month) {
    return new Backups(settings, LATER, run(month).id(), "property");
  }

  private Run run(Month month) {
    return new Run("run-" + ++runs, RunCommand.EXTRATO, month, false, LATER, Progress.SILENT);
  }

  private static void checkTotals(Totals totals, MonthOfBooks expected) {
    for (Tabela tabela : Tabela.values()) {
      assertThat(totals.of(tabela).records()).isEqualTo(expected.ids(tabela).size());
    }
    assertThat(totals.of(Tabela.PAGAMENTOS).money().amount()).isEqualTo(expected.receita());
    assertThat(totals.of(Tabela.COMISSOES).money().amount()).isEqualTo(expected.totalComissoes());
    assertThat(totals.of(Tabela.GASTOS).money().amount()).isEqualTo(expected.despesas());
    checkSums(totals, Dimension.RECEITA_POR_ARTISTA, expected.receitaByArtista());
    checkSums(totals, Dimension.COMISSAO_POR_ARTISTA, expected.comissaoByArtista());
    checkSums(totals, Dimension.RECEITA_POR_FORMA, expected.receitaByForma());
    checkSums(totals, Dimension.GASTOS_POR_FORMA, expected.gastosByForma());
    checkSums(totals, Dimension.GASTOS_POR_CATEGORIA, expected.gastosByCategoria());
  }

  private static void checkSums(Totals totals, Dimension dimension, Map<?, BigDecimal> expected) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    totals.by(dimension).forEach((key, sum) -> sums.put(key, sum.money().amount()));
    Map<String, BigDecimal> wanted = new TreeMap<>();
    expected.forEach((key, sum) -> wanted.put(String.valueOf(key), sum));
    assertThat(sums).as("%s", dimension).isEqualTo(wanted);
  }

  /** Archived or live, never both; but a session that stays is live, and archived by each month. */
  private static void checkEveryRecordIsSomewhere(
      Records everything, Records live, List<Records> archive) {
    for (Tabela tabela : Tabela.values()) {
      List<Integer> places = new ArrayList<>(live.ids(tabela));
      archive.forEach(month -> places.addAll(month.ids(tabela)));
      assertThat(new TreeSet<>(places)).isEqualTo(new TreeSet<>(everything.ids(tabela)));
      if (tabela != Tabela.SESSOES) {
        assertThat(places).doesNotHaveDuplicates();
      }
    }
  }

  private static void assertSame(Records actual, Records expected) {
    assertThat(actual.differencesTo(expected)).isEmpty();
  }
}
