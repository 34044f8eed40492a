package extrato.cli.running;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
public final class CommonOptions {
  @ForManyStudios
  @Option(
      names = "--json",
      description = "One JSON object on standard output, and nothing else there.")
  public boolean json;

  @ForManyStudios
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing unless a person is needed.")
  public boolean quiet;

  @ForManyStudios
  @Option(
      names = {"-v", "--verbose"},
      description = "Say on standard error what is done, and how long it took.")
  public boolean verbose;

  @Option(
      names = "--run-id",
      hidden = true,
      description = "The id of this run, from a program that waits for it.")
  public @Nullable String runId;

  @Option(
      names = "--asked-by",
      hidden = true,
      description = "On whose behalf a program runs this; it goes on record.")
  public @Nullable String askedBy;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
