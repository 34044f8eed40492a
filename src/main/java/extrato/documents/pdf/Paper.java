package extrato.documents.pdf;

import extrato.documents.model.Head;
import extrato.documents.model.Logo;
import extrato.support.messages.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/** Pages that are filled from top to bottom, each with its foot. */
final class Paper implements AutoCloseable {
  static final double MARGIN = 42;
  private static final double FOOT = 30;
  private static final double SMALL = 7;

  /**
   * Room for the number of all pages, which is drawn when it is known; a longer one goes on into
   * the margin.
   */
  private static final String USUAL_TOTAL = "00";

  private static final String TOTAL = "Pages";
  private static final String PICTURE = "Logo";
  private static final PDRectangle UPRIGHT = PDRectangle.A4;
  private static final PDRectangle ACROSS =
      new PDRectangle(
          /* width= */ PDRectangle.A4.getHeight(), /* height= */ PDRectangle.A4.getWidth());

  private final Head head;
  private final Messages messages;
  private final PDDocument document = new PDDocument();
  private final PDResources resources = new PDResources();
  private final Typeface typeface;
  private @Nullable Canvas canvas;
  private PDRectangle size = UPRIGHT;
  private int pages;
  private double y;

  Paper(Head head, Messages messages) throws IOException {
    this.head = head;
    this.messages = messages;
    this.typeface = Typeface.in(document);
    resources.put(COSName.getPDFName(Typeface.NAME), typeface.font());
  }

  /** How a text looks. */
  record Type(double size, Ink ink, boolean bold) {
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
    canvas = new Canvas(typeface);
    pages++;
    y = size.getHeight() - MARGIN;
  }

  private Canvas canvas() {
    return java.util.Objects.requireNonNull(canvas, "no page was begun");
  }

  private void endPage() throws IOException {
    if (canvas == null) {
      return;
    }
    foot(canvas);
    PDPage page = new PDPage(size);
    page.setResources(resources);
    page.setContents(new PDStream(compressed(canvas.bytes())));
    document.addPage(page);
    canvas = null;
  }

  /** By hand, because the library takes its level from a setting of the whole process. */
  private COSStream compressed(byte[] bytes) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream out = new DeflaterOutputStream(stream.createRawOutputStream(), fast)) {
      out.write(bytes);
    } finally {
      fast.end();
    }
    stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
    return stream;
  }

  private void foot(Canvas on) {
    Type type = Type.soft(SMALL);
    String number = pages + " / ";
    double total = size.getWidth() - MARGIN - typeface.width(USUAL_TOTAL, SMALL);
    on.text(MARGIN, MARGIN, typeface.settable(head.foot()), type);
    on.text(total - typeface.width(number, SMALL), MARGIN, number, type);
    on.draw(TOTAL, total, MARGIN, 1, 1);
    int marked = typeface.missing();
    if (marked > 0) {
      String note = messages.of("note.marked", Typeface.MARK, marked);
      on.text(MARGIN, MARGIN - 1.5 * SMALL, typeface.settable(note), type);
    }
  }

  /** One line at the height where the page is now; x counts from the left margin. */
  void text(double x, String text, Type type) {
    set(x, typeface.settable(text), type);
  }

  /** The same, ending there. */
  void textTo(double x, String text, Type type) {
    setTo(x, typeface.settable(text), type);
  }

  /** What is settable already. */
  void set(double x, String settable, Type type) {
    canvas().text(MARGIN + x, y - type.size(), settable, type);
  }

  void setTo(double x, String settable, Type type) {
    set(x - typeface.width(settable, type.size()), settable, type);
  }

  /** As many lines as it takes, and down past them. */
  void paragraph(String text, Type type, double room) throws IOException {
    for (String line : typeface.lines(typeface.settable(text), type.size(), room)) {
      if (!hasRoom(type.size() * 1.4)) {
        turnOver(size == ACROSS);
      }
      set(0, line, type);
      down(type.size() * 1.4);
    }
  }

  void rule(double from, double to, Ink ink) {
    box(from, to - from, 0.6, ink);
  }

  /** A filled rectangle, downwards from where the page is now. */
  void box(double x, double width, double height, Ink ink) {
    canvas().box(MARGIN + x, y - height, width, height, ink);
  }

  /** A thin line between two places, each told by how far below the page's place it is. */
  void line(double x, double below, double toX, double toBelow, Ink ink) {
    canvas().line(MARGIN + x, y - below, MARGIN + toX, y - toBelow, ink);
  }

  /** A picture at the right margin, as high as that. */
  void picture(Logo logo, double height) throws IOException {
    PDImageXObject picture =
        PDImageXObject.createFromByteArray(document, logo.bytes(), logo.mediaType());
    resources.put(COSName.getPDFName(PICTURE), picture);
    double wide = height * picture.getWidth() / picture.getHeight();
    canvas().draw(PICTURE, size.getWidth() - MARGIN - wide, y - height, wide, height);
  }

  /** Hands the file on, now that it is known how many pages there are. */
  void save(OutputStream out) throws IOException {
    endPage();
    total();
    typeface.embed();
    new PaperFacts(head, messages.language()).putInto(document);
    document.save(out);
  }

  private void total() throws IOException {
    Canvas on = new Canvas(typeface);
    on.text(0, 0, String.valueOf(pages), Type.soft(SMALL));
    PDResources own = new PDResources();
    own.put(COSName.getPDFName(Typeface.NAME), typeface.font());
    PDFormXObject form = new PDFormXObject(document);
    form.setResources(own);
    form.setBBox(new PDRectangle(0, -4, 60, 16));
    try (OutputStream content = form.getContentStream().createOutputStream(COSName.FLATE_DECODE)) {
      content.write(on.bytes());
    }
    resources.put(COSName.getPDFName(TOTAL), form);
  }

  @Override
  public void close() throws IOException {
    document.close();
    typeface.close();
  }
}
