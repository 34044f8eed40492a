package extrato.work.importing.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CSV with a header: commas, semicolons or tabs, quoted where needed, with any kind of line end.
 */
final class CsvReader implements RecordReader {
  private static final int END = -1;
  private static final byte[] SEPARATORS = {',', ';', '\t'};

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private long line = 1;
  private int length;
  private final byte[] one = new byte[1];
  private final byte separator;
  private final List<String> names;

  /**
   * @param in behind the mark of UTF-8, if there is one
   */
  CsvReader(InputStream in) throws IOException, Unreadable {
    this.in = in;
    fill();
    this.separator = separatorOfHeader();
    SourceRow header = new SourceRow();
    if (!read(header)) {
      throw Unreadable.rest(1, "the file is empty");
    }
    this.names = named(header);
  }

  private static List<String> named(SourceRow header) throws Unreadable {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      if (Utf8.letters(header.bytes(), header.start(i), header.length(i)) == Utf8.BROKEN) {
        throw Unreadable.rest(1, "the header is not UTF-8");
      }
      String name = header.text(i).strip();
      if (name.isEmpty()) {
        throw Unreadable.rest(1, "column " + (i + 1) + " has no name");
      }
      // The first column of a backup is known by its place, and may have a namesake.
      boolean isType = i == 0 && name.equals(Plans.TYPE);
      if (!isType && !seen.add(name)) {
        throw Unreadable.rest(1, "two columns are called " + name);
      }
      names.add(name);
    }
    return names;
  }

  /** The only one of the separators that the header has outside quotation marks. */
  private byte separatorOfHeader() throws Unreadable {
    byte chosen = 0;
    boolean quoted = false;
    for (int i = at; i < filled && (quoted || buffer[i] != '\n'); i++) {
      quoted ^= buffer[i] == '"';
      for (byte one : SEPARATORS) {
        if (!quoted && buffer[i] == one) {
          if (chosen != 0 && chosen != one) {
            throw Unreadable.rest(1, "the header has more than one of comma, semicolon and tab");
          }
          chosen = one;
        }
      }
    }
    return chosen == 0 ? (byte) ',' : chosen;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean next(SourceRow row) throws IOException, Unreadable {
    boolean blank;
    do {
      if (!read(row)) {
        return false;
      }
      blank = row.size() == 1 && row.kind(0) == SourceRow.Kind.NULL;
    } while (blank);
    if (row.size() != names.size()) {
      throw Unreadable.record(
          row.line(),
          "it has "
              + row.size()
              + (row.size() == 1 ? " field" : " fields")
              + ", the header has "
              + names.size());
    }
    return true;
  }

  private boolean read(SourceRow row) throws IOException, Unreadable {
    row.begin(line);
    length = 0;
    if (peek() == END) {
      return false;
    }
    while (true) {
      row.beginField();
      if (peek() == '"') {
        at++;
        quoted(row);
      } else {
        plain(row);
      }
      int next = peek();
      if (next == separator) {
        at++;
        continue;
      }
      if (next == '\r') {
        at++;
        if (peek() != '\n') {
          throw broken(row, "a line ends with a carriage return alone");
        }
        next = '\n';
      }
      if (next == '\n') {
        at++;
        line++;
        return true;
      }
      if (next == END) {
        return true;
      }
      throw broken(row, "something follows a closing quotation mark");
    }
  }

  private void plain(SourceRow row) throws IOException, Unreadable {
    boolean some = false;
    while (peek() != END) {
      int from = at;
      while (at < filled && !ends(buffer[at])) {
        at++;
      }
      some |= at > from;
      take(row, from);
      if (at < filled) {
        if (buffer[at] == '"') {
          throw broken(row, "a quotation mark stands in a field that does not begin with one");
        }
        break;
      }
    }
    row.endField(some ? SourceRow.Kind.PLAIN : SourceRow.Kind.NULL);
  }

  private boolean ends(byte one) {
    return one == separator || one == '\n' || one == '\r' || one == '"';
  }

  private void quoted(SourceRow row) throws IOException, Unreadable {
    while (true) {
      if (peek() == END) {
        throw Unreadable.rest(row.line(), "a quotation mark is never closed");
      }
      int from = at;
      while (at < filled && buffer[at] != '"') {
        line += buffer[at++] == '\n' ? 1 : 0;
      }
      if (length + at - from > LONGEST) {
        throw Unreadable.rest(row.line(), TOO_LONG + " (is a quotation mark missing?)");
      }
      take(row, from);
      if (at < filled) {
        at++;
        if (peek() != '"') {
          row.endField(SourceRow.Kind.QUOTED);
          return;
        }
        one[0] = '"';
        row.add(one, 0, 1);
        at++;
      }
    }
  }

  private void take(SourceRow row, int from) throws IOException, Unreadable {
    length += at - from;
    if (length > LONGEST) {
      throw broken(row, TOO_LONG);
    }
    row.add(buffer, from, at - from);
  }

  /** Goes on behind the end of the line. */
  private Unreadable broken(SourceRow row, String reason) throws IOException {
    while (peek() != END && buffer[at] != '\n') {
      at++;
    }
    if (peek() != END) {
      at++;
      line++;
    }
    return Unreadable.record(row.line(), reason);
  }

  private int peek() throws IOException {
    if (at == filled) {
      fill();
    }
    return filled == 0 ? END : buffer[at] & 0xff;
  }

  private void fill() throws IOException {
    at = 0;
    filled = in.readNBytes(buffer, 0, buffer.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
