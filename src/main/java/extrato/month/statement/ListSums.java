package extrato.month.statement;

import extrato.month.archive.Totals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the items of one list add up to, counted as they pass. */
final class ListSums {
  private final SortedMap<String, BigDecimal> artistas = new TreeMap<>();
  private final SortedMap<String, BigDecimal> formas = new TreeMap<>();
  private final SortedMap<String, BigDecimal> categorias = new TreeMap<>();
  private final SortedMap<LocalDate, BigDecimal> dias = new TreeMap<>();
  private final Set<Field> empty;
  private BigDecimal valor = BigDecimal.ZERO;
  private long records;

  ListSums() {
    this(EnumSet.allOf(Field.class));
  }

  /**
   * @param fields that the items may have
   */
  ListSums(Collection<Field> fields) {
    this.empty = EnumSet.copyOf(fields);
  }

  void add(Item item) {
    BigDecimal amount = item.amountOrZero("valor");
    artistas.merge(item.textOrEmpty("artista_name"), amount, BigDecimal::add);
    formas.merge(item.textOrEmpty("forma_pagamento"), amount, BigDecimal::add);
    categorias.merge(categoria(item), amount, BigDecimal::add);
    item.day("data").ifPresent(dia -> dias.merge(dia, amount, BigDecimal::add));
    valor = valor.add(amount);
    records++;
    empty.removeIf(field -> !item.textOrEmpty(field.key()).isEmpty());
  }

  /**
   * Records that somebody else has added up.
   *
   * @param dia their day; null for those that have none
   */
  void add(@Nullable LocalDate dia, long records, BigDecimal valor) {
    if (dia != null) {
      dias.merge(dia, valor, BigDecimal::add);
    }
    this.valor = this.valor.add(valor);
    this.records += records;
  }

  private static String categoria(Item item) {
    @Nullable String categoria = item.text("categoria");
    return categoria == null || categoria.isEmpty() ? Totals.NO_CATEGORY : categoria;
  }

  SortedMap<String, BigDecimal> artistas() {
    return artistas;
  }

  SortedMap<String, BigDecimal> formas() {
    return formas;
  }

  SortedMap<String, BigDecimal> categorias() {
    return categorias;
  }

  SortedMap<LocalDate, BigDecimal> dias() {
    return dias;
  }

  /** Whether any item holds something in a field that it may have. */
  boolean holds(Field field) {
    return !empty.contains(field);
  }

  BigDecimal valor() {
    return valor;
  }

  long records() {
    return records;
  }
}
