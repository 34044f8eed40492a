package extrato.life;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The books as they stand at one moment, read from outside.
 *
 * @param live by token
 * @param archive every archived record that counts, by token
 * @param archivedMonths the same by month
 * @param versions the current version of each month's statement in the archive
 * @param stayed ids of sessions that those versions say have stayed
 * @param newest the newest backup of each month that is one
 * @param gens all of them
 * @param attic everything that snapshots and carried statements say, to look for remarks
 */
record Sight(
    Map<String, Row> live,
    Map<String, List<Copy>> archive,
    Map<YearMonth, List<Copy>> archivedMonths,
    Map<YearMonth, Integer> versions,
    Map<YearMonth, Set<Long>> stayed,
    Map<YearMonth, Statement> statements,
    Map<YearMonth, Gen> newest,
    List<Gen> gens,
    String attic) {

  List<Row> live(String table) {
    return live.values().stream().filter(row -> row.table().equals(table)).toList();
  }

  List<Copy> archiveOf(YearMonth month) {
    return archivedMonths.getOrDefault(month, List.of());
  }

  List<Copy> copies(String token) {
    return archive.getOrDefault(token, List.of());
  }

  /** Closed by the program, as far as the database tells. */
  boolean isClosed(YearMonth month) {
    return versions.containsKey(month) && statements.containsKey(month);
  }

  boolean hasStatement(YearMonth month) {
    return statements.containsKey(month);
  }

  List<YearMonth> closedMonths() {
    return versions.keySet().stream().filter(statements::containsKey).sorted().toList();
  }

  Optional<Gen> newestOf(YearMonth month) {
    return Optional.ofNullable(newest.get(month));
  }

  List<Gen> gensOf(YearMonth month) {
    return gens.stream().filter(gen -> gen.month().equals(month)).toList();
  }

  /** Whether nothing in database or statements differs; backups may. */
  boolean sameBooks(Sight other) {
    return live.equals(other.live)
        && archive.equals(other.archive)
        && versions.equals(other.versions)
        && statements.equals(other.statements);
  }

  /** The same, and another backup that is the newest of its month. */
  Sight with(Gen gen) {
    Map<YearMonth, Gen> more = new TreeMap<>(newest);
    more.put(gen.month(), gen);
    return new Sight(
        live, archive, archivedMonths, versions, stayed, statements, more, gens, attic);
  }
}
