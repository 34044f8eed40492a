package extrato.life;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code deposits}: a month's version tells what was held at its end, and what was taken, released
 * and returned in it.
 */
final class DepositLaw {
  private final Set<String> proven = new HashSet<>();

  void knows(DepositLaw other) {
    proven.addAll(other.proven);
  }

  void hold(Studio studio, World world) {
    for (Map<String, @Nullable String> row :
        studio.rows(
            "select ano, mes, versao, documento ->> 'depositos' as told from extrato.versoes where"
                + " restaurada_em is null")) {
      YearMonth month =
          YearMonth.of((int) LedgerLaws.number(row, "ano"), (int) LedgerLaws.number(row, "mes"));
      String told = row.get("told");
      if (proven.add(month + " " + row.get("versao") + " " + told)) {
        Instant begin = month.atDay(1).atStartOfDay(world.zone).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(world.zone).toInstant();
        Purse.Deposits expected = world.purse().deposits(begin, end);
        Purse.Deposits deposits = told == null ? null : read(Eyes.json(told));
        if (!Objects.equals(expected, deposits)) {
          throw new Broken(
              "deposits", month + " tells of deposits " + deposits + ", and had " + expected);
        }
      }
    }
  }

  private static Purse.Deposits read(JsonNode told) {
    List<Long> open = new ArrayList<>();
    told.path("abertas").forEach(one -> open.add(cents(one.path("valor"))));
    return new Purse.Deposits(
        cents(told.path("guardado")),
        cents(told.path("entrou")),
        cents(told.path("liberado")),
        cents(told.path("devolvido")),
        open);
  }

  private static long cents(JsonNode amount) {
    return new BigDecimal(amount.asText()).movePointRight(2).longValueExact();
  }
}
