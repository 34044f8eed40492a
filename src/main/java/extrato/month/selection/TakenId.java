package extrato.month.selection;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.Locale;

/**
 * A live record whose id the archive holds: for another record, or for this one, which somebody put
 * back by hand or a restore brought from another month's file.
 *
 * @param month the month whose archive holds the id
 * @param version the version of that month's statement
 * @param selected whether the live record belongs to the month at work
 * @param proof what tells whether it is the archived one
 */
public record TakenId(
    Tabela tabela, long id, Month month, int version, boolean selected, Proof proof) {

  /** Whether the live record is the archived one. */
  public enum Proof {
    /** Both were created at the same moment. */
    ITSELF,
    ANOTHER,
    /** A session that stayed, or another with its id: neither has a moment of creation. */
    NONE
  }

  public boolean itself() {
    return proof == Proof.ITSELF;
  }

  /** {@code pagamentos id 101}. */
  public String record() {
    return tabela.table() + " id " + id;
  }

  public String described() {
    return String.format(
        Locale.ROOT,
        "%s (%sarchived with %s, version %d)",
        record(),
        itself() ? "itself " : "",
        month.slashed(),
        version);
  }

  /** What is true of the live record, after the month's name. */
  public String problem() {
    return "has archived "
        + record()
        + switch (proof) {
          case ITSELF -> ", and this record itself is live as well";
          case ANOTHER -> ", and another live record has that id";
          case NONE -> ", and nothing proves that the live one, with other values, is the same";
        };
  }

  /** The command that gives another record a new id, or opens the month of the archived one. */
  public String cure() {
    return itself()
        ? "extrato restore " + month.asOptions()
        : "extrato renumber " + tabela.table() + " " + id;
  }
}
