package extrato.runs.notices;

import extrato.studio.Month;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs a command of the operator's, with the facts in its environment and the text on its standard
 * input.
 */
record CommandChannel(Predicate<Notice> wanted, ChildProcess command) implements Channel {
  static Optional<Channel> of(NoticeSettings settings, Channels.Means means) {
    return Optional.ofNullable(settings.get(Setting.NOTIFY_COMMAND, Path.class))
        .map(
            program ->
                new CommandChannel(
                    means.wanted(), new ChildProcess(program, means.secretVariables())));
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String described() {
    return "command " + command.program();
  }

  @Override
  public boolean isFor(Notice notice) {
    return wanted.test(notice);
  }

  @Override
  public void send(Notice notice) throws Undelivered, InterruptedException {
    command.run(List.of(), facts(notice), notice.text().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> facts(Notice notice) {
    Month month = notice.run().month();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("NOTICE_EVENT", notice.kind().word());
    facts.put("NOTICE_SUBJECT", notice.subject());
    facts.put("NOTICE_COMMAND", notice.run().command().word());
    facts.put("NOTICE_MONTH", month == null ? "" : month.toString());
    facts.put("NOTICE_OUTCOME", notice.end().outcome().word());
    facts.put("NOTICE_EXIT_CODE", String.valueOf(notice.end().exitCode()));
    facts.put("NOTICE_MESSAGE", notice.end().message());
    facts.put("NOTICE_HINT", notice.end().hint());
    facts.put("NOTICE_RECORDS", String.valueOf(notice.found()));
    facts.put("NOTICE_LATE", String.valueOf(notice.late()));
    facts.put("NOTICE_RUN_ID", notice.run().runId());
    facts.put("NOTICE_HOST", notice.sender().host());
    facts.put("NOTICE_ENVIRONMENT", notice.sender().environment());
    return facts;
  }
}
