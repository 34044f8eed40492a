package extrato.work.serve.pages;

import extrato.documents.html.Markup;
import extrato.documents.model.Forms;
import extrato.runs.RecordedRun;
import extrato.studio.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs on record, and one of them in full. */
public final class RunsPage {
  private final Viewer viewer;
  private final Forms forms;

  private RunsPage(Viewer viewer) {
    this.viewer = viewer;
    this.forms = new Forms(viewer.messages());
  }

  public static String of(Viewer viewer, List<RecordedRun> runs) {
    RunsPage page = new RunsPage(viewer);
    return Frame.around(
        viewer,
        viewer.said("page.runs"),
        out -> {
          if (runs.isEmpty()) {
            out.element("p", viewer.said("page.none"));
          } else {
            page.table(out, runs);
          }
        });
  }

  private void table(Markup out, List<RecordedRun> runs) {
    Frame.table(
        out,
        viewer.said("page.when"),
        viewer.said("page.command"),
        viewer.said("page.month"),
        viewer.said("page.outcome"),
        viewer.said("page.exit"),
        viewer.said("page.by"));
    for (RecordedRun run : runs) {
      out.open("tr").open("td");
      out.element("a", when(run), "href", "/runs/" + run.runId()).close("td");
      out.element("td", run.command());
      out.element("td", month(run));
      out.element("td", run.end().outcome());
      out.element("td", exit(run), "class", "n");
      out.element("td", by(run)).close("tr").line();
    }
    Frame.endTable(out);
  }

  public static String one(Viewer viewer, RecordedRun run) {
    RunsPage page = new RunsPage(viewer);
    return Frame.around(viewer, viewer.said("page.run", run.runId()), out -> page.whole(out, run));
  }

  /** Names as in {@code --json}, for whoever compares. */
  private void whole(Markup out, RecordedRun run) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("command", run.command());
    fields.put("month", month(run));
    fields.put("started", when(run));
    fields.put(
        "ended", run.end().at() == null ? null : forms.moment(run.end().at(), viewer.zone()));
    fields.put("outcome", run.end().outcome());
    fields.put("exit_code", run.end().exitCode());
    fields.put("attempts", run.work().attempts());
    fields.put("records", run.records());
    fields.put("counts", run.work().counts());
    fields.put("steps", run.work().steps());
    fields.put("warnings", run.work().warnings());
    fields.put("backup_file", run.backup().file());
    fields.put("backup_digest", run.backup().digest());
    fields.put("by", by(run));
    fields.put("version", run.start().version());
    fields.put("error", run.end().error());
    out.open("dl", "class", "run");
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            out.element("dt", name).element("dd", String.valueOf(value)).line();
          }
        });
    out.close("dl");
  }

  private String when(RecordedRun run) {
    return forms.moment(run.start().at(), viewer.zone());
  }

  private static String month(RecordedRun run) {
    Month month = run.month();
    return month == null ? "–" : month.slashed();
  }

  private static String exit(RecordedRun run) {
    return run.end().exitCode() == null ? "–" : String.valueOf(run.end().exitCode());
  }

  private static String by(RecordedRun run) {
    return run.start().reason() == null
        ? run.start().user() + "@" + run.start().host()
        : run.start().reason();
  }
}
