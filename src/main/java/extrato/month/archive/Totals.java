package extrato.month.archive;

import extrato.studio.Count;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.failure.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A month's totals, in every breakdown that a statement has. They are exact, whether Java or SQL
 * adds them up.
 */
public final class Totals {
  /** The category under which expenses without a category are listed. */
  public static final String NO_CATEGORY = "Outros";

  private final Map<Dimension, SortedMap<String, Sum>> sums = new EnumMap<>(Dimension.class);

  /** A way to break the month down. The SQL of the statements uses the same words. */
  public enum Dimension {
    TABELA("tabela"),
    RECEITA_POR_ARTISTA("receita por artista"),
    COMISSAO_POR_ARTISTA("comissao por artista"),
    RECEITA_POR_FORMA("receita por forma"),
    GASTOS_POR_FORMA("gastos por forma"),
    GASTOS_POR_CATEGORIA("gastos por categoria");

    private final String words;

    Dimension(String words) {
      this.words = words;
    }

    static Dimension of(String words) {
      for (Dimension dimension : values()) {
        if (dimension.words.equals(words)) {
          return dimension;
        }
      }
      throw new IllegalArgumentException(words);
    }

    boolean isByArtist() {
      return this == RECEITA_POR_ARTISTA || this == COMISSAO_POR_ARTISTA;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** A number of records and their money. */
  public record Sum(long records, Money money) {
    static final Sum NONE = new Sum(0, Money.ZERO);

    Sum plus(Sum other) {
      return new Sum(records + other.records, money.plus(other.money));
    }

    @Override
    public String toString() {
      return money + " in " + Count.of(records, "record");
    }
  }

  public void add(Dimension dimension, String key, Sum sum) {
    sums.computeIfAbsent(dimension, d -> new TreeMap<>()).merge(key, sum, Sum::plus);
  }

  public SortedMap<String, Sum> by(Dimension dimension) {
    return sums.getOrDefault(dimension, new TreeMap<>());
  }

  public Sum of(Tabela tabela) {
    return by(Dimension.TABELA).getOrDefault(tabela.table(), Sum.NONE);
  }

  public long records() {
    return by(Dimension.TABELA).values().stream().mapToLong(Sum::records).sum();
  }

  /** The sums of both together. */
  public Totals plus(Totals other) {
    Totals both = withArtists(UnaryOperator.identity());
    other.sums.forEach(
        (dimension, map) -> map.forEach((key, sum) -> both.add(dimension, key, sum)));
    return both;
  }

  /** The same sums with other keys for the artists; artists who get the same key become one. */
  Totals withArtists(UnaryOperator<String> name) {
    Totals renamed = new Totals();
    sums.forEach(
        (dimension, map) ->
            map.forEach(
                (key, sum) ->
                    renamed.add(dimension, dimension.isByArtist() ? name.apply(key) : key, sum)));
    return renamed;
  }

  /** The differences to the other sums; empty if they agree to the cent and to the record. */
  public List<Wording> differencesTo(Totals other, String otherName) {
    List<Wording> differences = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      TreeSet<String> keys = new TreeSet<>(by(dimension).keySet());
      keys.addAll(other.by(dimension).keySet());
      for (String key : keys) {
        Sum mine = by(dimension).getOrDefault(key, Sum.NONE);
        Sum theirs = other.by(dimension).getOrDefault(key, Sum.NONE);
        if (!mine.equals(theirs)) {
          // These keys may contain names: an artist's, or one that somebody typed as a form or a
          // category.
          boolean harmless = dimension == Dimension.TABELA || key.matches("[0-9]+");
          differences.add(
              new Wording(harmless ? " " + key : "", " " + key)
                  .between(
                      dimension.toString(),
                      String.format(Locale.ROOT, ": %s, in the %s %s", mine, otherName, theirs)));
        }
      }
    }
    return differences;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Totals totals && sums.equals(totals.sums);
  }

  @Override
  public int hashCode() {
    return sums.hashCode();
  }
}
