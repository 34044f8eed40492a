package extrato.work.restoring;

/** What a person has to say in so many words before a restore does it. Production's is another. */
public enum ExplicitWord {
  /** Records or values come back that are not those that are held to be right. */
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
