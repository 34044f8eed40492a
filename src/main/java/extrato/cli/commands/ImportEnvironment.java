package extrato.cli.commands;

import extrato.support.failure.Failure;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the settings lead to where the operator means to be. */
final class ImportEnvironment {
  private static final Set<String> KNOWN = Set.of("local", "staging", "production");

  private ImportEnvironment() {}

  /**
   * @param said as in {@code production}, or {@code railway_production} as elsewhere
   */
  static void check(Settings settings, @Nullable String said) {
    if (said == null) {
      return;
    }
    String meant = said.toLowerCase(Locale.ROOT).replaceFirst("^railway_", "");
    if (!KNOWN.contains(meant)) {
      throw new Failure.BadArguments(
          "--environment is local, staging or production, not " + said,
          "leave it out to go by EXTRATO_ENV");
    }
    String here = settings.isProduction() ? "production" : settings.environment();
    if (!here.equals(meant)) {
      throw new Failure.Unfit(
          "--environment "
              + said
              + ", but this is "
              + settings.environment()
              + ": "
              + settings.configuration().said(Setting.ENVIRONMENT),
          "use the settings of " + meant + ", or leave --environment out");
    }
  }
}
