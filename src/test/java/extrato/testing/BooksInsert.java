package extrato.testing;

import extrato.testing.StudioBooks.Comissao;
import extrato.testing.StudioBooks.Gasto;
import extrato.testing.StudioBooks.Pagamento;
import extrato.testing.StudioBooks.Sessao;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts books into a database, in an order that the two-way keys allow. The last row goes first, so
 * that the order on the disk is not the order of the ids.
 */
final class BooksInsert {
  private static final String SEQUENCES = StudioDatabase.script("raise-sequences.sql");

  private final StudioBooks books;
  private final Connection connection;

  BooksInsert(StudioBooks books, Connection connection) {
    this.books = books;
    this.connection = connection;
  }

  void run() throws SQLException {
    insert(
        "insert into users (id, name, email, role) values (?, ?, ?, 'artist')",
        books.artistas(),
        a -> row(a.id(), a.name(), "artista" + a.id() + "@example.com"));
    insert(
        "insert into clients (id, name) values (?, ?)",
        books.clientes(),
        c -> row(c.id(), c.name()));
    insert(
        "insert into sessoes (id, data, valor, observacoes, cliente_id, artista_id, status)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        books.sessoes(),
        BooksInsert::row);
    insert(
        "insert into pagamentos (id, data, valor, forma_pagamento, observacoes, cliente_id,"
            + " artista_id, sessao_id) values (?, ?, ?, ?, ?, ?, ?, ?)",
        books.pagamentos(),
        BooksInsert::row);
    insert(
        "update sessoes set payment_id = ? where id = ?",
        books.sessoes().stream().filter(s -> s.pagamento() != null).toList(),
        s -> row(s.pagamento(), s.id()));
    insert(
        "insert into comissoes (id, pagamento_id, artista_id, percentual, valor, observacoes,"
            + " created_at) values (?, ?, ?, ?, ?, ?, ?)",
        books.comissoes(),
        BooksInsert::row);
    insertGastos();
    execute(SEQUENCES);
  }

  /** Only some studios have categories. */
  private void insertGastos() throws SQLException {
    boolean categorias = books.gastos().stream().anyMatch(g -> g.categoria() != null);
    if (categorias) {
      execute("alter table gastos add column if not exists categoria varchar(100)");
    }
    String columns = "id, data, valor, descricao, forma_pagamento, created_by";
    insert(
        categorias
            ? "insert into gastos (" + columns + ", categoria) values (?, ?, ?, ?, ?, ?, ?)"
            : "insert into gastos (" + columns + ") values (?, ?, ?, ?, ?, ?)",
        books.gastos(),
        g -> categorias ? row(g, g.categoria()) : row(g));
  }

  private static @Nullable Object[] row(Sessao s) {
    return row(s.id(), s.data(), s.valor(), s.observacoes(), s.cliente(), s.artista(), s.status());
  }

  private static @Nullable Object[] row(Pagamento p) {
    return row(
        p.id(),
        p.data(),
        p.valor(),
        p.forma(),
        p.observacoes(),
        p.cliente(),
        p.artista(),
        p.sessao());
  }

  private static @Nullable Object[] row(Comissao c) {
    Instant createdAt = c.createdAt();
    return row(
        c.id(),
        c.pagamento(),
        c.artista(),
        c.percentual(),
        c.valor(),
        c.observacoes(),
        createdAt == null ? null : createdAt.atOffset(ZoneOffset.UTC));
  }

  private static @Nullable Object[] row(Gasto g) {
    return row(g.id(), g.data(), g.valor(), g.descricao(), g.forma(), g.createdBy());
  }

  private static @Nullable Object[] row(Gasto g, @Nullable String categoria) {
    return row(g.id(), g.data(), g.valor(), g.descricao(), g.forma(), g.createdBy(), categoria);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private <T> void insert(String sql, List<T> rows, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = rows.size() - 1; i >= 0; i--) {
        @Nullable Object[] row = values.apply(rows.get(i));
        for (int column = 0; column < row.length; column++) {
          statement.setObject(column + 1, row[column]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
