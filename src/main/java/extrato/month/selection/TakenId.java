package extrato.month.selection;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.Locale;

/**
 * A live record whose id the archive holds for another record.
 *
 * @param month the month whose archive holds the other record
 * @param version the version of that month's statement
 * @param selected whether the live record belongs to the month at work
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

  /** The command that gives the live record a new id. */
  public String cure() {
    return "extrato renumber " + tabela.table() + " " + id;
  }
}
