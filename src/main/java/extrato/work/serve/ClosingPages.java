package extrato.work.serve;

import extrato.runs.Run;
import extrato.studio.Month;
import extrato.work.serve.Child.Ended;
import extrato.work.serve.pages.ClosingPage;
import extrato.work.serve.pages.MessagePage;
import extrato.work.serve.tokens.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A closing in the browser: first what it would do, and the question; then the run. */
record ClosingPages(PageAccess access, Commands commands, Children children) {
  private static final Pattern MONTH = Pattern.compile("(20[0-9]{2}|2100)-(0[1-9]|1[0-2])");

  /** {@code GET /closings/2025-09}: the dry run, which changes nothing. */
  Answer question(HttpRequest request) throws RefusedRequest {
    return access.show(
        request,
        Scope.CLOSE,
        (viewer, caller) -> {
          Optional<Month> month = month(request.rest());
          if (month.isEmpty()) {
            return PageAccess.page(MessagePage.missing(viewer)).as(404);
          }
          List<String> rehearsal = closing(month.get());
          rehearsal.add("--dry-run");
          Ended ended = commands.run(rehearsal);
          return PageAccess.page(
              ended.exitCode() == 0
                  ? ClosingPage.question(viewer, month.get(), ended.report())
                  : ClosingPage.refused(viewer, month.get(), ended.error()));
        });
  }

  /** {@code POST /closings}. */
  Answer close(HttpRequest request) throws RefusedRequest {
    return access.submit(
        request,
        Scope.CLOSE,
        (viewer, caller) -> {
          Optional<Month> month = month(Form.of(request.body()).of("month", ""));
          if (month.isEmpty()) {
            return PageAccess.page(MessagePage.missing(viewer)).as(404);
          }
          Child child =
              children.start(
                  Run.newId(), closing(month.get()), caller.described() + ", in the browser");
          return PageAccess.elsewhere("/runs/" + child.id());
        });
  }

  private static List<String> closing(Month month) {
    List<String> command = new ArrayList<>(List.of("extrato"));
    command.addAll(new RequestedMonth(month).options());
    return command;
  }

  private static Optional<Month> month(String text) {
    Matcher month = MONTH.matcher(text);
    return month.matches()
        ? Optional.of(new Month(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2))))
        : Optional.empty();
  }
}
