package extrato.work.serve.pages;

import extrato.documents.html.Markup;
import java.io.StringWriter;
import java.util.function.Consumer;

/** What every page has: its head, the way to the others, and the way out. */
final class Frame {
  private Frame() {}

  static String around(Viewer viewer, String title, Consumer<Markup> content) {
    StringWriter text = new StringWriter();
    Markup out = new Markup(text);
    String studio = viewer.studio() == null ? "Extrato" : viewer.studio();
    out.open("html", "lang", viewer.messages().language().tag()).line().open("head");
    out.leaf("meta", "charset", "utf-8");
    out.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.leaf("meta", "name", "robots", "content", "noindex");
    out.element("title", title + " · " + studio);
    out.leaf("link", "rel", "stylesheet", "href", "/style.css").close("head").line();
    out.open("body").open("header");
    out.element("p", studio, "class", "brand");
    if (viewer.name() != null) {
      ways(out, viewer);
    }
    out.close("header").line().open("main").element("h1", title).line();
    content.accept(out);
    out.end();
    return text.toString();
  }

  private static void ways(Markup out, Viewer viewer) {
    out.open("nav");
    out.element("a", viewer.said("page.months"), "href", "/");
    out.element("a", viewer.said("page.runs"), "href", "/runs");
    out.open("form", "method", "post", "action", "/logout");
    out.leaf("input", "type", "hidden", "name", "secret", "value", viewer.secret());
    out.element("button", viewer.said("page.logout")).close("form").close("nav");
    out.element("p", viewer.said("page.as", String.valueOf(viewer.name())), "class", "soft");
  }

  static void cells(Markup out, String element, String... texts) {
    out.open("tr");
    for (String text : texts) {
      out.element(element, text);
    }
    out.close("tr").line();
  }

  /** A table's beginning, in a frame that a telephone can move sideways. */
  static void table(Markup out, String... heads) {
    out.open("div", "class", "wide", "tabindex", "0").open("table").open("thead");
    cells(out, "th", heads);
    out.close("thead").open("tbody");
  }

  static void endTable(Markup out) {
    out.close("tbody").close("table").close("div").line();
  }
}
