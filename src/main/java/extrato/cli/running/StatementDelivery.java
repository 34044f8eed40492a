package extrato.cli.running;

import extrato.documents.Documents;
import extrato.documents.StatementFolder;
import extrato.month.statement.ClosingFacts;
import extrato.month.statement.ListFiles;
import extrato.month.statement.StatementPage;
import extrato.postgres.Interruption;
import extrato.runs.notices.Parcel;
import extrato.support.failure.Failure;
import extrato.support.settings.Secrets;
import extrato.support.settings.StatementSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a closed month's statement for the studio's people. A failure is only a warning, and does
 * not change the run's result.
 */
final class StatementDelivery {
  private final DatabaseContext context;
  private final StatementSettings settings;

  StatementDelivery(DatabaseContext context) {
    this.context = context;
    this.settings = context.settings().statements();
  }

  /**
   * @param isNew whether the month was closed or merged just now: then it is sent, too
   */
  void deliver(boolean isNew) {
    try (ListFiles lists = new ListFiles();
        ListFiles archived = new ListFiles()) {
      Optional<Documents> documents = read(lists, archived);
      Path folder = settings.folder();
      if (folder != null) {
        fill(new StatementFolder(folder, settings.formats()), documents);
      }
      if (isNew && !settings.mailTo().isEmpty()) {
        documents.ifPresent(this::send);
      }
    } catch (RuntimeException e) {
      complain(e);
    }
  }

  private Optional<Documents> read(ListFiles lists, ListFiles archived) {
    return context
        .database()
        .read(
            context.month(),
            books ->
                StatementPage.read(books, lists)
                    .map(
                        page ->
                            Documents.of(
                                books,
                                page,
                                ClosingFacts.of(books, page),
                                archived,
                                settings.formats(),
                                context.settings())));
  }

  private void fill(StatementFolder folder, Optional<Documents> documents) {
    folder.remove(context.month());
    documents.ifPresent(them -> folder.put(context.month(), them));
  }

  /** Once a version: a run that finds the month closed comes to no statement of its own. */
  private void send(Documents documents) {
    Parcel parcel =
        new StatementParcel(documents, context.month(), settings)
            .of(context.run().id(), context.clock().instant());
    try (Interruption.AutoCancel signal =
        context.database().interruption().onSignal(Thread.currentThread()::interrupt)) {
      parcel
          .send(settings.mailTo(), context.settings().monitoring().notices(), Secrets.variables())
          .forEach(context.run()::warn);
    } finally {
      Thread.interrupted();
    }
  }

  private void complain(RuntimeException e) {
    Failure why = context.failures().explain(e);
    context
        .run()
        .warn(
            "the statement of "
                + context.month().slashed()
                + " was not written: "
                + why.text()
                + "; `extrato show "
                + context.month().asOptions()
                + "` writes it with --html, --xlsx, --pdf");
  }
}
