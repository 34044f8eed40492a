package extrato.work.serve.pages;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.documents.html.Markup;
import extrato.documents.model.Forms;
import extrato.studio.Month;
import java.util.Map;

/** What a closing would do, and whether that is meant. */
public final class ClosingPage {
  private ClosingPage() {}

  /**
   * @param report what the dry run printed with {@code --json}
   */
  public static String question(Viewer viewer, Month month, JsonNode report) {
    Forms forms = new Forms(viewer.messages());
    return Frame.around(
        viewer,
        viewer.said("page.close.of", month.slashed()),
        out -> {
          out.element("p", viewer.said("page.close.how"));
          Frame.table(
              out,
              viewer.said("page.table"),
              viewer.said("page.archived"),
              viewer.said("page.stays"),
              viewer.said("page.deleted"));
          for (Map.Entry<String, JsonNode> table : report.path("counts").properties()) {
            JsonNode counts = table.getValue();
            Frame.cells(
                out,
                "td",
                table.getKey(),
                forms.count(counts.path("archived").asLong()),
                forms.count(counts.path("stayed").asLong()),
                forms.count(counts.path("deleted").asLong()));
          }
          Frame.endTable(out);
          for (JsonNode warning : report.path("warnings")) {
            out.element("p", warning.asText(), "class", "soft", "lang", "en");
          }
          form(out, viewer, month);
        });
  }

  private static void form(Markup out, Viewer viewer, Month month) {
    out.open("form", "method", "post", "action", "/closings", "class", "login");
    out.leaf("input", "type", "hidden", "name", "secret", "value", viewer.secret());
    out.leaf("input", "type", "hidden", "name", "month", "value", month.toString());
    out.element("button", viewer.said("page.close.now", month.slashed())).close("form");
  }

  /** It cannot be closed like this; the program's own words are for whoever mends it. */
  public static String refused(Viewer viewer, Month month, String why) {
    return Frame.around(
        viewer,
        viewer.said("page.close.of", month.slashed()),
        out -> {
          out.element("p", viewer.said("page.close.refused"), "class", "bad", "role", "alert");
          out.element("p", why, "class", "soft", "lang", "en");
        });
  }
}
