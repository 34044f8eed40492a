package extrato.support.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings come from.
 *
 * @param warnings what the operator should know about them, though they work
 * @param origins each setting's value, with secrets masked, and where it comes from
 */
public record Configuration(List<String> warnings, Map<String, Origin> origins) {
  public Configuration {
    warnings = List.copyOf(warnings);
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** A setting under whichever of its names it was said, and where. */
  public String said(Setting setting) {
    String shared = setting.sharedKey();
    String name = shared != null && origins.containsKey(shared) ? shared : setting.key();
    Origin origin = Objects.requireNonNull(origins.get(name));
    return name + "=" + origin.value() + " (" + origin.describe() + ")";
  }

  /** The studio's name, where this is one of many. */
  @Nullable String studio() {
    Origin origin = origins.get(StudioFolder.STUDIO);
    return origin == null ? null : origin.value();
  }
}
