package extrato.bench;

import java.util.List;
import java.util.Locale;

/** The medians as bars, a group a size, longest time of the group in full length. */
final class Picture {
  private static final int LEFT = 190;
  private static final int LENGTH = 420;
  private static final int BAR = 18;
  private static final int GAP = 8;
  private static final List<String> DRAWN =
      List.of(Bench.OURS, Bench.MONTHLY, Bench.PSQL, Bench.BATCHES, Bench.ROWS);

  private final StringBuilder body = new StringBuilder();
  private int y = 8;

  static String of(List<Standings> all) {
    Picture picture = new Picture();
    all.forEach(picture::group);
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        %s</svg>
        """,
        LEFT + LENGTH + 100,
        picture.y + GAP,
        picture.body);
  }

  private void group(Standings standings) {
    List<String> names = DRAWN.stream().filter(standings::has).toList();
    double longest = names.stream().mapToDouble(standings::median).max().orElse(1);
    y += BAR;
    text(8, "start\" font-weight=\"bold", Standings.number(standings.records()) + " records");
    y += GAP;
    for (String name : names) {
      double seconds = standings.median(name);
      int length = Math.max(1, (int) Math.round(LENGTH * seconds / longest));
      boolean ours = name.equals(Bench.OURS) || name.equals(Bench.MONTHLY);
      body.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
              LEFT,
              y,
              length,
              BAR,
              ours ? "#2f6f9f" : "#b8b8b8"));
      y += BAR - 4;
      text(LEFT - 8, "end", name);
      text(LEFT + length + 6, "start", String.format(Locale.ROOT, "%.2f s", seconds));
      y += 4 + GAP;
    }
    y += GAP;
  }

  private void text(int x, String anchor, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#222222\">%s</text>%n",
            x,
            y,
            anchor,
            text));
  }
}
