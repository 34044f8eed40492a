package extrato.cli.commands;

/** Words as a shell takes them back. */
public final class Shell {
  private Shell() {}

  public static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
