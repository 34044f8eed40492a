package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The month's records that are already live, equal in every column: late ones that the newest
 * generation holds too, or some that somebody has put back. They are left as they are. {@link
 * StayedSessions} deals with sessions.
 */
final class LeftLive {
  private LeftLive() {}

  /** The table in which they are set apart. */
  static String table(Tabela tabela) {
    return "pg_temp.extrato_vivos_" + tabela.table();
  }

  /** Takes them out of the records to put back; returns how many there are. */
  static Map<Tabela, Long> setApart(Stage stage) {
    Map<Tabela, Long> left = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      String same =
          String.format(
              Locale.ROOT,
              "exists (select from :\"studio\".%s t where t.id = s.id and row(%s)::record"
                  + " operator(pg_catalog.*=) row(%s)::record)",
              tabela.table(),
              Stage.prefixed("s.", stage.columns(tabela)),
              Stage.prefixed("t.", stage.columns(tabela)));
      create(stage, tabela, tabela == Tabela.SESSOES ? "false" : same);
      left.put(tabela, stage.remove(tabela, table(tabela)));
    }
    return left;
  }

  private static void create(Stage stage, Tabela tabela, String condition) {
    MonthBooks books = stage.books();
    books
        .update(
            String.format(
                Locale.ROOT,
                "create temporary table extrato_vivos_%s on commit drop as select s.* from %s s"
                    + " where %s",
                tabela.table(),
                Stage.table(tabela),
                condition))
        .execute();
  }
}
