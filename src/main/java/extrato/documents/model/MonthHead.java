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
        studio,
        Logo.of(settings.logo()),
        messages.of("title.statement"),
        month,
        closed == null ? state : messages.of("closed.at", state, forms.moment(closed, zone)),
        proof(),
        Stream.of(studio == null ? "" : studio, messages.of("foot.statement", month), state)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · ")),
        closed,
        String.join("-", "extrato", page.month().toString(), "v" + page.version(), runId()),
        notes());
  }

  private String runId() {
    String run = facts.runId();
    return run == null ? "0" : run;
  }

  private String state() {
    if (page.overwritten()) {
      return messages.of("state.overwritten");
    }
    return page.isLegacy()
        ? messages.of("state.legacy")
        : messages.of("state.version", page.version());
  }

  private String proof() {
    ClosingFacts.Backup backup = facts.backup();
    if (page.overwritten()) {
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
    if (page.listsOmitted()) {
      notes.add(messages.of("note.omitted", forms.count(page.records())));
    }
    if (!page.unreadable().isEmpty()) {
      notes.add(messages.of("note.unreadable", String.join(", ", page.unreadable())));
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
