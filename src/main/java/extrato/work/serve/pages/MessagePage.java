package extrato.work.serve.pages;

/** A page that says one thing. */
public final class MessagePage {
  private MessagePage() {}

  /** There is nothing at this address. */
  public static String missing(Viewer viewer) {
    return of(viewer, viewer.said("page.missing"));
  }

  /** The database does not answer. */
  public static String gone(Viewer viewer) {
    return of(viewer, viewer.said("page.gone"));
  }

  /** It does not work like this, and will not a little later. */
  public static String failed(Viewer viewer) {
    return of(viewer, viewer.said("page.failed"));
  }

  /** Too many ask at once. */
  public static String busy(Viewer viewer) {
    return of(viewer, viewer.said("page.busy"));
  }

  /** A run was begun and is not on record yet. */
  public static String begun(Viewer viewer) {
    return of(viewer, viewer.said("page.begun"));
  }

  private static String of(Viewer viewer, String text) {
    return Frame.around(viewer, "Extrato", out -> out.element("p", text, "role", "alert"));
  }
}
