package extrato.work.serve.pages;

import extrato.documents.html.Markup;
import extrato.documents.model.Forms;
import extrato.month.archive.MonthState;
import extrato.runs.LastRuns;
import extrato.studio.Month;
import extrato.work.overview.Attention;
import extrato.work.overview.Overview;
import extrato.work.overview.Standing;
import extrato.work.overview.Strays.Stray;
import extrato.work.wallet.OpenHold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How every month stands, what needs attention, and which deposits are held. */
public final class MonthsPage {
  private final Viewer viewer;
  private final Forms forms;

  private MonthsPage(Viewer viewer) {
    this.viewer = viewer;
    this.forms = new Forms(viewer.messages());
  }

  public static String of(Viewer viewer, Overview overview, List<OpenHold> holds) {
    MonthsPage page = new MonthsPage(viewer);
    return Frame.around(
        viewer,
        viewer.said("page.months"),
        out -> {
          page.attention(out, overview);
          page.months(out, overview.months());
          page.holds(out, holds);
        });
  }

  private void attention(Markup out, Overview overview) {
    List<Attention> attention = overview.attention();
    List<Stray> strays = overview.strays().found();
    out.open("section").element("h2", viewer.said("page.attention"));
    if (attention.isEmpty() && strays.isEmpty()) {
      out.element("p", viewer.said("page.attention.none"), "class", "good");
    }
    for (Attention one : attention) {
      item(out, one.month(), one.reason().name(), one.line(), one.cure());
    }
    for (Stray stray : strays) {
      item(out, null, "STRAY", stray.line(), stray.cure());
    }
    out.close("section").line();
  }

  /** The program's own words are for whoever mends it. */
  private void item(Markup out, @Nullable Month month, String reason, String line, String cure) {
    String about = month == null ? "" : month.slashed() + ": ";
    out.open("div", "class", "item");
    out.element("p", about + viewer.said("page.reason." + reason), "class", "bad");
    out.element("p", line, "class", "soft", "lang", "en");
    out.open("p").text(viewer.said("page.attention.how")).text(" ");
    out.element("code", cure).close("p").close("div").line();
  }

  private void months(Markup out, List<Standing> months) {
    out.open("section", "class", "months").element("h2", viewer.said("page.months"));
    if (months.isEmpty()) {
      out.element("p", viewer.said("page.none")).close("section");
      return;
    }
    Frame.table(
        out,
        viewer.said("page.month"),
        viewer.said("page.state"),
        viewer.said("page.records"),
        viewer.said("page.revenue"),
        viewer.said("page.balance"),
        viewer.said("page.backups"),
        viewer.said("page.proven"),
        viewer.said("page.statement"));
    months.forEach(month -> row(out, month));
    Frame.endTable(out);
    out.close("section").line();
  }

  private void row(Markup out, Standing standing) {
    String month = standing.month().slashed();
    out.open("tr").element("th", month, "scope", "row");
    out.element("td", viewer.said("page.state." + standing.state().name()));
    out.element("td", forms.count(standing.records()), "class", "n");
    out.element("td", money(standing.receita()), "class", "n");
    out.element("td", money(standing.saldo()), "class", "n");
    out.element("td", forms.count(standing.generations().size()), "class", "n");
    out.element("td", day(standing.runs().proof().map(LastRuns.Last::when)));
    out.open("td");
    if (hasStatement(standing)) {
      out.element(
          "a", viewer.said("page.statement.of", month), "href", "/statements/" + standing.month());
    }
    if (viewer.mayClose() && standing.isOpen() && standing.records() > 0) {
      out.element(
          "a", viewer.said("page.close.of", month), "href", "/closings/" + standing.month());
    }
    out.close("td").close("tr").line();
  }

  private static boolean hasStatement(Standing standing) {
    return standing.kind() == MonthState.Kind.CLOSED || standing.kind() == MonthState.Kind.LEGACY;
  }

  private void holds(Markup out, List<OpenHold> holds) {
    out.open("section").element("h2", viewer.said("page.holds"));
    if (holds.isEmpty()) {
      out.element("p", viewer.said("page.holds.none")).close("section");
      return;
    }
    Frame.table(
        out,
        viewer.said("page.hold"),
        viewer.said("page.client"),
        viewer.said("page.held"),
        viewer.said("page.until"));
    for (OpenHold hold : holds) {
      String name = hold.name();
      Frame.cells(
          out,
          "td",
          String.valueOf(hold.id()),
          name == null ? hold.client().toString() : name,
          forms.money(hold.balance().amount()),
          day(Optional.ofNullable(hold.until())));
    }
    Frame.endTable(out);
    out.close("section").line();
  }

  private String money(@Nullable BigDecimal amount) {
    return amount == null ? "–" : forms.money(amount);
  }

  private String day(Optional<Instant> moment) {
    return moment.map(when -> forms.day(when.atZone(viewer.zone()).toLocalDate())).orElse("–");
  }
}
