package extrato.work.serve;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /admin/extrato/history}: the runs as the web application has them on record. */
record HistoryCall(DatabaseReader reader) {
  private static final String PAGE = Sql.load(HistoryCall.class, "run_log_page.sql");
  private static final String COUNT = Sql.load(HistoryCall.class, "run_log_count.sql");
  private static final int USUAL = 20;
  private static final int MOST = 100;

  Answer answer(HttpRequest request) throws RefusedRequest {
    int page = request.number("page", 1, 100_000);
    int size = request.number("per_page", USUAL, MOST);
    String status = request.query().get("status");
    return reader.look(database -> database.read(snapshot -> answer(snapshot, page, size, status)));
  }

  private Answer answer(Snapshot snapshot, int page, int size, @Nullable String status) {
    boolean there = snapshot.hasStudioTable("extrato_run_logs");
    long total = there ? total(snapshot, status) : 0;
    List<Map<String, @Nullable Object>> runs =
        there ? runs(snapshot, page, size, status) : List.of();
    Map<String, Object> pagination = new LinkedHashMap<>();
    pagination.put("page", page);
    pagination.put("per_page", size);
    pagination.put("total", total);
    pagination.put("pages", (total + size - 1) / size);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("runs", runs);
    data.put("pagination", pagination);
    return Answer.data(data);
  }

  private static long total(Snapshot snapshot, @Nullable String status) {
    return snapshot.query(COUNT).bind("status", status).mapTo(Long.class).one();
  }

  private List<Map<String, @Nullable Object>> runs(
      Snapshot snapshot, int page, int size, @Nullable String status) {
    return snapshot
        .query(PAGE)
        .bind("status", status)
        .bind("zone", reader.settings().zone().getId())
        .bind("limit", size)
        .bind("offset", (page - 1) * size)
        .map((row, context) -> run(row))
        .list();
  }

  private static Map<String, @Nullable Object> run(ResultSet row) throws SQLException {
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("id", row.getLong("id"));
    run.put("mes", row.getLong("mes"));
    run.put("ano", row.getLong("ano"));
    OffsetDateTime at = row.getObject("run_at", OffsetDateTime.class);
    run.put("run_at", at == null ? null : at.toInstant().toString());
    run.put("status", row.getString("status"));
    run.put("message", row.getString("message"));
    return run;
  }
}
