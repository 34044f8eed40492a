package extrato.work.restoring;

/**
 * What a person must explicitly allow before a restore does it. The option for production is a
 * separate one.
 */
public enum ExplicitWord {
  /** Records or values come back that are not the ones that should. */
  OTHER_VALUES("--other-values"),
  /** The file was written from another database. */
  OTHER_STUDIO("--other-studio"),
  /** The file is not the newest of its month, and the newest holds something else. */
  OLDER("--older");

  private final String option;

  ExplicitWord(String option) {
    this.option = option;
  }

  public String option() {
    return option;
  }
}
