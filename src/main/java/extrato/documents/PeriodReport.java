package extrato.documents;

import extrato.documents.html.PeriodPage;
import extrato.documents.model.PeriodDocument;
import extrato.documents.xlsx.PeriodWorkbook;
import extrato.month.statement.MonthPeriod;
import extrato.support.settings.StatementFormat;
import extrato.support.settings.StatementSettings;
import java.io.OutputStream;

/** Months side by side as files. */
public final class PeriodReport implements Document {
  private final PeriodDocument document;

  public PeriodReport(MonthPeriod period, StatementSettings settings) {
    this.document = new PeriodDocument(period, settings);
  }

  @Override
  public void write(StatementFormat format, OutputStream out) {
    switch (format) {
      case HTML -> PeriodPage.write(document, out);
      case XLSX -> PeriodWorkbook.write(document, out);
      case PDF -> throw new IllegalArgumentException("a report is not written as PDF");
    }
  }
}
