package extrato.support.settings;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets notices of a run, about what, and how.
 *
 * @param terminal whether runs that a person watches send notices too
 * @param timeout how long the program waits for all notices together
 * @param channels what is set for each channel; it alone knows what that means
 */
public record NoticeSettings(
    Set<NoticeEvent> on, boolean terminal, Duration timeout, Map<Setting, Object> channels) {

  public NoticeSettings {
    on = Set.copyOf(on);
    Map<Setting, Object> copy = new EnumMap<>(Setting.class);
    copy.putAll(channels);
    channels = Collections.unmodifiableMap(copy);
  }

  /** Whether nobody gets any notice. */
  public boolean areSilent() {
    return channels.keySet().stream().noneMatch(Setting::switchesOn);
  }

  /** A channel's setting; null where it is not set. */
  public <T> @Nullable T get(Setting setting, Class<T> type) {
    return type.cast(channels.get(setting));
  }

  /** The same for one that has a default. */
  public <T> T require(Setting setting, Class<T> type) {
    return Objects.requireNonNull(get(setting, type));
  }

  /** Empty for no mail. */
  public List<String> mailTo() {
    return channels.get(Setting.NOTIFY_MAIL_TO) instanceof List<?> addresses
        ? addresses.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** Null for this user at this machine. */
  public @Nullable String mailFrom() {
    return get(Setting.NOTIFY_MAIL_FROM, String.class);
  }

  public MailRoute mailVia() {
    return require(Setting.NOTIFY_MAIL_VIA, MailRoute.class);
  }

  public @Nullable WebAddress ping() {
    return get(Setting.NOTIFY_PING, WebAddress.class);
  }
}
