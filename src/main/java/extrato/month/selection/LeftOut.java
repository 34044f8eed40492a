package extrato.month.selection;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live records that the operator leaves out of a run with {@code --leave}. They stay live, and
 * the run neither backs them up nor archives nor deletes them.
 */
public final class LeftOut {
  public static final LeftOut NOTHING = new LeftOut(List.of());

  private static final String WITH_WHAT_BELONGS_TO_THEM =
      MonthRows.selectionPrelude() + Sql.load(LeftOut.class, "left_out.sql");
  private static final Pattern NAME = Pattern.compile("(?:([a-z]+):)?(-?[0-9]{1,18})");

  private final List<Name> names;

  private LeftOut(List<Name> names) {
    this.names = List.copyOf(names);
  }

  /**
   * A record as the operator names it.
   *
   * @param tabela null for the record of any table that has this id and is in the way
   */
  public record Name(@Nullable Tabela tabela, long id) {
    @Override
    public String toString() {
      return (tabela == null ? "" : tabela.table() + ":") + id;
    }

    public boolean means(Tabela other, long otherId) {
      return id == otherId && (tabela == null || tabela == other);
    }
  }

  /**
   * @param words each {@code ID} or {@code TABLE:ID}
   */
  public static LeftOut of(List<String> words) {
    return new LeftOut(words.stream().map(LeftOut::name).toList());
  }

  public List<Name> names() {
    return names;
  }

  /** The same books, with a month that no longer includes these records. */
  public MonthBooks outOf(MonthBooks books, Consumer<String> warnings) {
    if (names.isEmpty()) {
      return books;
    }
    Map<Tabela, List<Long>> left = found(books);
    warnings.accept(
        left.entrySet().stream()
            .map(
                table ->
                    table.getKey().table()
                        + " id "
                        + table.getValue().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")))
            .collect(
                Collectors.joining(
                    "; ", "left live, and out of this run's backup and archive: ", "")));
    return books.without(left);
  }

  private Map<Tabela, List<Long>> found(MonthBooks books) {
    List<Name> asked = names.stream().flatMap(name -> inTheWay(books, name)).toList();
    Map<Tabela, List<Long>> left = new EnumMap<>(Tabela.class);
    books
        .query(WITH_WHAT_BELONGS_TO_THEM)
        .bindArray("tabelas", String.class, tables(asked))
        .bindArray("ids", Long.class, asked.stream().map(Name::id).toList())
        .map((row, context) -> new Name(Tabela.ofTable(row.getString("tabela")), row.getLong("id")))
        .forEach(
            name ->
                left.computeIfAbsent(
                        java.util.Objects.requireNonNull(name.tabela()), t -> new ArrayList<>())
                    .add(name.id()));
    for (Name name : names) {
      if (left.entrySet().stream()
          .noneMatch(
              table -> table.getValue().stream().anyMatch(id -> name.means(table.getKey(), id)))) {
        throw new Failure.BadArguments(
            String.format(
                Locale.ROOT,
                "--leave %s: %s has no such live record%s",
                name,
                books.month().slashed(),
                name.tabela() == null ? " that is in the way" : ""),
            name.tabela() == null
                ? String.format(
                    Locale.ROOT,
                    "TABLE:ID, as in pagamentos:%d, names any live record of the month",
                    name.id())
                : "leave the option out");
      }
    }
    return left;
  }

  private static Stream<Name> inTheWay(MonthBooks books, Name name) {
    return name.tabela() != null
        ? Stream.of(name)
        : TakenIds.of(books).ofTheMonth().stream()
            .filter(taken -> name.means(taken.tabela(), taken.id()))
            .map(taken -> new Name(taken.tabela(), taken.id()));
  }

  private static List<String> tables(List<Name> names) {
    return names.stream()
        .map(name -> java.util.Objects.requireNonNull(name.tabela()).table())
        .toList();
  }

  private static Name name(String word) {
    Matcher matcher = NAME.matcher(word);
    if (!matcher.matches()) {
      throw notAName(word);
    }
    String table = matcher.group(1);
    Tabela tabela =
        Arrays.stream(Tabela.values())
            .filter(one -> one.table().equals(table))
            .findFirst()
            .orElse(null);
    if (table != null && tabela == null) {
      throw notAName(word);
    }
    return new Name(tabela, Long.parseLong(matcher.group(2)));
  }

  private static Failure notAName(String word) {
    return new Failure.BadArguments(
        "--leave wants ID or TABLE:ID, not " + word,
        "the tables are pagamentos, sessoes, comissoes, gastos");
  }
}
