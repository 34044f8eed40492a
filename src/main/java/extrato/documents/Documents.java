package extrato.documents;

import extrato.documents.html.MonthPage;
import extrato.documents.model.Head;
import extrato.documents.model.MonthDocument;
import extrato.documents.pdf.MonthPaper;
import extrato.documents.xlsx.MonthWorkbook;
import extrato.month.statement.ArchivedLists;
import extrato.month.statement.ClosingFacts;
import extrato.month.statement.ListFiles;
import extrato.month.statement.StatementPage;
import extrato.postgres.MonthBooks;
import extrato.support.messages.Messages;
import extrato.support.settings.Settings;
import extrato.support.settings.StatementFormat;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** A closed month's statement as files. */
public final class Documents implements Document {
  private final MonthDocument document;
  private final int version;

  private Documents(MonthDocument document, int version) {
    this.document = document;
    this.version = version;
  }

  /**
   * @param page what the statement shows
   * @param facts what is told beside it
   * @param lists what lists of the archive are kept in, where the statement has none
   * @param formats as what it will be written
   */
  public static Documents of(
      MonthBooks books,
      StatementPage page,
      ClosingFacts facts,
      ListFiles lists,
      Set<StatementFormat> formats,
      Settings settings) {
    boolean isListed =
        formats.contains(StatementFormat.XLSX)
            || page.lists().records() <= MonthDocument.MOST_LISTED;
    StatementPage whole =
        isListed ? ArchivedLists.fill(books, page, lists) : ArchivedLists.sum(books, page);
    return new Documents(
        new MonthDocument(whole, facts, settings.statements(), settings.zone()),
        page.written().version());
  }

  /** 0 for a statement that this tool did not write. */
  public int version() {
    return version;
  }

  public Messages messages() {
    return document.messages();
  }

  public Head head() {
    return document.head();
  }

  /** What the month adds up to, a line each. */
  public List<String> figures() {
    return document.figures().stream()
        .map(figure -> figure.label() + ": " + document.forms().money(figure.value()))
        .toList();
  }

  @Override
  public void write(StatementFormat format, OutputStream out) {
    switch (format) {
      case HTML -> MonthPage.write(document, out);
      case XLSX -> MonthWorkbook.write(document, out);
      case PDF -> MonthPaper.write(document, out);
    }
  }
}
