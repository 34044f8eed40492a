package extrato.cli.running;

import extrato.cli.output.ToolVersion;
import extrato.month.backup.Changeover;
import extrato.postgres.Database;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.work.closing.Closing;
import extrato.work.closing.Monthly;
import extrato.work.importing.Import;
import extrato.work.restoring.Drill;
import extrato.work.restoring.Renumbering;
import extrato.work.restoring.Restore;
import extrato.work.wallet.LedgerBackups;
import extrato.work.wallet.Wallet;

/** What lies ready for a command that works with the database. */
public final class DatabaseContext extends CommandContext {
  private final Database database;

  DatabaseContext(CommandContext context, Database database) {
    this(context, context.run(), database);
  }

  private DatabaseContext(CommandContext context, Run run, Database database) {
    super(context.settings(), run, context.clock(), context.failures(), context.metrics());
    this.database = database;
  }

  @Override
  public DatabaseContext forMonth(Month other) {
    return new DatabaseContext(this, runOf(other), database);
  }

  public Database database() {
    return database;
  }

  public Closing closing() {
    return new Closing(database, settings(), backups(), runBook(), run(), clock());
  }

  public Monthly monthly() {
    return new Monthly(database, backups(), closing(), run());
  }

  public Restore restore() {
    return new Restore(database, backups(), runBook(), run());
  }

  public Drill drill() {
    return new Drill(database, backups(), run());
  }

  public Renumbering renumbering() {
    return new Renumbering(database, backups(), runBook(), run());
  }

  /** Brings data files into the books. */
  public Import importing() {
    return new Import(database, runBook(), run(), settings().database().limits().attempts());
  }

  public Wallet wallet() {
    return new Wallet(database, settings(), clock()).onBehalfOf(run().reason());
  }

  /** Hands a new statement on to where somebody wants it; else none of that is loaded. */
  public void deliverNewStatement() {
    if (settings().statements().areWanted()) {
      new StatementDelivery(this).deliver(true);
    }
  }

  /** Brings the folder of the statements up to date with what became of a closed month. */
  public void updateStatement() {
    if (settings().statements().areWanted()) {
      new StatementDelivery(this).deliver(false);
    }
  }

  public LedgerBackups ledgerBackups() {
    return new LedgerBackups(settings(), clock(), run().id(), ToolVersion.current());
  }

  public Changeover changeover() {
    return new Changeover(database, settings(), clock(), run().id());
  }
}
