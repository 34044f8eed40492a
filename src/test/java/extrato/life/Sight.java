package extrato.life;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The books at one moment, read from outside.
 *
 * @param live the live records, by token
 * @param archive every archived record that counts, by token
 * @param archivedMonths the same, by month
 * @param versions the current version of each month's statement in the archive
 * @param stayed ids of sessions that stayed, according to those versions
 * @param newest the newest valid backup of each month
 * @param gens all backups
 * @param attic the texts of all snapshots and carried statements, to search for remarks
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

  /** Whether the program has closed the month, as far as the database shows. */
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

  /** Whether database and statements are equal; backups may differ. */
  boolean sameBooks(Sight other) {
    return live.equals(other.live)
        && archive.equals(other.archive)
        && versions.equals(other.versions)
        && statements.equals(other.statements);
  }

  /** The same sight with another newest backup for its month. */
  Sight with(Gen gen) {
    Map<YearMonth, Gen> more = new TreeMap<>(newest);
    more.put(gen.month(), gen);
    return new Sight(
        live, archive, archivedMonths, versions, stayed, statements, more, gens, attic);
  }
}
