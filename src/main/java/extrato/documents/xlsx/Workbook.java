package extrato.documents.xlsx;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The file: its sheets one after the other, then what says which they are. */
final class Workbook {
  /** The first that a zip can tell; another would make another file of it every day. */
  /** The first day that a zip can tell; of midnight on it, Java writes the machine's zone too. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 1);

  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String TYPES =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final int LONGEST = 32_767;

  private final ZipOutputStream zip;
  private final List<Entry> sheets = new ArrayList<>();

  /**
   * A sheet that was written.
   *
   * @param filter its filter's range; null for none
   */
  private record Entry(String name, int number, @Nullable String filter) {}

  Workbook(OutputStream out) {
    zip = new ZipOutputStream(new Unclosed(out), StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Whoever gave the stream closes it. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Begins the next sheet's part; it is to be written before another one begins. */
  Sheet sheet() {
    begin("xl/worksheets/sheet" + (sheets.size() + 1) + ".xml");
    return new Sheet(zip);
  }

  /** Ends it, and puts it behind the others, or in front of them. */
  void ended(String name, @Nullable String filter, boolean first) {
    Entry entry = new Entry(name, sheets.size() + 1, filter);
    end();
    sheets.add(first ? 0 : sheets.size(), entry);
  }

  void finish(String title, @Nullable Instant dated) {
    part("[Content_Types].xml", this::contentTypes);
    part("_rels/.rels", Workbook::relations);
    part("docProps/core.xml", out -> properties(out, title, dated));
    part("xl/workbook.xml", this::workbook);
    part("xl/_rels/workbook.xml.rels", this::sheetRelations);
    part("xl/styles.xml", out -> out.raw(Styles.XML));
    try {
      zip.finish();
      zip.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Part {
    void write(XmlBytes out);
  }

  private void part(String name, Part part) {
    begin(name);
    XmlBytes out = new XmlBytes(zip);
    out.raw(HEADER);
    part.write(out);
    out.flush();
    end();
  }

  private void begin(String name) {
    try {
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    try {
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void contentTypes(XmlBytes out) {
    out.raw("<Types xmlns=\"").raw(PACKAGE).raw("content-types\">");
    out.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.")
        .raw("relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    override(out, "/xl/workbook.xml", TYPES + "sheet.main+xml");
    for (int number = 1; number <= sheets.size(); number++) {
      override(out, "/xl/worksheets/sheet" + number + ".xml", TYPES + "worksheet+xml");
    }
    override(out, "/xl/styles.xml", TYPES + "styles+xml");
    override(
        out, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    out.raw("</Types>");
  }

  private static void override(XmlBytes out, String part, String type) {
    out.raw("<Override PartName=\"").raw(part).raw("\" ContentType=\"").raw(type).raw("\"/>");
  }

  private static void relations(XmlBytes out) {
    out.raw("<Relationships xmlns=\"").raw(PACKAGE).raw("relationships\">");
    relation(out, 1, RELATIONS + "/officeDocument", "xl/workbook.xml");
    relation(out, 2, PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml");
    out.raw("</Relationships>");
  }

  private void sheetRelations(XmlBytes out) {
    out.raw("<Relationships xmlns=\"").raw(PACKAGE).raw("relationships\">");
    for (int number = 1; number <= sheets.size(); number++) {
      relation(out, number, RELATIONS + "/worksheet", "worksheets/sheet" + number + ".xml");
    }
    relation(out, sheets.size() + 1, RELATIONS + "/styles", "styles.xml");
    out.raw("</Relationships>");
  }

  private static void relation(XmlBytes out, int id, String type, String target) {
    out.raw("<Relationship Id=\"rId")
        .number(id)
        .raw("\" Type=\"")
        .raw(type)
        .raw("\" Target=\"")
        .raw(target)
        .raw("\"/>");
  }

  private static void properties(XmlBytes out, String title, @Nullable Instant dated) {
    out.raw("<cp:coreProperties xmlns:cp=\"")
        .raw(PACKAGE)
        .raw("metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"")
        .raw(" xmlns:dcterms=\"http://purl.org/dc/terms/\"")
        .raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    out.text(title, LONGEST).raw("</dc:title>");
    if (dated != null) {
      out.raw("<dcterms:created xsi:type=\"dcterms:W3CDTF\">")
          .raw(dated.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
          .raw("</dcterms:created>");
    }
    out.raw("</cp:coreProperties>");
  }

  private void workbook(XmlBytes out) {
    out.raw("<workbook xmlns=\"")
        .raw(SHEETS)
        .raw("\" xmlns:r=\"")
        .raw(RELATIONS)
        .raw("\"><bookViews><workbookView/></bookViews><sheets>");
    for (Entry sheet : sheets) {
      out.raw("<sheet name=\"");
      out.text(sheet.name(), LONGEST)
          .raw("\" sheetId=\"")
          .number(sheet.number())
          .raw("\" r:id=\"rId")
          .number(sheet.number())
          .raw("\"/>");
    }
    out.raw("</sheets><definedNames>");
    for (int at = 0; at < sheets.size(); at++) {
      named(out, at, sheets.get(at));
    }
    out.raw("</definedNames><calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>");
  }

  /** The rows that filter, and those that are printed on every page. */
  private static void named(XmlBytes out, int at, Entry sheet) {
    String filter = sheet.filter();
    if (filter == null) {
      return;
    }
    out.raw("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"")
        .number(at)
        .raw("\" hidden=\"1\">");
    out.text(quoted(sheet.name()) + "!" + absolute(filter), LONGEST).raw("</definedName>");
    out.raw("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"").number(at).raw("\">");
    out.text(quoted(sheet.name()) + "!$1:$1", LONGEST).raw("</definedName>");
  }

  private static String absolute(String range) {
    return range.replaceAll("([A-Z]+)(\\d+)", "\\$$1\\$$2");
  }

  /** A sheet's name in a formula. */
  static String quoted(String sheet) {
    return "'" + sheet.replace("'", "''") + "'";
  }
}
