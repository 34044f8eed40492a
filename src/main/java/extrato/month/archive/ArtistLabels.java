package extrato.month.archive;

import extrato.month.archive.Totals.Dimension;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The names of a month's artists. Different artists may have the same name; then each id follows
 * the name.
 */
final class ArtistLabels {
  private final List<String> ids;
  private final Map<String, String> labels;

  private ArtistLabels(List<String> ids, Map<String, String> labels) {
    this.ids = List.copyOf(ids);
    this.labels = Map.copyOf(labels);
  }

  /**
   * @param name gives the name for an artist's id
   */
  static ArtistLabels of(Totals totals, UnaryOperator<String> name) {
    TreeSet<String> ids =
        new TreeSet<>(
            Comparator.comparing(name)
                .thenComparingInt(String::length) // The shorter of two numbers is the smaller one.
                .thenComparing(Comparator.naturalOrder()));
    ids.addAll(totals.by(Dimension.RECEITA_POR_ARTISTA).keySet());
    ids.addAll(totals.by(Dimension.COMISSAO_POR_ARTISTA).keySet());
    Set<String> once = new HashSet<>();
    Set<String> shared = new HashSet<>();
    ids.stream().map(name).filter(called -> !once.add(called)).forEach(shared::add);
    Map<String, String> labels = new HashMap<>();
    for (String id : ids) {
      String called = name.apply(id);
      labels.put(
          id,
          shared.contains(called)
              ? String.format(Locale.ROOT, "%s (%s)", called, id).strip()
              : called);
    }
    return new ArtistLabels(List.copyOf(ids), labels);
  }

  /** The ids, sorted by name, and by id where names are equal. */
  List<String> ids() {
    return ids;
  }

  String label(String id) {
    return labels.getOrDefault(id, "");
  }
}
