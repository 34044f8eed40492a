package extrato.support.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object. Each must be present and of the kind that is asked for. */
public final class JsonFields {
  private final Map<?, ?> fields;

  private JsonFields(Map<?, ?> fields) {
    this.fields = fields;
  }

  public static JsonFields of(@Nullable Object json) throws IOException {
    if (json instanceof Map<?, ?> map) {
      return new JsonFields(map);
    }
    throw new IOException("a JSON object is expected");
  }

  public String text(String name) throws IOException {
    return field(name, String.class);
  }

  /** A text that may be missing, because older files do not have it. */
  public @Nullable String textOrNull(String name) throws IOException {
    return fields.get(name) == null ? null : text(name);
  }

  public List<String> texts(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Object item : field(name, List.class)) {
      if (!(item instanceof String text)) {
        throw new IOException(name + " holds something that is not a text");
      }
      texts.add(text);
    }
    return texts;
  }

  public long number(String name) throws IOException {
    return field(name, Long.class);
  }

  public boolean truth(String name) throws IOException {
    return field(name, Boolean.class);
  }

  /** A number that may be null, but must be present. */
  public @Nullable Long numberOrNull(String name) throws IOException {
    return fields.containsKey(name) && fields.get(name) == null ? null : number(name);
  }

  public List<JsonFields> objects(String name) throws IOException {
    List<JsonFields> objects = new ArrayList<>();
    for (Object item : field(name, List.class)) {
      objects.add(of(item));
    }
    return objects;
  }

  private <T> T field(String name, Class<T> type) throws IOException {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw new IOException(name + " is missing or has the wrong type");
    }
    return type.cast(value);
  }
}
