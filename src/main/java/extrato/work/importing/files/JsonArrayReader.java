package extrato.work.importing.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One JSON list of objects. */
final class JsonArrayReader implements RecordReader {
  private final InputStream in;
  private final JsonParser json;
  private final JsonRecords records = new JsonRecords();
  private boolean begun;

  JsonArrayReader(InputStream in) throws IOException {
    this.in = in;
    this.json = JsonRecords.FACTORY.createParser(in);
  }

  @Override
  public List<String> names() {
    return records.names();
  }

  @Override
  public boolean next(SourceRow row) throws IOException, Unreadable {
    try {
      if (!begun) {
        begun = true;
        json.nextToken();
      }
      JsonToken token = json.nextToken();
      if (token == JsonToken.END_ARRAY) {
        if (json.nextToken() != null) {
          throw Unreadable.rest(line(), "something follows the list");
        }
        return false;
      }
      if (token == null) {
        throw Unreadable.rest(line(), "the list is never closed");
      }
      row.begin(line());
      if (token != JsonToken.START_OBJECT) {
        json.skipChildren();
        throw Unreadable.record(row.line(), "an item of the list is not a JSON object");
      }
      records.read(json, row);
      return true;
    } catch (JsonProcessingException e) {
      throw Unreadable.rest(line(), JsonRecords.reason(e));
    }
  }

  private long line() {
    return json.currentLocation().getLineNr();
  }

  @Override
  public void close() throws IOException {
    json.close();
    in.close();
  }
}
