package extrato.life;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command line that a person or cron runs.
 *
 * @param month the month that it names
 */
record Command(String name, @Nullable YearMonth month, List<String> arguments) {
  private static final Pattern YEAR = Pattern.compile("--year (\\d+)");
  private static final List<String> LOOKS_AT_THE_WALLET =
      List.of("check", "list", "show", "backup");
  private static final Pattern MONTH = Pattern.compile("--month (\\d+)");

  static Command of(String name, @Nullable YearMonth month, String... options) {
    List<String> arguments = new ArrayList<>(List.of(name));
    if (month != null) {
      arguments.addAll(
          List.of("--year", "" + month.getYear(), "--month", "" + month.getMonthValue()));
    }
    arguments.addAll(List.of(options));
    return new Command(name, month, List.copyOf(arguments));
  }

  /** A command line from the program's advice: {@code extrato restore --year 2025 …}. */
  static Command printed(String line) {
    List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
    words.remove(0);
    Matcher year = YEAR.matcher(line);
    Matcher month = MONTH.matcher(line);
    YearMonth named =
        year.find() && month.find()
            ? YearMonth.of(Integer.parseInt(year.group(1)), Integer.parseInt(month.group(1)))
            : null;
    String name = words.isEmpty() || words.get(0).startsWith("-") ? "extrato" : words.get(0);
    return new Command(name, named, List.copyOf(words));
  }

  Command with(String option) {
    List<String> more = new ArrayList<>(arguments);
    more.add(option);
    return new Command(name, month, List.copyOf(more));
  }

  boolean has(String option) {
    return arguments.contains(option);
  }

  /** Whether it could change anything but its own record. */
  boolean writes() {
    return switch (name) {
      case "backup", "extrato", "close", "monthly", "restore", "renumber", "import" ->
          !has("--dry-run") && !has("--check");
      case "wallet" -> !LOOKS_AT_THE_WALLET.contains(arguments.get(1)) && !has("--dry-run");
      default -> false;
    };
  }

  /** Every run that may write a month's backup backs the ledger up as well. */
  boolean backsTheLedgerUp() {
    return writes() && List.of("backup", "extrato", "close", "monthly", "restore").contains(name);
  }

  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
