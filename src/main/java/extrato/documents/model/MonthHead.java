package extrato.documents.model;

import extrato.month.statement.ClosingFacts;
import extrato.month.statement.StatementPage;
import extrato.support.messages.Messages;
import extrato.support.settings.StatementSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands above a closed month. */
record MonthHead(
    StatementPage page,
    ClosingFacts facts,
    StatementSettings settings,
    Messages messages,
    Forms forms) {
  private static final Pattern GENERATION = Pattern.compile("_\\d{4}_\\d{2}_(\\d+)\\.csv$");

  Head head(ZoneId zone) {
    Instant closed = facts.closed();
    String studio = settings.studioName();
    String month = forms.month(page.month());
    String state = state();
    return new Head(
        Head.Sender.of(settings),
        messages.of("title.statement"),
        month,
        new Head.Edition(
            closed == null ? state : messages.of("closed.at", state, forms.moment(closed, zone)),
            proof(),
            closed,
            String.join(
                "-", "extrato", page.month().toString(), "v" + page.written().version(), runId())),
        Stream.of(studio == null ? "" : studio, messages.of("foot.statement", month), state)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · ")),
        notes());
  }

  private String runId() {
    String run = facts.runId();
    return run == null ? "0" : run;
  }

  private String state() {
    if (page.written().overwritten()) {
      return messages.of("state.overwritten");
    }
    return page.isLegacy()
        ? messages.of("state.legacy")
        : messages.of("state.version", page.written().version());
  }

  private String proof() {
    ClosingFacts.Backup backup = facts.backup();
    if (page.written().overwritten()) {
      return messages.of("proof.overwritten");
    }
    if (page.isLegacy()) {
      return messages.of("proof.legacy");
    }
    return backup == null
        ? messages.of("proof.none")
        : messages.of(
            "proof.backup", page.month().slashed(), generation(backup.file()), backup.digest());
  }

  private static String generation(String file) {
    Matcher number = GENERATION.matcher(file);
    return number.find() ? number.group(1) : "1";
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (page.lists().omitted()) {
      notes.add(messages.of("note.omitted", forms.count(page.lists().records())));
    }
    if (!page.lists().unreadable().isEmpty()) {
      notes.add(messages.of("note.unreadable", String.join(", ", page.lists().unreadable())));
    }
    if (!facts.before().frozen() && !facts.before().months().isEmpty()) {
      notes.add(messages.of("note.now"));
    }
    if (facts.before().months().stream().anyMatch(month -> !month.closed())) {
      notes.add(messages.of("note.open"));
    }
    if (!facts.stayed().isEmpty()) {
      notes.add(messages.of("note.stayed", facts.stayed().size()));
    }
    return notes;
  }
}
