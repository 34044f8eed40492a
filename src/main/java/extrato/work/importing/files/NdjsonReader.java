package extrato.work.importing.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** A JSON object in each line. */
final class NdjsonReader implements RecordReader {
  private final InputStream in;
  private final JsonRecords records = new JsonRecords();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private byte[] text = new byte[4096];
  private int length;
  private long line;

  NdjsonReader(InputStream in) {
    this.in = in;
  }

  @Override
  public List<String> names() {
    return records.names();
  }

  @Override
  public boolean next(SourceRow row) throws IOException, Unreadable {
    do {
      if (!readLine()) {
        return false;
      }
    } while (isBlank());
    row.begin(line);
    for (int i = 0; i < length; i++) {
      if (text[i] == 0) {
        throw Unreadable.record(line, "it holds a NUL");
      }
    }
    try (JsonParser json = JsonRecords.FACTORY.createParser(text, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw Unreadable.record(line, "it is not a JSON object");
      }
      records.read(json, row);
      if (json.nextToken() != null) {
        throw Unreadable.record(line, "something follows the JSON object");
      }
      return true;
    } catch (JsonProcessingException e) {
      throw Unreadable.record(line, JsonRecords.reason(e));
    }
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private boolean readLine() throws IOException, Unreadable {
    length = 0;
    line++;
    boolean some = false;
    boolean tooLong = false;
    while (at < filled || fill()) {
      some = true;
      int from = at;
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (tooLong || length + at - from > LONGEST) {
        tooLong = true;
      } else {
        take(from);
      }
      if (at < filled) {
        at++;
        break;
      }
    }
    if (tooLong) {
      throw Unreadable.record(line, TOO_LONG);
    }
    return some;
  }

  private void take(int from) {
    if (length + at - from > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + at - from));
    }
    System.arraycopy(buffer, from, text, length, at - from);
    length += at - from;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = in.readNBytes(buffer, 0, buffer.length);
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
