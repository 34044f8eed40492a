package extrato.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the books into new tables, whose sequences number the rows from 1. */
final class BooksWriter {
  private final Connection connection;
  private final DemoBooks books;
  private final Map<String, Integer> clients = new HashMap<>();

  private BooksWriter(Connection connection, DemoBooks books) {
    this.connection = connection;
    this.books = books;
  }

  static DemoStudio.Rows write(Connection connection, DemoBooks books) throws SQLException {
    BooksWriter writer = new BooksWriter(connection, books);
    List<Entry> entries = writer.entries();
    int users = writer.users();
    int clients = writer.clients();
    int sessions = writer.sessions();
    int payments = writer.payments(entries);
    writer.pointSessionsAtPayments(entries);
    return new DemoStudio.Rows(
        users, clients, sessions, payments, writer.commissions(entries), writer.expenses());
  }

  /** A payment to be written to the books, with the number of its session. */
  private record Entry(Payment payment, @Nullable Integer session) {}

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < books.sessions().size(); i++) {
      for (Payment payment : books.sessions().get(i).payments()) {
        entries.add(new Entry(payment, i + 1));
      }
    }
    books.sales().forEach(sale -> entries.add(new Entry(sale, null)));
    entries.sort(Comparator.comparing(entry -> entry.payment().at()));
    return entries;
  }

  private int users() throws SQLException {
    CopyRows text = new CopyRows("users (name, email, role, created_at)");
    for (Staff staff : Staff.values()) {
      text.row(staff.fullName(), staff.email(), staff.role(), books.opened().atTime(9, 0));
    }
    return text.into(connection);
  }

  private int clients() throws SQLException {
    CopyRows text = new CopyRows("clients (name, jotform_submission_id, created_at)");
    for (Map.Entry<String, LocalDateTime> client : books.clients().entrySet()) {
      clients.put(client.getKey(), clients.size() + 1);
      String form = clients.size() % 3 == 0 ? null : "58" + (100_000_000 + 7_919 * clients.size());
      text.row(client.getKey(), form, client.getValue());
    }
    return text.into(connection);
  }

  private int sessions() throws SQLException {
    CopyRows text =
        new CopyRows(
            "sessoes (data, valor, observacoes, cliente_id, artista_id, google_event_id, status,"
                + " created_at)");
    for (Session session : books.sessions()) {
      text.row(
          session.appointment().date(),
          session.offer().price(),
          session.note(),
          clients.get(session.offer().client()),
          session.offer().artist().id(),
          session.event(),
          session.status(books.today()),
          session.appointment().booked());
    }
    return text.into(connection);
  }

  private int payments(List<Entry> entries) throws SQLException {
    CopyRows text =
        new CopyRows(
            "pagamentos (data, valor, forma_pagamento, observacoes, comissao, cliente_id,"
                + " artista_id, sessao_id, created_at)");
    for (Entry entry : entries) {
      Payment payment = entry.payment();
      text.row(
          payment.date(),
          payment.value(),
          payment.form(),
          payment.note(),
          payment.commission(),
          payment.client() == null ? null : clients.get(payment.client()),
          payment.artist().id(),
          entry.session(),
          payment.at());
    }
    return text.into(connection);
  }

  private void pointSessionsAtPayments(List<Entry> entries) throws SQLException {
    Map<Integer, Integer> pointers = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Integer session = entries.get(i).session();
      if (session != null && books.sessions().get(session - 1).pointsAtLast()) {
        pointers.put(session, i + 1);
      } else if (session != null) {
        pointers.putIfAbsent(session, i + 1);
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update sessoes set payment_id = paid.payment, updated_at = sessoes.created_at"
                + " from unnest(?::int[], ?::int[]) as paid (session, payment)"
                + " where sessoes.id = paid.session")) {
      update.setArray(1, connection.createArrayOf("int4", pointers.keySet().toArray()));
      update.setArray(2, connection.createArrayOf("int4", pointers.values().toArray()));
      update.executeUpdate();
    }
  }

  private int commissions(List<Entry> entries) throws SQLException {
    CopyRows text =
        new CopyRows(
            "comissoes (pagamento_id, artista_id, percentual, valor, observacoes, created_at)");
    for (int i = 0; i < entries.size(); i++) {
      Payment payment = entries.get(i).payment();
      if (!payment.settled().toLocalDate().isAfter(books.today())) {
        text.row(
            i + 1,
            payment.artist().id(),
            payment.artist().percent(),
            payment.commission(),
            payment.value().signum() < 0 ? "Estorno" : null,
            payment.settled());
      }
    }
    for (Bonus bonus : books.bonuses()) {
      text.row(null, bonus.artist().id(), bonus.percent(), bonus.value(), bonus.note(), bonus.at());
    }
    return text.into(connection);
  }

  private int expenses() throws SQLException {
    CopyRows text =
        new CopyRows("gastos (data, valor, descricao, forma_pagamento, created_by, created_at)");
    for (Expense expense : books.expenses()) {
      text.row(
          expense.date(),
          expense.value(),
          expense.what(),
          expense.form(),
          Staff.MARCOS.id(),
          expense.date().atTime(18, 30));
    }
    return text.into(connection);
  }
}
