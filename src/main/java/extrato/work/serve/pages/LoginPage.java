package extrato.work.serve.pages;

/** Where somebody shows a token. */
public final class LoginPage {
  private LoginPage() {}

  /**
   * @param refused whether a token was shown that does not count
   */
  public static String of(Viewer viewer, boolean refused) {
    return Frame.around(
        viewer,
        viewer.said("page.login"),
        out -> {
          if (refused) {
            out.element("p", viewer.said("page.login.refused"), "class", "bad", "role", "alert");
          }
          out.open("form", "method", "post", "action", "/login", "class", "login");
          out.element("label", viewer.said("page.token"), "for", "token");
          out.leaf(
              "input",
              "id",
              "token",
              "name",
              "token",
              "type",
              "password",
              "autocomplete",
              "off",
              "required",
              "required");
          out.element("button", viewer.said("page.login")).close("form");
          out.element("p", viewer.said("page.login.how"), "class", "soft");
        });
  }
}
