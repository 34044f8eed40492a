package extrato.work.importing.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects of JSON as records: each name that an object has is a field, whatever their order. */
final class JsonRecords {
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 100;
  private static final String DUPLICATE = "Duplicate field";

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(RecordReader.LONGEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          // The rest of the file counts for its digest.
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private long objects;

  /** By field, the number of the last object that had it. */
  private long[] lastSeen = new long[64];

  List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** Reads the object that the parser stands at the beginning of. */
  void read(JsonParser json, SourceRow row) throws IOException {
    row.empty(names.size());
    objects++;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int field = position(json.currentName());
      checkFirst(field, json);
      if (field >= row.size()) {
        row.beginField();
        row.endField(SourceRow.Kind.NULL);
      }
      JsonToken token = json.nextToken();
      switch (token) {
        case VALUE_NULL -> row.set(field, SourceRow.Kind.NULL, new byte[0]);
        case VALUE_TRUE -> row.set(field, SourceRow.Kind.TRUE, new byte[0]);
        case VALUE_FALSE -> row.set(field, SourceRow.Kind.FALSE, new byte[0]);
        case VALUE_STRING -> set(row, field, SourceRow.Kind.QUOTED, json);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> set(row, field, SourceRow.Kind.NUMBER, json);
        default -> {
          json.skipChildren();
          row.set(field, SourceRow.Kind.NESTED, new byte[0]);
        }
      }
    }
  }

  /** The parser would keep a set of the names of each object for that. */
  private void checkFirst(int field, JsonParser json) throws JsonParseException {
    if (field >= lastSeen.length) {
      lastSeen = Arrays.copyOf(lastSeen, field * 2);
    }
    if (lastSeen[field] == objects) {
      throw new JsonParseException(json, DUPLICATE);
    }
    lastSeen[field] = objects;
  }

  private static void set(SourceRow row, int field, SourceRow.Kind kind, JsonParser json)
      throws IOException {
    char[] letters = json.getTextCharacters();
    if (!row.setAscii(field, kind, letters, json.getTextOffset(), json.getTextLength())) {
      row.set(field, kind, utf8(json.getText()));
    }
  }

  /** Half of a pair of surrogates becomes bytes that are no UTF-8, as it is no letter. */
  private static byte[] utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          i++;
        } else {
          return new byte[] {(byte) 0xff};
        }
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int position(String name) {
    Integer known = positions.get(name);
    if (known != null) {
      return known;
    }
    positions.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  /** Why it is no JSON, without a value of the file. */
  static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith(DUPLICATE)) {
      return "an object has the same name twice";
    }
    if (message.contains("exceeds the maximum allowed")) {
      return message.contains("nesting") || message.contains("depth")
          ? "it is nested too deeply"
          : "a text or a number in it is too long";
    }
    if (message.contains("UTF-8")) {
      return "it is not UTF-8";
    }
    return message.contains("end-of-input") ? "it ends too early" : "it is not JSON";
  }
}
