package extrato.statement;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.archive.MonthState;
import extrato.db.Books;
import extrato.db.Sql;
import extrato.selection.MonthRows;
import extrato.studio.Month;
import extrato.studio.Tabela;
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
import org.jspecify.annotations.Nullable;

/**
 * A closed month, whole: what the studio's web page shows of it, and which of its sessions are
 * still live.
 *
 * @param version 0 for a statement of the old generator
 * @param records how many the month has, in its lists or left out of them
 * @param unreadable the parts of the row that are no lists
 * @param listsOmitted whether the month was too large for lists
 * @param liveSessions sessions that another month's payment keeps in the live tables
 * @param paidLive the month's payments that those sessions belong to
 */
public record StatementPage(
    Month month,
    int version,
    @Nullable Instant created,
    PageTotals totals,
    Map<Tabela, List<Item>> lists,
    long records,
    List<String> unreadable,
    boolean listsOmitted,
    Set<Long> liveSessions,
    Set<Long> paidLive) {
  private static final String ROW = Sql.load(StatementPage.class, "statement_row.sql");
  private static final String LIVE_SESSIONS = Sql.load(StatementPage.class, "live_sessions.sql");
  private static final String STAYED =
      MonthRows.archivePrelude() + Sql.load(StatementPage.class, "stayed_sessions.sql");

  public StatementPage {
    lists = new EnumMap<>(lists);
    lists.replaceAll((tabela, items) -> List.copyOf(items));
    unreadable = List.copyOf(unreadable);
    liveSessions = Set.copyOf(liveSessions);
    paidLive = Set.copyOf(paidLive);
  }

  public List<Item> list(Tabela tabela) {
    return lists.getOrDefault(tabela, List.of());
  }

  /** Whether the record is a session that stayed live, or a payment of one. */
  public boolean isLive(Tabela tabela, Item item) {
    Long id = item.id("id");
    Long session = item.id("sessao_id");
    return switch (tabela) {
      case PAGAMENTOS ->
          (id != null && paidLive.contains(id))
              || (session != null && liveSessions.contains(session));
      case SESSOES -> id != null && liveSessions.contains(id);
      default -> false;
    };
  }

  /** The month's statement; empty where it has none. */
  public static Optional<StatementPage> read(Books books) {
    if (!books.hasStudioTable("extratos")) {
      return Optional.empty();
    }
    MonthState state = MonthState.of(books);
    return row(books, books.month()).map(row -> page(books, row, state.version()));
  }

  /** How many records the lists of a statement have; also of another month than the books'. */
  static long countRecords(Books books, Month month) {
    return row(books, month)
        .map(row -> row.lists().values().stream().mapToLong(JsonNode::size).sum())
        .orElse(0L);
  }

  /** A row of {@code extratos}, decoded. */
  private record Row(@Nullable Instant created, JsonNode totais, Map<Tabela, JsonNode> lists) {
    static Row of(ResultSet row) throws SQLException {
      Map<Tabela, JsonNode> lists = new EnumMap<>(Tabela.class);
      for (Tabela tabela : Tabela.values()) {
        lists.put(tabela, StoredJson.read(row.getString(tabela.table())));
      }
      OffsetDateTime created = row.getObject("created_at", OffsetDateTime.class);
      return new Row(
          created == null ? null : created.toInstant(),
          StoredJson.read(row.getString("totais")),
          lists);
    }
  }

  private static Optional<Row> row(Books books, Month month) {
    return books
        .query(ROW)
        .bind("ano", month.year())
        .bind("mes", month.month())
        .map((row, context) -> Row.of(row))
        .findFirst();
  }

  private static StatementPage page(Books books, Row row, int version) {
    Map<Tabela, List<Item>> lists = new EnumMap<>(Tabela.class);
    List<String> unreadable = new ArrayList<>();
    row.lists()
        .forEach(
            (tabela, list) -> {
              List<Item> items = new ArrayList<>();
              list.forEach(item -> items.add(new Item(item)));
              lists.put(tabela, list.isArray() ? items : List.of());
              if (!list.isArray() && !list.isNull()) {
                unreadable.add(tabela.table());
              }
            });
    if (!row.totais().isObject()) {
      unreadable.add("totais");
    }
    Set<Long> paidLive = new HashSet<>();
    Set<Long> liveSessions = new HashSet<>(live(books, lists));
    if (version > 0) {
      stayed(books, liveSessions, paidLive);
    }
    return new StatementPage(
        books.month(),
        version,
        row.created(),
        PageTotals.of(row.totais(), lists),
        lists,
        records(row.totais(), lists),
        unreadable,
        row.totais().path("listas_omitidas").asBoolean(false),
        liveSessions,
        paidLive);
  }

  private static long records(JsonNode totais, Map<Tabela, List<Item>> lists) {
    Long counted = PageTotals.records(totais);
    return counted == null ? lists.values().stream().mapToLong(List::size).sum() : counted;
  }

  /** Of the sessions that the lists name, those that are in the live table. */
  private static List<Long> live(Books books, Map<Tabela, List<Item>> lists) {
    Set<Long> named = new HashSet<>();
    for (Item item : lists.getOrDefault(Tabela.PAGAMENTOS, List.of())) {
      add(named, item.id("sessao_id"));
    }
    for (Item item : lists.getOrDefault(Tabela.SESSOES, List.of())) {
      add(named, item.id("id"));
    }
    return named.isEmpty()
        ? List.of()
        : books.query(LIVE_SESSIONS).bindArray("ids", Long.class, named).mapTo(Long.class).list();
  }

  /** The archive also knows the sessions that point at their payment, which no list does. */
  private static void stayed(Books books, Set<Long> sessions, Set<Long> payments) {
    books
        .query(STAYED)
        .map(
            (row, context) -> {
              sessions.add(row.getLong("sessao"));
              add(payments, row.getObject("pagamento", Long.class));
              return true;
            })
        .list();
  }

  private static void add(Set<Long> ids, @Nullable Long id) {
    if (id != null) {
      ids.add(id);
    }
  }
}
