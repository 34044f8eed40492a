package extrato.documents.model;

import extrato.month.statement.Field;
import extrato.month.statement.Item;
import extrato.month.statement.StatementPage;
import extrato.studio.Tabela;
import extrato.support.messages.Messages;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table's records in a document. */
public final class RecordList {
  private final StatementPage page;
  private final Tabela tabela;
  private final Messages messages;
  private final ZoneId zone;
  private final List<Field> fields;
  private final Set<Long> stayed;
  private final boolean marksStayed;

  /**
   * @param stayed the sessions that stayed live when the month was closed
   * @param zone whose clock tells when a record was made
   */
  RecordList(StatementPage page, Tabela tabela, Set<Long> stayed, Messages messages, ZoneId zone) {
    this.page = page;
    this.tabela = tabela;
    this.messages = messages;
    this.zone = zone;
    this.fields = Field.of(tabela);
    this.stayed = stayed;
    this.marksStayed =
        (tabela == Tabela.PAGAMENTOS || tabela == Tabela.SESSOES) && !stayed.isEmpty();
  }

  public Tabela tabela() {
    return tabela;
  }

  public long size() {
    return page.size(tabela);
  }

  /** Goes through its records; each time from the first one. */
  public void forEach(Consumer<Item> each) {
    page.forEach(tabela, each);
  }

  /** Its columns, but for those that are empty in every row. */
  public Table table() {
    List<Field> filled = page.filled(tabela);
    List<Field> shown =
        fields.stream().filter(field -> field == Field.VALOR || filled.contains(field)).toList();
    List<Column> columns = new ArrayList<>();
    for (Field field : shown) {
      columns.add(new Column(messages.of("field." + field.name()), kind(field)));
    }
    if (marksStayed) {
      columns.add(new Column(messages.of("column.stayed"), Column.Kind.TEXT));
    }
    @Nullable Object[] total = new Object[columns.size()];
    total[0] = messages.of("total");
    total[shown.indexOf(Field.VALOR)] = page.total(tabela);
    return new Table(
        messages.of("table." + tabela.name()),
        columns,
        page.size(tabela),
        each -> page.forEach(tabela, item -> each.accept(row(shown, item))),
        new Table.Row(Arrays.asList(total)));
  }

  private Table.Row row(List<Field> shown, Item item) {
    List<@Nullable Object> cells = new ArrayList<>(shown.size() + 1);
    for (Field field : shown) {
      cells.add(field.format() == Field.Format.MOMENT ? moment(field, item) : value(field, item));
    }
    if (marksStayed) {
      Long session = item.id(tabela == Tabela.SESSOES ? "id" : "sessao_id");
      cells.add(session != null && stayed.contains(session) ? messages.of("yes") : null);
    }
    return new Table.Row(cells);
  }

  private @Nullable Object moment(Field field, Item item) {
    Optional<LocalDateTime> moment = item.moment(field.key(), zone);
    return moment.isPresent() ? moment.get() : item.text(field.key());
  }

  public static Column.Kind kind(Field field) {
    return switch (field.format()) {
      case TEXT -> Column.Kind.TEXT;
      case NUMBER -> Column.Kind.NUMBER;
      case DATE -> Column.Kind.DATE;
      case MOMENT -> Column.Kind.MOMENT;
      case MONEY -> Column.Kind.MONEY;
      case PERCENT -> Column.Kind.PERCENT;
    };
  }

  /** What the field holds, or the text that stands there instead. */
  public static @Nullable Object value(Field field, Item item) {
    @Nullable Object value =
        switch (field.format()) {
          case TEXT, MOMENT -> null;
          case NUMBER -> item.id(field.key());
          case DATE -> {
            Optional<LocalDate> day = item.day(field.key());
            yield day.isPresent() ? day.get() : null;
          }
          case MONEY, PERCENT -> item.amount(field.key());
        };
    return value == null ? item.text(field.key()) : value;
  }
}
