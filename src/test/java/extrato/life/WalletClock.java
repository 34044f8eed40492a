package extrato.life;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock cannot be changed, so the transfers that a run has made get the studio's time;
 * and a person gives the records that came with them a mark, by which the account knows them.
 */
final class WalletClock {
  private final World world;

  WalletClock(World world) {
    this.world = world;
  }

  void isTheStudios(String from) {
    Studio studio = world.studio();
    if (!studio.has("extrato.transferencias")) {
      return;
    }
    String made = "quando between timestamptz '" + from + "' and clock_timestamp()";
    boolean isAny =
        !studio.rows("select 1 from extrato.transferencias where " + made + " limit 1").isEmpty();
    if (!isAny) {
      return;
    }
    execute(
        String.format(
            Locale.ROOT,
            "begin; alter table extrato.transferencias disable trigger nada_muda; update"
                + " extrato.transferencias set quando = '%s' where %s; alter table"
                + " extrato.transferencias enable always trigger nada_muda; commit",
            world.now(),
            made));
    for (String table : List.of("pagamentos", "comissoes")) {
      for (Map<String, @Nullable String> row :
          studio.rows(
              "select id from "
                  + table
                  + " where observacoes like 'carteira, transferência %' order by id")) {
        execute(
            String.format(
                Locale.ROOT,
                "update %s set observacoes = '%s ' || observacoes, created_at = '%s' where id = %s",
                table,
                world.token(),
                world.now(),
                row.get("id")));
      }
    }
  }

  private void execute(String sql) {
    try {
      world.studio().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
