package extrato.documents;

import extrato.documents.html.MonthPage;
import extrato.documents.model.MonthDocument;
import extrato.documents.pdf.MonthPaper;
import extrato.documents.xlsx.MonthWorkbook;
import extrato.month.statement.ArchivedLists;
import extrato.month.statement.ClosingFacts;
import extrato.month.statement.ListFiles;
import extrato.month.statement.StatementPage;
import extrato.postgres.MonthBooks;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.ReplacedFile;
import extrato.support.settings.Settings;
import extrato.support.settings.StatementFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** A closed month's statement as files. */
public final class Documents {
  /** Others of the folder's group may read them, as logs; they hold names and amounts. */
  static final String READABLE = "rw-r-----";

  private final MonthDocument document;
  private final int version;

  private Documents(MonthDocument document, int version) {
    this.document = document;
    this.version = version;
  }

  /**
   * @param page what the statement shows
   * @param lists what lists of the archive are kept in, where the statement has none
   */
  public static Documents of(
      MonthBooks books, StatementPage page, ListFiles lists, Settings settings) {
    StatementPage whole = ArchivedLists.fill(books, page, lists);
    ClosingFacts facts = ClosingFacts.of(books, page);
    return new Documents(
        new MonthDocument(whole, facts, settings.statements(), settings.zone()), page.version());
  }

  /** 0 for a statement that this tool did not write. */
  public int version() {
    return version;
  }

  /** Writes it; the stream stays open. */
  public void write(StatementFormat format, OutputStream out) {
    switch (format) {
      case HTML -> MonthPage.write(document, out);
      case XLSX -> MonthWorkbook.write(document, out);
      case PDF -> MonthPaper.write(document, out);
    }
  }

  /** Writes it into a file, which is there whole or as it was before; returns its size. */
  public long write(StatementFormat format, Path file) {
    try {
      return ReplacedFile.write(file, READABLE, out -> write(format, out));
    } catch (UncheckedIOException e) {
      throw trouble(file, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  static Failure trouble(Path file, IOException e) {
    return new Failure.FileTrouble(
        file + " could not be written: " + Reason.of(e),
        "see to its folder, or name another file",
        e);
  }
}
