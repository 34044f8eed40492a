package extrato.work.wallet;

import extrato.postgres.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Checks the ledger's guards: everything that the migrations made for it must still be there, and
 * nobody may have a right that was not meant. What is not there, is otherwise or is none of this
 * tool's is found alike, so that no way to take a guard away has to be thought of.
 */
final class Guards {
  private static final String MADE = Sql.load(Guards.class, "made.sql");
  private static final String RIGHTS = Sql.load(Guards.class, "rights.sql");
  private static final String EXPECTED = "made.txt";
  private static final String BETWEEN = ": ";

  private Guards() {}

  static List<String> problems(Handle handle) {
    Map<String, String> expected = expected();
    Map<String, String> there = there(handle);
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(there.keySet());
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      String made = expected.get(name);
      String found = there.get(name);
      if (made == null) {
        problems.add("the " + name + " is none of this tool's");
      } else if (found == null) {
        problems.add("the " + name + " is not there");
      } else if (!made.equals(found)) {
        problems.add("the " + name + " is not as this tool made it");
      }
    }
    problems.addAll(handle.createQuery(RIGHTS).mapTo(String.class).list());
    return problems;
  }

  /** A line for each thing. */
  static Map<String, String> expected() {
    Map<String, String> things = new LinkedHashMap<>();
    Sql.load(Guards.class, EXPECTED)
        .lines()
        .map(line -> line.split(BETWEEN, 2))
        .forEach(thing -> things.put(thing[0], thing[1]));
    return things;
  }

  static Map<String, String> there(Handle handle) {
    Map<String, String> things = new LinkedHashMap<>();
    handle
        .createQuery(MADE)
        .map((row, context) -> Map.entry(row.getString("name"), row.getString("shape")))
        .forEach(thing -> things.put(thing.getKey(), thing.getValue()));
    return things;
  }
}
