package extrato.work.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.studio.Tabela;
import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.GeneratedMonths;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioBooks;
import extrato.testing.StudioDatabase;
import extrato.testing.TableCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import org.jspecify.annotations.Nullable;

/**
 * Months that share sessions with their neighbours, closed and restored in every order: either the
 * rows come back as they were, or the restore stops and names the month to restore first.
 */
class NeighboursIT {
  private static final List<YearMonth> MONTHS =
      List.of(YearMonth.of(2025, 8), YearMonth.of(2025, 9), YearMonth.of(2025, 10));
  private static final Pattern FIRST =
      Pattern.compile("restore ([0-9]{2})/([0-9]{4})[, 0-9/]* first");

  /** Several closings and restores each: the many are in the slow suites. */
  private static final int FEW = 3;

  private final StudioDatabase studio = StudioDatabase.create();
  private final StudioDatabase fresh = StudioDatabase.create();
  private final Path home = Folders.make("neighbours");

  @AfterTry
  void removeBackups() {
    Folders.empty(home);
  }

  @AfterProperty
  void close() {
    studio.close();
    fresh.close();
    Folders.delete(home);
  }

  /** Each order of closing with two of restoring, so that each of these comes twice. */
  @Example
  @Tag("slow")
  void restore_ofAwkwardNeighbours_inSomeOrders_bringsBackIdenticalRows() {
    List<List<YearMonth>> orders = permutations(MONTHS);
    for (int i = 0; i < orders.size(); i++) {
      closeAndRestoreAwkward(orders.get(i), orders.get((i + 1) % orders.size()));
      closeAndRestoreAwkward(orders.get(i), orders.get((i + 4) % orders.size()));
    }
  }

  @Example
  @Tag("slow")
  void restore_ofAwkwardNeighbours_inEveryOrder_bringsBackIdenticalRows() {
    for (List<YearMonth> closing : permutations(MONTHS)) {
      for (List<YearMonth> restoring : permutations(MONTHS)) {
        closeAndRestoreAwkward(closing, restoring);
      }
    }
  }

  private void closeAndRestoreAwkward(List<YearMonth> closing, List<YearMonth> restoring) {
    studio.reset();
    AwkwardMonth.fillOrdinary(studio);
    closeAndRestore(closing, restoring);
    removeBackups();
  }

  @Property(tries = FEW)
  void restore_ofAnyMonths_inAnyOrder_bringsBackIdenticalRows(
      @ForAll("books") StudioBooks books,
      @ForAll("months") List<YearMonth> closing,
      @ForAll("months") List<YearMonth> restoring) {
    bringsBackIdenticalRows(books, closing, restoring);
  }

  @Property
  @Tag("slow")
  void restore_ofManyMonths_inAnyOrder_bringsBackIdenticalRows(
      @ForAll("books") StudioBooks books,
      @ForAll("months") List<YearMonth> closing,
      @ForAll("months") List<YearMonth> restoring) {
    bringsBackIdenticalRows(books, closing, restoring);
  }

  private void bringsBackIdenticalRows(
      StudioBooks books, List<YearMonth> closing, List<YearMonth> restoring) {
    studio.reset();
    books.insertInto(studio);
    closeAndRestore(closing, inThatOrder(restoring, closing));
  }

  @Property(tries = FEW)
  void restore_fromFilesAlone_inAnyOrder_fillsANewDatabase(
      @ForAll("books") StudioBooks books,
      @ForAll("months") List<YearMonth> closing,
      @ForAll("months") List<YearMonth> restoring) {
    fillsANewDatabase(books, closing, restoring);
  }

  @Property
  @Tag("slow")
  void restore_fromManyFilesAlone_inAnyOrder_fillsANewDatabase(
      @ForAll("books") StudioBooks books,
      @ForAll("months") List<YearMonth> closing,
      @ForAll("months") List<YearMonth> restoring) {
    fillsANewDatabase(books, closing, restoring);
  }

  private void fillsANewDatabase(
      StudioBooks books, List<YearMonth> closing, List<YearMonth> restoring) {
    studio.reset();
    fresh.reset();
    books.insertInto(studio);
    addCategories();
    Operator operator = Operator.inDecember(studio, home);
    closing.forEach(operator::close);
    TableCopy.people(studio, fresh);
    operator.movedTo(fresh).succeed("init", "--adopt");

    inThatOrder(restoring, closing).stream()
        .map(month -> operator.backup(month, 1))
        .filter(Files::exists)
        .forEach(
            file ->
                operator
                    .movedTo(fresh)
                    .run("restore", "--from", file.toString(), "--other-studio")
                    .expect(0));

    assertThat(fresh.dumpBooks()).isEqualTo(recordsOf(books, closing));
  }

