package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.PersonName;
import extrato.work.importing.files.TargetColumn;
import extrato.work.staging.Staged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records in temporary tables with the studio's own types, each with its place in the files. The
 * tables disappear with the transaction.
 */
final class ImportStage implements Staged {
  /** The column that says where a record comes from; no column of a studio is called so. */
  static final String PLACE = "\"extrato lugar\"";

  private final Snapshot snapshot;
  private final Map<ImportTable, StudioTarget> targets;
  private final List<Conversion> files;
  private final Map<ImportTable, List<TargetColumn>> columns;
  private final String name;

  private ImportStage(
      Snapshot snapshot,
      Map<ImportTable, StudioTarget> targets,
      List<Conversion> files,
      Map<ImportTable, List<TargetColumn>> columns,
      String name) {
    this.snapshot = snapshot;
    this.targets = targets;
    this.files = List.copyOf(files);
    this.columns = columns;
    this.name = name;
  }

  /**
   * The records of files.
   *
   * @param files all of them
   * @param sound those of which the columns are known
   * @param name tells several stages of one transaction apart
   */
  static ImportStage of(
      Snapshot snapshot,
      Map<ImportTable, StudioTarget> targets,
      List<Conversion> files,
      List<Conversion> sound,
      String name) {
    Map<ImportTable, List<TargetColumn>> columns = new EnumMap<>(ImportTable.class);
    for (ImportTable table : targets.keySet()) {
      Map<String, TargetColumn> all = new LinkedHashMap<>();
      sound.forEach(
          file -> file.columns(table).forEach(column -> all.putIfAbsent(column.name(), column)));
      if (!all.isEmpty()) {
        columns.put(table, List.copyOf(all.values()));
      }
    }
    return new ImportStage(snapshot, targets, files, columns, name);
  }

  /** Another stage for rows of the same tables, with all columns that this one knows or keeps. */
  ImportStage ofWholeRows(String other) {
    Map<ImportTable, List<TargetColumn>> whole = new EnumMap<>(ImportTable.class);
    for (ImportTable table : tables()) {
      StudioTarget target = target(table);
      whole.put(
          table,
          target.table().columns().stream()
              .filter(
                  column -> !target.computed().contains(column.name()) || has(table, column.name()))
              .toList());
    }
    return new ImportStage(snapshot, targets, files, whole, other);
  }

  /** Another stage for the ids of live records of the same tables. */
  ImportStage ofIds(String other) {
    Map<ImportTable, List<TargetColumn>> ids = new EnumMap<>(ImportTable.class);
    for (ImportTable table : tables()) {
      ids.put(
          table,
          target(table).table().columns().stream().filter(c -> c.name().equals("id")).toList());
    }
    return new ImportStage(snapshot, targets, files, ids, other);
  }

  /** Another stage without any table. */
  ImportStage ofNothing() {
    return new ImportStage(snapshot, targets, files, Map.of(), "");
  }

  /** The tables that it has records of, in the order of the keys between them. */
  Set<ImportTable> tables() {
    return columns.keySet();
  }

  StudioTarget target(ImportTable table) {
    return Objects.requireNonNull(targets.get(table));
  }

  /** The columns that the files have. */
  List<TargetColumn> loaded(ImportTable table) {
    return columns.getOrDefault(table, List.of());
  }

  /** The columns of which some of them get a value, with those that are found out. */
  List<String> staged(ImportTable table) {
    List<String> names = new ArrayList<>();
    if (!has(table, "id")) {
      names.add(Sql.quoted("id"));
    }
    for (TargetColumn column : loaded(table)) {
      names.add(
          person(column)
              .map(PersonName::column)
              .map(Sql::quoted)
              .orElse(Sql.quoted(column.name())));
    }
    return names;
  }

  /** The same without those that the server computes. */
  List<String> written(ImportTable table) {
    List<String> names = staged(table);
    names.removeIf(name -> target(table).computed().contains(Sql.unquoted(name)));
    return names;
  }

  /** The columns of the table that name a person. */
  List<PersonName> persons(ImportTable table) {
    return loaded(table).stream().flatMap(column -> person(column).stream()).toList();
  }

  private static Optional<PersonName> person(TargetColumn column) {
    return Arrays.stream(PersonName.values())
        .filter(one -> one.staged().name().equals(column.name()))
        .findFirst();
  }

  boolean has(ImportTable table, String column) {
    return loaded(table).stream().anyMatch(one -> one.name().equals(column));
  }

  @Override
  public boolean has(String table, String column) {
    return ImportTable.named(table)
        .filter(columns::containsKey)
        .filter(one -> staged(one).contains(Sql.quoted(column)))
        .isPresent();
  }

  boolean hasAll(String table, List<String> names) {
    return names.stream().allMatch(name -> has(table, name));
  }

  @Override
  public String tableOf(String table) {
    return "pg_temp." + nameOf(table);
  }

  private String nameOf(String table) {
    return "extrato_" + name + table;
  }

  String tableOf(ImportTable table) {
    return tableOf(table.table());
  }

  /** How many records it has of the table. */
  long rows(ImportTable table) {
    return tables().contains(table)
        ? snapshot
            .query("select pg_catalog.count(*) from " + tableOf(table))
            .mapTo(Long.class)
            .one()
        : 0;
  }

  long rows() {
    return tables().stream().mapToLong(this::rows).sum();
  }

  /** Where the record stands in the files, for people. */
  String fileOf(long place) {
    return files.get(Conversion.fileOf(place)).file().shown();
  }

  void create() {
    for (ImportTable table : tables()) {
      List<String> selected = new ArrayList<>(List.of("cast(0 as bigint) as " + PLACE));
      selected.addAll(staged(table));
      persons(table)
          .forEach(one -> selected.add("cast(null as text) as " + Sql.quoted(one.staged().name())));
      snapshot
          .update(
              String.format(
                  Locale.ROOT,
                  "create temporary table %s on commit drop as select %s from"
                      + " :\"studio\".%s limit 0",
                  nameOf(table.table()),
                  String.join(", ", selected),
                  table))
          .execute();
    }
  }

  /** The columns of one file for a statement, behind the record's place. */
  static String copied(List<TargetColumn> columns) {
    return PLACE
        + columns.stream()
            .map(column -> ", " + Sql.quoted(column.name()))
            .collect(Collectors.joining());
  }
}
