package extrato.work.overview;

import extrato.month.archive.MonthState;
import extrato.month.backup.Manifest;
import extrato.month.backup.ShelvedBackup;
import extrato.month.backup.TableSummary;
import extrato.month.selection.LiveMonths.Live;
import extrato.month.selection.LiveMonths.LiveMonth;
import extrato.month.statement.KeptStatement;
import extrato.runs.LastRuns;
import extrato.studio.Money;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one month stands.
 *
 * @param live what the live tables have of it
 * @param archived how many records its statement has; null when it has none
 * @param backups every file that has the name of a backup of it, the newest first
 * @param closedByOthers whether something else closed it since this tool came to the database
 */
public record Standing(
    Month month,
    LiveMonth live,
    KeptStatement kept,
    @Nullable Long archived,
    List<ShelvedBackup> backups,
    LastRuns runs,
    boolean closedByOthers) {

  public Standing {
    backups = List.copyOf(backups);
  }

  public MonthState.Kind kind() {
    return kept.kind();
  }

  public boolean isOpen() {
    return kind() == MonthState.Kind.OPEN;
  }

  /** Live records of a month that is closed. */
  public long late() {
    return isOpen() ? 0 : live.records();
  }

  /** What there is of the month: in its statement, or live while it has none. */
  public long records() {
    return archived == null ? live.records() : archived;
  }

  /** Null when it is not known, or no number. */
  public @Nullable BigDecimal receita() {
    return isOpen() ? live.of(Tabela.PAGAMENTOS).sum() : kept.receita();
  }

  public @Nullable BigDecimal saldo() {
    if (!isOpen()) {
      return kept.saldo();
    }
    BigDecimal receita = receita();
    BigDecimal despesas = live.of(Tabela.GASTOS).sum();
    return receita == null || despesas == null ? null : receita.subtract(despesas);
  }

  /** The backups that this tool wrote, sound or not. */
  public List<ShelvedBackup> generations() {
    return backups.stream().filter(ShelvedBackup::isGeneration).toList();
  }

  /** The one that counts. */
  public Optional<ShelvedBackup> newest() {
    return generations().stream().findFirst();
  }

  public State state() {
    if (runs.running().isPresent()) {
      return State.RUNNING;
    }
    return switch (kind()) {
      case STATEMENT_GONE -> State.STATEMENT_GONE;
      case LEGACY -> late() > 0 ? State.LATE_RECORDS : State.LEGACY;
      case CLOSED ->
          kept.isOverwritten() ? State.OVERWRITTEN : late() > 0 ? State.LATE_RECORDS : State.CLOSED;
      case OPEN -> openState();
    };
  }

  private State openState() {
    if (runs.lastFailed()) {
      return runs.lastFailureDied() ? State.DIED : State.FAILED;
    }
    if (kept.isTakenBack()) {
      return State.RESTORED;
    }
    if (live.records() == 0) {
      return State.EMPTY;
    }
    return isBackedUp() ? State.BACKED_UP : State.OPEN;
  }

  /**
   * Whether there is nothing of the month but runs that found nothing to do, such as of a command
   * with a mistyped month.
   */
  boolean isOnlyNamed() {
    return live.records() == 0
        && backups.isEmpty()
        && archived == null
        && kept.equals(KeptStatement.NONE)
        && !closedByOthers
        && runs.didNothing();
  }

  private boolean isBackedUp() {
    return newest()
        .filter(ShelvedBackup::isSound)
        .map(ShelvedBackup::soundManifest)
        .filter(this::looksCurrent)
        .isPresent();
  }

  /** Counts and sums are the same; that every row is, only a proof can say. */
  private boolean looksCurrent(Manifest manifest) {
    for (Tabela tabela : Tabela.values()) {
      Live now = live.of(tabela);
      BigDecimal sum = tabela == Tabela.SESSOES ? null : now.sum();
      boolean sameSum =
          sum == null
              || manifest
                  .summary(tabela)
                  .map(TableSummary::sum)
                  .map(Money::inText)
                  .filter(backedUp -> backedUp.compareTo(sum) == 0)
                  .isPresent();
      if (manifest.rows(tabela) != now.records() || !sameSum) {
        return false;
      }
    }
    return true;
  }
}
