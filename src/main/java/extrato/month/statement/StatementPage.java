package extrato.month.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.archive.JsonList;
import extrato.month.archive.MonthState;
import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A closed month, whole: what the studio's web page shows of it, and which of its sessions are
 * still live.
 */
public record StatementPage(
    Month month, Written written, PageTotals totals, Lists lists, Live live) {

  /**
   * Who wrote the statement.
   *
   * @param version 0 for a statement that this tool did not write
   * @param overwritten whether something else wrote it over this tool's own
   */
  public record Written(int version, boolean overwritten, @Nullable Instant at) {}

  /**
   * What the statement lists.
   *
   * @param sums what each list has, and what it adds up to
   * @param records how many the month has, in its lists or left out of them
   * @param unreadable the parts of the row that are no lists
   * @param omitted whether the month was too large for lists
   */
  public record Lists(
      ListFiles files,
      Map<Tabela, ListSums> sums,
      long records,
      List<String> unreadable,
      boolean omitted) {
    public Lists {
      sums = Map.copyOf(sums);
      unreadable = List.copyOf(unreadable);
    }

    private ListSums sum(Tabela tabela) {
      return sums.getOrDefault(tabela, new ListSums());
    }
  }

  /**
   * What is still in the live tables.
   *
   * @param sessions that another month's payment keeps there
   * @param payments of the month that those sessions belong to
   */
  public record Live(Set<Long> sessions, Set<Long> payments) {
    public Live {
      sessions = Set.copyOf(sessions);
      payments = Set.copyOf(payments);
    }
  }

  private static final String ROW = Sql.load(StatementPage.class, "statement_row.sql");
  private static final String LIST = Sql.load(StatementPage.class, "statement_list.sql");
  private static final String STAYED =
      MonthRows.archivePrelude() + Sql.load(StatementPage.class, "stayed_sessions.sql");

  /** Whether the old generator closed the month. */
  public boolean isLegacy() {
    return written.version() == 0 && !written.overwritten();
  }

  public long size(Tabela tabela) {
    return lists.sum(tabela).records();
  }

  /** What its records come to. */
  public BigDecimal total(Tabela tabela) {
    return lists.sum(tabela).valor();
  }

  /** The fields that any of its records fills, in reading order. */
  public List<Field> filled(Tabela tabela) {
    return Field.of(tabela).stream().filter(lists.sum(tabela)::holds).toList();
  }

  /** The same with other lists. */
  StatementPage withLists(ListFiles others, Map<Tabela, ListSums> its) {
    return new StatementPage(
        month,
        written,
        totals.withDays(
            its.getOrDefault(Tabela.PAGAMENTOS, new ListSums()),
            its.getOrDefault(Tabela.GASTOS, new ListSums())),
        new Lists(others, its, lists.records(), lists.unreadable(), lists.omitted()),
        live);
  }

  /** Goes through one list; each time from its first record. */
  public void forEach(Tabela tabela, Consumer<Item> each) {
    lists.files().forEach(tabela, each);
  }

  /** Whether the record is a session that stayed live, or a payment of one. */
  public boolean isLive(Tabela tabela, Item item) {
    Long id = item.id("id");
    Long session = item.id("sessao_id");
    return switch (tabela) {
      case PAGAMENTOS ->
          (id != null && live.payments().contains(id))
              || (session != null && live.sessions().contains(session));
      case SESSOES -> id != null && live.sessions().contains(id);
      default -> false;
    };
  }

  /**
   * The month's statement; empty where it has none.
   *
   * @param lists what its lists are kept in, as long as the page is looked at
   */
  public static Optional<StatementPage> read(MonthBooks books, ListFiles lists) {
    if (!books.hasStudioTable("extratos")) {
      return Optional.empty();
    }
    MonthState state = MonthState.of(books);
    return row(books).map(row -> page(books, row, lists, state.version()));
  }

  /** How many records the lists of a statement have. */
  static long countRecords(MonthBooks books) {
    long records = 0;
    for (Tabela tabela : Tabela.values()) {
      ListSums sums = new ListSums();
      try (InputStream text = text(books, tabela)) {
        StoredJson.forEach(text, sums::add);
        records += sums.records();
      } catch (JsonProcessingException e) {
        // What cannot be read to its end is no list; "show" says so.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return records;
  }

  static InputStream text(MonthBooks books, Tabela tabela) {
    return books.text(LIST, Map.of("lista", tabela.table()));
  }

  /** A row of {@code extratos} without its lists. */
  private record Row(@Nullable Instant created, JsonNode totais) {
    static Row of(ResultSet row) throws SQLException {
      OffsetDateTime created = row.getObject("created_at", OffsetDateTime.class);
      return new Row(
          created == null ? null : created.toInstant(), StoredJson.read(row.getString("totais")));
    }
  }

  private static Optional<Row> row(MonthBooks books) {
    return books.query(ROW).map((row, context) -> Row.of(row)).findFirst();
  }

  /**
   * @param written the version that this tool wrote last; 0 when it wrote none
   */
  private static StatementPage page(MonthBooks books, Row row, ListFiles lists, int written) {
    Map<Tabela, ListSums> sums = new EnumMap<>(Tabela.class);
    List<String> unreadable = new ArrayList<>();
    LiveSessions live = new LiveSessions(books);
    for (Tabela tabela : Tabela.values()) {
      ListSums sum = new ListSums();
      JsonList.Shape kind =
          lists.keep(
              tabela,
              text(books, tabela),
              item -> {
                sum.add(item);
                live.look(tabela, item);
              });
      switch (kind) {
        case LIST -> sums.put(tabela, sum);
        case OTHER -> unreadable.add(tabela.table());
        case NULL -> {
          // The application's way to say that there are none.
        }
      }
    }
    if (!row.totais().isObject()) {
      unreadable.add("totais");
    }
    boolean ours = written > 0 && new Authorship(books, row.totais(), sums).isOurs();
    int version = ours ? written : 0;
    Set<Long> liveSessions = live.found();
    Set<Long> paidLive = new HashSet<>();
    if (version > 0) {
      stayed(books, liveSessions, paidLive);
    }
    Long counted = PageTotals.records(row.totais());
    return new StatementPage(
        books.month(),
        new Written(version, written > 0 && !ours, row.created()),
        PageTotals.of(row.totais(), sums),
        new Lists(
            lists,
            sums,
            counted == null ? sums.values().stream().mapToLong(ListSums::records).sum() : counted,
            unreadable,
            row.totais().path("listas_omitidas").asBoolean(false)),
        new Live(liveSessions, paidLive));
  }

  /** The archive also knows the sessions that point at their payment, which no list does. */
  private static void stayed(MonthBooks books, Set<Long> sessions, Set<Long> payments) {
    books
        .query(STAYED)
        .map(
            (row, context) -> {
              sessions.add(row.getLong("sessao"));
              Long payment = row.getObject("pagamento", Long.class);
              if (payment != null) {
                payments.add(payment);
              }
              return true;
            })
        .list();
  }
}
