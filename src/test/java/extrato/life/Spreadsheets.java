package extrato.life;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that people bring, and what each of them deserves. */
final class Spreadsheets {
  private final World world;

  Spreadsheets(World world) {
    this.world = world;
  }

  /** What a file is, and with which exit codes it may be imported. */
  record Wanted(DataFile file, List<String> options, List<Integer> codes) {}

  /** Some records, and often something that is wrong with one of them. */
  Wanted wanted(Draws d) {
    String table = d.of("pagamentos", "pagamentos", "gastos", "comissoes", "sessoes");
    boolean hasIds = d.chance(0.35);
    long free = highest(table) + 1 + d.below(5);
    DataFile file = new DataFile(table, List.of());
    int count = d.between(2, 5);
    for (int i = 0; i < count; i++) {
      file = file.and(record(d, table, hasIds ? free + i : null));
    }
    boolean merges = d.chance(0.3);
    List<String> options = new ArrayList<>();
    if (merges) {
      options.addAll(List.of("--mode", "merge"));
    }
    int row = d.below(count);
    if (hasIds) {
      switch (d.below(6)) {
        case 0 -> {
          String other = String.valueOf(file.rows().get((row + 1) % count).get("id"));
          return new Wanted(file.with(row, "id", other), options, List.of(13));
        }
        case 1 -> {
          List<Row> live = world.sight().live(table);
          if (!live.isEmpty()) {
            DataFile taken = file.with(row, "id", "" + d.pick(live).id());
            return new Wanted(taken, options, List.of(6));
          }
        }
        case 2 -> {
          List<Copy> archived = archived(table);
          if (!archived.isEmpty()) {
            DataFile taken = file.with(row, "id", "" + d.pick(archived).row().id());
            return new Wanted(taken, options, List.of(6));
          }
        }
        case 3 -> {
          List<Row> live =
              world.sight().live(table).stream().filter(one -> !isLate(columns(one))).toList();
          if (merges && !live.isEmpty()) {
            Row same = d.pick(live);
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            file.rows().get(0).keySet().forEach(column -> values.put(column, same.get(column)));
            file = file.and(values);
          }
        }
        default -> {}
      }
    }
    switch (d.below(12)) {
      case 0 -> {
        String amount = d.of("12.345", "NaN", "doze", "1e400");
        return new Wanted(file.with(row, "valor", amount), options, List.of(13));
      }
      case 1 -> {
        return new Wanted(file.with(row, "artista_id", "99"), options, nobody(file));
      }
      default -> {}
    }
    if (file.rows().stream().anyMatch(this::isLate)) {
      if (d.chance(0.5)) {
        options.add("--into-closed");
      } else {
        return new Wanted(file, options, List.of(11));
      }
    }
    return new Wanted(file, options, List.of(0));
  }

  /** A column that the table lacks is refused, a person that there is not stops it. */
  private static List<Integer> nobody(DataFile file) {
    return List.of(file.table().equals("gastos") ? 13 : 6);
  }

  private Map<String, @Nullable String> record(Draws d, String table, @Nullable Long id) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    if (id != null) {
      values.put("id", "" + id);
    }
    LocalDate day = world.web.today();
    if (d.chance(0.1)) {
      YearMonth before = world.thisMonth().minusMonths(d.of(1, 2));
      day = before.atDay(d.between(1, 28));
    }
    String remarks = world.token() + " importado, \"às vezes\"; 100%";
    if (!table.equals("comissoes")) {
      values.put("data", day.toString());
    }
    values.put("valor", d.amount());
    switch (table) {
      case "gastos" -> {
        values.put("descricao", remarks);
        values.put("forma_pagamento", d.of("Pix", "Dinheiro"));
        values.put("created_by", "" + d.between(1, 3));
      }
      case "comissoes" -> {
        values.put("percentual", "70.00");
        values.put("artista_id", "" + d.between(1, 3));
        values.put("observacoes", remarks);
      }
      case "sessoes" -> {
        values.put("cliente_id", "" + d.between(1, 4));
        values.put("artista_id", "" + d.between(1, 3));
        values.put("status", "completed");
        values.put("observacoes", remarks);
      }
      default -> {
        values.put("forma_pagamento", d.of("Pix", "Dinheiro"));
        values.put("cliente_id", d.chance(0.2) ? null : "" + d.between(1, 4));
        values.put("artista_id", "" + d.between(1, 3));
        values.put("observacoes", remarks);
      }
    }
    values.put("created_at", world.now().toString().replace("T", " ").replace("Z", "+00"));
    return values;
  }

  private static Map<String, @Nullable String> columns(Row row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>(row.values());
    if (row.table().equals("sessoes")) {
      values.remove("data");
    }
    return values;
  }

  /** Whether the record would be late for a month that is closed. */
  private boolean isLate(Map<String, @Nullable String> values) {
    String day = values.get("data");
    String created = values.get("created_at");
    if (values.containsKey("status")) {
      // A session has its payment's month.
      return values.get("payment_id") != null;
    }
    if (values.get("pagamento_id") != null) {
      return true;
    }
    LocalDate date =
        day != null
            ? LocalDate.parse(day)
            : created == null
                ? world.web.today()
                : Selection.instant(created).atZone(world.zone).toLocalDate();
    return world.sight().hasStatement(YearMonth.from(date));
  }

  List<Copy> archived(String table) {
    return world.sight().archive().values().stream()
        .flatMap(List::stream)
        .filter(copy -> copy.row().table().equals(table))
        .sorted(Comparator.comparing(Copy::toString))
        .toList();
  }

  private long highest(String table) {
    long sequence = next(world, table);
    return Stream.concat(
            world.sight().live(table).stream(), archived(table).stream().map(Copy::row))
        .mapToLong(Row::id)
        .reduce(sequence, Math::max);
  }

  private static long next(World world, String table) {
    return Long.parseLong(
        world
            .studio()
            .value(
                "select last_value + case when is_called then 1 else 0 end from "
                    + table
                    + "_id_seq"));
  }

  /** Whether one of the next ids that the table gives is a record's already. */
  static boolean isTaken(World world, String table, int count) {
    long next = next(world, table);
    return Stream.concat(
            world.sight().live(table).stream(),
            world.sight().archive().values().stream()
                .flatMap(List::stream)
                .map(Copy::row)
                .filter(row -> row.table().equals(table)))
        .anyMatch(row -> row.id() >= next && row.id() < next + count);
  }

  /** Whether something of the studio's is in its way that the file cannot know of. */
  boolean mayConflict(DataFile file) {
    return world.has(Trouble.TRIGGER)
        || (!file.rows().get(0).containsKey("id")
            && isTaken(world, file.table(), file.rows().size()));
  }
}
