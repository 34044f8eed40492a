package extrato.support.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of one studio among many: its own file counts before the environment, and that
 * before what all have in common. Its folders count from a home of its own.
 */
record StudioReading(StudioFolder folder, String studio, Path home) {

  SettingsReader.Found find(
      Map<String, String> commandLine,
      Map<String, String> environment,
      String osUser,
      Path userHome) {
    List<String> problems = new ArrayList<>();
    EnvFile own = own(problems);
    EnvFile common = Files.exists(folder.common()) ? EnvFile.read(folder.common()) : EnvFile.none();
    Sources sources = new Sources(commandLine, own, environment, common);
    sources.files().forEach(file -> problems.addAll(file.problems()));
    for (Setting setting : Setting.values()) {
      if (setting.isOfOneStudio()) {
        refuse(setting.key(), sources, problems);
      }
    }
    refuse(SettingsReader.CONFIG, sources, problems);
    SettingParsers parsers = new SettingParsers(StudioFolder.home(home, studio));
    Settings settings =
        new Reading(sources, parsers, osUser, userHome, problems)
            .of(StudioFolder.STUDIO, new Origin(studio, Source.ENVIRONMENT, null))
            .settings();
    if (own.path() != null
        && settings.database().url() == null
        && sources.find(Setting.DATABASE_URL.key()) == null) {
      problems.add("DATABASE_URL is not set in " + own.path());
    }
    return new SettingsReader.Found(settings, problems);
  }

  private EnvFile own(List<String> problems) {
    if (!StudioFolder.isName(studio) || folder.file(studio).equals(folder.common())) {
      problems.add(StudioFolder.STUDIO + " (environment) must be the name of a studio");
      return EnvFile.none();
    }
    return EnvFile.read(folder.file(studio));
  }

  private static void refuse(String name, Sources sources, List<String> problems) {
    sources
        .shared(name)
        .forEach(
            found ->
                problems.add(
                    name
                        + " ("
                        + found.place()
                        + ") would hold for every studio: it belongs in each studio's own file"));
  }
}
