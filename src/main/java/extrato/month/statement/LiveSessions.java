package extrato.month.statement;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the sessions named in a statement's lists are still live. */
final class LiveSessions {
  private static final String LIVE = Sql.load(LiveSessions.class, "live_sessions.sql");
  private static final int AT_ONCE = 1_000;

  private final MonthBooks books;
  private final Set<Long> asked = new HashSet<>();
  private final Set<Long> found = new HashSet<>();

  LiveSessions(MonthBooks books) {
    this.books = books;
  }

  void look(Tabela tabela, Item item) {
    switch (tabela) {
      case PAGAMENTOS -> look(item.id("sessao_id"));
      case SESSOES -> look(item.id("id"));
      default -> {
        // No other list names sessions.
      }
    }
  }

  private void look(@Nullable Long session) {
    if (session != null && asked.add(session) && asked.size() == AT_ONCE) {
      ask();
    }
  }

  private void ask() {
    found.addAll(books.query(LIVE).bindArray("ids", Long.class, asked).mapTo(Long.class).list());
    asked.clear();
  }

  Set<Long> found() {
    if (!asked.isEmpty()) {
      ask();
    }
    return found;
  }
}
