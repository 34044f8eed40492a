package extrato.work.overview;

import extrato.studio.Count;
import extrato.studio.Month;
import extrato.work.overview.Attention.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Older months that are still open: one command closes them all, so that they are one thing. */
final class StillOpen {
  private StillOpen() {}

  /** The same list, where several such months are one line in the place of the first. */
  static List<Attention> together(List<Attention> all, List<Standing> standings) {
    List<Month> open =
        all.stream()
            .filter(one -> one.reason() == Reason.STILL_OPEN)
            .map(one -> Objects.requireNonNull(one.month()))
            .sorted()
            .toList();
    if (open.size() < 2) {
      return all;
    }
    List<Attention> together = new ArrayList<>();
    for (Attention one : all) {
      if (one.reason() != Reason.STILL_OPEN) {
        together.add(one);
      } else if (together.stream().noneMatch(each -> each.reason() == Reason.STILL_OPEN)) {
        together.add(inOne(open, standings));
      }
    }
    return together;
  }

  private static Attention inOne(List<Month> open, List<Standing> standings) {
    long records =
        standings.stream()
            .filter(standing -> open.contains(standing.month()))
            .mapToLong(standing -> standing.live().records())
            .sum();
    return new Attention(
        null,
        Reason.STILL_OPEN,
        String.format(
            Locale.ROOT,
            "%s months are still open, from %s to %s, with %s",
            Count.of(open.size()),
            open.get(0).slashed(),
            open.get(open.size() - 1).slashed(),
            Count.of(records, "record")),
        "extrato monthly --catch-up");
  }
}
