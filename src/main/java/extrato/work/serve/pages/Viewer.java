package extrato.work.serve.pages;

import extrato.support.messages.Messages;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who looks, and how it is told.
 *
 * @param studio the studio's name, or null
 * @param name whose token it is; null for somebody who has not signed in
 * @param mayClose whether their token lets them close months
 * @param secret what the forms of this session carry; empty without one
 */
public record Viewer(
    Messages messages,
    ZoneId zone,
    @Nullable String studio,
    @Nullable String name,
    boolean mayClose,
    String secret) {
  String said(String text, Object... values) {
    return messages.of(text, values);
  }
}
