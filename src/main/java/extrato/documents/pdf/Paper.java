package extrato.documents.pdf;

import extrato.documents.model.Head;
import extrato.documents.model.Logo;
import extrato.support.messages.Messages;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/** Pages that are filled from top to bottom, each with its head and its foot. */
final class Paper implements AutoCloseable {
  static final double MARGIN = 42;
  private static final double FOOT = 30;
  private static final double SMALL = 7;
  private static final double STROKE = 0.25;
  private static final PDRectangle UPRIGHT = PDRectangle.A4;
  private static final PDRectangle ACROSS =
      new PDRectangle(
          /* width= */ PDRectangle.A4.getHeight(), /* height= */ PDRectangle.A4.getWidth());

  private final Head head;
  private final Messages messages;
  private final PDDocument document = new PDDocument();
  private final Typeface typeface;
  private final List<PDPage> pages = new ArrayList<>();
  private final List<Integer> missing = new ArrayList<>();
  private @Nullable PDPageContentStream page;
  private PDRectangle size = UPRIGHT;
  private double y;

  Paper(Head head, Messages messages) throws IOException {
    this.head = head;
    this.messages = messages;
    this.typeface = Typeface.in(document);
  }

  Typeface typeface() {
    return typeface;
  }

  double width() {
    return size.getWidth() - 2 * MARGIN;
  }

  double y() {
    return y;
  }

  void down(double by) {
    y -= by;
  }

  /** Whether so much still fits on the page. */
  boolean hasRoom(double height) {
    return y - height >= MARGIN + FOOT;
  }

  void turnOver(boolean across) throws IOException {
    endPage();
    size = across ? ACROSS : UPRIGHT;
    PDPage next = new PDPage(size);
    document.addPage(next);
    page = new PDPageContentStream(document, next, AppendMode.OVERWRITE, true);
    pages.add(next);
    y = size.getHeight() - MARGIN;
  }

  private void endPage() throws IOException {
    if (page != null) {
      page.close();
      page = null;
      missing.add(typeface.missing());
    }
  }

  private PDPageContentStream page() {
    return java.util.Objects.requireNonNull(page, "no page was begun");
  }

  /** How a text looks. */
  record Type(double size, Color ink, boolean bold) {
    static Type plain(double size) {
      return new Type(size, Ink.TEXT, false);
    }

    static Type soft(double size) {
      return new Type(size, Ink.SOFT, false);
    }

    static Type bold(double size) {
      return new Type(size, Ink.TEXT, true);
    }
  }

  /** One line at the height where the page is now; x counts from the left margin. */
  void text(double x, String text, Type type) throws IOException {
    set(x, typeface.settable(text), type);
  }

  /** The same, ending there. */
  void textTo(double x, String text, Type type) throws IOException {
    setTo(x, typeface.settable(text), type);
  }

  /** What is settable already. */
  void set(double x, String settable, Type type) throws IOException {
    set(page(), MARGIN + x, y - type.size(), settable, type);
  }

  void setTo(double x, String settable, Type type) throws IOException {
    set(x - typeface.width(settable, type.size()), settable, type);
  }

  /** As many lines as it takes, and down past them. */
  void paragraph(String text, Type type, double room) throws IOException {
    for (String line : typeface.lines(typeface.settable(text), type.size(), room)) {
      if (!hasRoom(type.size() * 1.4)) {
        turnOver(size == ACROSS);
      }
      set(page(), MARGIN, y - type.size(), line, type);
      down(type.size() * 1.4);
    }
  }

  private void set(PDPageContentStream on, double x, double at, String settable, Type type)
      throws IOException {
    if (settable.isEmpty()) {
      return;
    }
    on.beginText();
    on.setFont(typeface.font(), (float) type.size());
    on.setNonStrokingColor(type.ink());
    if (type.bold()) {
      // The library's only free font has no bold: its letters get an outline.
      on.setRenderingMode(RenderingMode.FILL_STROKE);
      on.setStrokingColor(type.ink());
      on.setLineWidth((float) (type.size() * STROKE / 10));
    } else {
      on.setRenderingMode(RenderingMode.FILL);
    }
    on.newLineAtOffset((float) x, (float) at);
    on.showText(settable);
    on.endText();
  }

  void rule(double from, double to, Color ink) throws IOException {
    box(from, to - from, 0.6, ink);
  }

  /** A filled rectangle, downwards from where the page is now. */
  void box(double x, double width, double height, Color ink) throws IOException {
    PDPageContentStream on = page();
    on.setNonStrokingColor(ink);
    on.addRect((float) (MARGIN + x), (float) (y - height), (float) width, (float) height);
    on.fill();
  }

  /** A picture at the right margin, as high as that. */
  void picture(Logo logo, double height) throws IOException {
    PDImageXObject picture =
        PDImageXObject.createFromByteArray(document, logo.bytes(), logo.mediaType());
    double wide = height * picture.getWidth() / picture.getHeight();
    page()
        .drawImage(
            picture,
            (float) (size.getWidth() - MARGIN - wide),
            (float) (y - height),
            (float) wide,
            (float) height);
  }

  /**
   * Puts the foot on every page, now that it is known how many there are, and hands the file on.
   */
  void save(OutputStream out) throws IOException {
    endPage();
    for (int at = 0; at < pages.size(); at++) {
      foot(pages.get(at), at);
    }
    new PaperFacts(head, messages.language()).putInto(document);
    document.save(out);
  }

  private void foot(PDPage foot, int at) throws IOException {
    try (PDPageContentStream on =
        new PDPageContentStream(document, foot, AppendMode.APPEND, true, true)) {
      double end = foot.getMediaBox().getWidth() - MARGIN;
      Paper.Type type = Type.soft(SMALL);
      String number = (at + 1) + " / " + pages.size();
      set(on, MARGIN, MARGIN, typeface.settable(head.foot()), type);
      set(on, end - typeface.width(number, SMALL), MARGIN, number, type);
      // A studio's own name may have such letters too.
      int marked = missing.get(at) + typeface.missing();
      if (marked > 0) {
        String note = messages.of("note.marked", Typeface.MARK, marked);
        set(on, MARGIN, MARGIN - 1.5 * SMALL, note, type);
      }
    }
  }

  @Override
  public void close() throws IOException {
    document.close();
    typeface.close();
  }
}
