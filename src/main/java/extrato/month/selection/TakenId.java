package extrato.month.selection;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.Locale;

/**
 * A live record with an id that the archive holds of another record.
 *
 * @param month whose archive holds the other one
 * @param version of that month's statement
 * @param selected whether the live record is the month's that is at work
 */
public record TakenId(Tabela tabela, long id, Month month, int version, boolean selected) {
  /** {@code pagamentos id 101}. */
  public String record() {
    return tabela.table() + " id " + id;
  }

  public String described() {
    return String.format(
        Locale.ROOT, "%s (archived with %s, version %d)", record(), month.slashed(), version);
  }

  /** The command that gives the live record an id of its own. */
  public String cure() {
    return "extrato renumber " + tabela.table() + " " + id;
  }
}
