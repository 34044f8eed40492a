package extrato.work.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param name what was looked at; several checks may have the same name
 * @param cure what to do about it; empty when nothing is to be done
 */
@JsonPropertyOrder({"name", "state", "message", "cure"})
public record Check(
    @JsonProperty("name") String name,
    @JsonProperty("state") State state,
    @JsonProperty("message") String message,
    @JsonProperty("cure") String cure) {

  /** The settings that nobody set, which are only told to whoever wants to know everything. */
  public static final String DEFAULTS = "defaults";

  /** How it is. */
  public enum State {
    OK,
    /** Worth knowing, but nobody has to come. */
    WARNING,
    /** Somebody has to come. */
    FAIL;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check ok(String name, String message) {
    return new Check(name, State.OK, message, "");
  }

  static Check warning(String name, String message, String cure) {
    return new Check(name, State.WARNING, message, cure);
  }

  static Check fail(String name, String message, String cure) {
    return new Check(name, State.FAIL, message, cure);
  }

  public boolean failed() {
    return state == State.FAIL;
  }
}
