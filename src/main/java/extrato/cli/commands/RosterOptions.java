package extrato.cli.commands;

import extrato.cli.fleet.FleetStudio;
import extrato.cli.fleet.Roster;
import extrato.cli.fleet.Shard;
import extrato.cli.output.ProcessEnvironment;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import extrato.support.settings.NearestName;
import extrato.support.settings.StudioFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the studios a command is about. */
final class RosterOptions {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder of the settings files, in place of EXTRATO_STUDIOS_DIR.")
  @Nullable String dir;

  @Option(names = "--only", paramLabel = "NAME,…", description = "Only these studios, by name.")
  List<String> only = new ArrayList<>();

  @Option(names = "--except", paramLabel = "NAME,…", description = "All studios but these.")
  List<String> except = new ArrayList<>();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Only the part I of N, counted from 0. A studio's name alone says which part it is in.")
  @Nullable String shard;

  /** All that there are, chosen or not: a clash with one that is not chosen is a clash as well. */
  Roster roster(ProcessEnvironment surroundings) {
    return Roster.of(dir == null ? surroundings : surroundings.with(StudioFolder.VARIABLE, dir));
  }

  /** Those that were chosen. */
  List<FleetStudio> chosen(Roster roster) {
    if (roster.studios().isEmpty()) {
      throw new Failure.Unfit(
          "there is no studio in "
              + roster.folder()
              + roster.strays().stream()
                  .flatMap(stray -> stray.wrong().stream())
                  .map(problem -> "; " + problem)
                  .collect(Collectors.joining()),
          "each is a file NAME.env with its DATABASE_URL; docs/studios.md shows how to begin");
    }
    List<String> names = roster.studios().stream().map(FleetStudio::name).toList();
    List<String> wanted = names("--only", only, names);
    List<String> ruledOut = names("--except", except, names);
    List<FleetStudio> named =
        roster.studios().stream()
            .filter(studio -> only.isEmpty() || wanted.contains(studio.name()))
            .filter(studio -> !Set.copyOf(ruledOut).contains(studio.name()))
            .toList();
    if (named.isEmpty()) {
      throw new Failure.BadArguments(
          (only.isEmpty() ? "" : "--only and ") + "--except leave no studio",
          "`extrato studios list` shows them all");
    }
    Shard part = part();
    return named.stream().filter(studio -> part.holds(studio.name())).toList();
  }

  private Shard part() {
    return shard == null ? Shard.WHOLE : Shard.parse(shard);
  }

  /** That the part has no studio is no mistake: there may be more machines than studios. */
  String nobody() {
    return "no studio is in part " + shard;
  }

  /** The files that are no studios and were not ruled out: a part has its own, as of studios. */
  List<FleetStudio> strays(Roster roster) {
    Shard part = part();
    return roster.strays().stream()
        .filter(stray -> only.isEmpty())
        .filter(stray -> part.holds(stray.name()))
        .toList();
  }

  /** What a command for many is about: the studios that were chosen, and what is none. */
  List<FleetStudio> chosenAndStrays(Roster roster) {
    return Stream.concat(chosen(roster).stream(), strays(roster).stream()).toList();
  }

  static String noStudios(int files) {
    return files == 0
        ? ""
        : ", and " + Count.of(files, "file") + (files == 1 ? " is none" : " are none");
  }

  private static List<String> names(String option, List<String> given, List<String> known) {
    List<String> names =
        given.stream().flatMap(list -> Stream.of(list.split(",", -1))).map(String::strip).toList();
    names.forEach(name -> check(option, name, known));
    return names;
  }

  private static void check(String option, String name, List<String> names) {
    if (!names.contains(name)) {
      String meant =
          NearestName.of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
      throw new Failure.BadArguments(
          option + ": there is no studio '" + name + "'" + meant,
          "`extrato studios list` shows them all");
    }
  }
}
