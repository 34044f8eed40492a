package extrato.support.settings;

/** Where a setting can come from; the first source that has it counts. */
public enum Source {
  COMMAND_LINE("command line"),
  ENVIRONMENT("environment"),
  FILE("file"),
  DEFAULT("default");

  private final String words;

  Source(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
