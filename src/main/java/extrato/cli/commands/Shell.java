package extrato.cli.commands;

/** Quotes words so that they can be pasted into a shell. */
public final class Shell {
  private Shell() {}

  public static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