  /** The books again, with the closed months' records only. */
  private Map<String, String> recordsOf(StudioBooks books, List<YearMonth> months) {
    Map<Tabela, TreeSet<Integer>> ids =
        Stream.of(Tabela.values())
            .collect(
                Collectors.toMap(
                    tabela -> tabela,
                    tabela ->
                        months.stream()
                            .flatMap(month -> books.month(month).ids(tabela).stream())
                            .collect(Collectors.toCollection(TreeSet::new))));
    List<String> created = times(fresh);
    studio.reset();
    books.insertInto(studio);
    studio.execute(
        String.format(
            Locale.ROOT,
            "update sessoes set payment_id = null where payment_id not in (%s)",
            list(ids.get(Tabela.PAGAMENTOS))));
    studio.execute(
        String.format(
            Locale.ROOT,
            "delete from comissoes where id not in (%s)",
            list(ids.get(Tabela.COMISSOES))));
    studio.execute(
        String.format(
            Locale.ROOT, "delete from gastos where id not in (%s)", list(ids.get(Tabela.GASTOS))));
    studio.execute(
        String.format(
            Locale.ROOT,
            "with s as (delete from sessoes where id not in (%s)) delete from pagamentos where id"
                + " not in (%s)",
            list(ids.get(Tabela.SESSOES)),
            list(ids.get(Tabela.PAGAMENTOS))));
    // The one thing that differs between the two insertions is when they happened.
    if (!created.isEmpty()) {
      assertThat(created).hasSize(1);
      for (String table : List.of("pagamentos", "sessoes", "gastos")) {
        studio.execute(
            String.format(Locale.ROOT, "update %s set created_at = '%s'", table, created.get(0)));
      }
    }
    return studio.dumpBooks();
  }

  private static List<String> times(StudioDatabase of) {
    return of
        .column(
            "select distinct created_at from (select created_at from pagamentos union select"
                + " created_at from sessoes union select created_at from gastos) t")
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private void addCategories() {
    boolean has =
        studio.count(
                "information_schema.columns where table_name = 'gastos' and column_name ="
                    + " 'categoria'")
            > 0;
    if (has) {
      fresh.execute("alter table gastos add column if not exists categoria varchar(100)");
    }
  }

  private void closeAndRestore(List<YearMonth> closing, List<YearMonth> restoring) {
    Map<String, String> before = studio.dumpBooks();
    Operator operator = Operator.inDecember(studio, home);
    closing.forEach(operator::close);
    Deque<YearMonth> waiting = new ArrayDeque<>(restoring);
    waiting.removeIf(month -> studio.count(statements(month)) == 0);
    int stops = 0;
    while (!waiting.isEmpty()) {
      YearMonth month = waiting.peek();
      Map<String, String> untouched = studio.dumpExceptRuns();
      Ended told = operator.run(month, "restore");
      if (told.exitCode() == 0) {
        waiting.remove();
      } else {
        YearMonth first = toRestoreFirst(told.expect(6));
        assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
        assertThat(waiting).as(told.toString()).contains(first);
        waiting.remove(first);
        waiting.push(first);
        assertThat(++stops).as("stops that lead nowhere").isLessThan(20);
      }
    }
    assertThat(studio.dumpBooks())
        .as("closed %s, restored %s", closing, restoring)
        .isEqualTo(before);
  }

  /** The closed months: first those of the order, then the others. */
  private static List<YearMonth> inThatOrder(List<YearMonth> order, List<YearMonth> closed) {
    return Stream.concat(order.stream(), closed.stream())
        .distinct()
        .filter(closed::contains)
        .collect(Collectors.toList());
  }

  private static String statements(YearMonth month) {
    return String.format(
        Locale.ROOT,
        "extratos where (ano, mes) = (%d, %d)",
        month.getYear(),
        month.getMonthValue());
  }

  private static YearMonth toRestoreFirst(Ended told) {
    Matcher matcher = FIRST.matcher(told.err());
    assertThat(matcher.find()).as(told.toString()).isTrue();
    return YearMonth.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
  }

  @Provide
  Arbitrary<StudioBooks> books() {
    return GeneratedMonths.books();
  }

  /** At least one of the months of the books, in any order. */
  @Provide
  Arbitrary<List<YearMonth>> months() {
    List<YearMonth> all = new ArrayList<>(MONTHS);
    all.add(GeneratedMonths.MONTH.minusYears(1));
    return Arbitraries.shuffle(all)
        .flatMap(shuffled -> Arbitraries.integers().between(2, 4).map(n -> shuffled.subList(0, n)));
  }

  private static String list(@Nullable Set<Integer> ids) {
    return ids == null || ids.isEmpty()
        ? "0"
        : ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static <T> List<List<T>> permutations(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : of) {
      List<T> others = new ArrayList<>(of);
      others.remove(first);
      for (List<T> rest : permutations(others)) {
        List<T> one = new ArrayList<>(List.of(first));
        one.addAll(rest);
        all.add(one);
      }
    }
    return all;
  }
}
