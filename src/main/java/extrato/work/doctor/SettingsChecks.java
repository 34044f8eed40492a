package extrato.work.doctor;

import extrato.support.settings.Origin;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import extrato.support.settings.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What the tool was told, by whom, and what is odd about it. Secrets are masked. */
final class SettingsChecks {
  private static final String NAME = "settings";
  private static final String CORRECT =
      "correct it in the place that it names; .env.example explains every setting";

  /** Some are the web application's, which needs them as they are. */
  private static final String LOOK =
      "correct what is meant for this tool, in the place that it names; leave what another program"
          + " needs as it is";

  private SettingsChecks() {}

  static List<Check> of(Installation installation) {
    Settings settings = installation.settings();
    List<Check> checks = new ArrayList<>();
    installation.problems().forEach(problem -> checks.add(Check.fail(NAME, problem, CORRECT)));
    settings
        .configuration()
        .warnings()
        .forEach(warning -> checks.add(Check.warning(NAME, warning, LOOK)));
    if (!settings.backups().required()) {
      checks.add(
          Check.warning(
              NAME,
              "a month is closed even when its backup is missing",
              "set EXTRATO_REQUIRE_BACKUP=true"));
    }
    if (!settings.closing().monthlyJob()) {
      checks.add(
          Check.warning(
              NAME,
              "`extrato monthly` is switched off: "
                  + settings.configuration().said(Setting.MONTHLY_JOB),
              "set EXTRATO_MONTHLY_JOB=true"));
    }
    checks.addAll(told(settings, NAME, false));
    checks.addAll(told(settings, Check.DEFAULTS, true));
    return checks;
  }

  /** What was set, or what is as it would be if nobody had set it: a file may repeat defaults. */
  private static List<Check> told(Settings settings, String name, boolean asByDefault) {
    List<Check> checks = new ArrayList<>();
    bySource(settings, (key, origin) -> isDefault(key, origin) == asByDefault)
        .forEach((source, values) -> checks.add(Check.ok(name, source + ": " + values)));
    return checks;
  }

  private static boolean isDefault(String name, Origin origin) {
    return origin.source() == Source.DEFAULT
        || Stream.of(Setting.values())
            .anyMatch(
                setting ->
                    setting.key().equals(name) && setting.defaultText().equals(origin.value()));
  }

  /** {@code environment}: {@code LOG_LEVEL=INFO, BATCH_SIZE=100}. */
  static Map<String, String> bySource(Settings settings) {
    return bySource(settings, (name, origin) -> true);
  }

  private static Map<String, String> bySource(
      Settings settings, BiPredicate<String, Origin> which) {
    Map<String, String> lines = new LinkedHashMap<>();
    settings
        .configuration()
        .origins()
        .forEach(
            (name, origin) -> {
              if (which.test(name, origin)) {
                lines.merge(
                    source(origin),
                    name + "=" + origin.value(),
                    (some, more) -> some + ", " + more);
              }
            });
    return lines;
  }

  private static String source(Origin origin) {
    return "from " + origin.describe();
  }
}
