package extrato.runs.notices;

import extrato.support.settings.NoticeSettings;
import extrato.support.settings.Secret;
import extrato.support.settings.Setting;
import extrato.support.settings.WebAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Posts the run's JSON, signed if there is a secret. */
record WebhookChannel(
    Predicate<Notice> wanted, Web web, WebAddress address, @Nullable Secret secret)
    implements Channel {
  private static final String HMAC = "HmacSHA256";

  static Optional<Channel> of(NoticeSettings settings, Channels.Means means) {
    return Optional.ofNullable(settings.get(Setting.NOTIFY_WEBHOOK, WebAddress.class))
        .map(
            address ->
                new WebhookChannel(
                    means.wanted(),
                    means.web(),
                    address,
                    settings.get(Setting.NOTIFY_WEBHOOK_SECRET, Secret.class)));
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String described() {
    return "webhook " + address + (secret == null ? ", unsigned" : ", signed");
  }

  @Override
  public boolean isFor(Notice notice) {
    return wanted.test(notice);
  }

  @Override
  public void send(Notice notice) throws Undelivered, InterruptedException {
    byte[] body = notice.json().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        web.request(address.uri())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Extrato-Event", notice.kind().word())
            .header("X-Extrato-Run", notice.run().runId())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (secret != null) {
      request.header("X-Extrato-Signature-256", "sha256=" + signature(secret, body));
    }
    web.send(request.build());
  }

  private static String signature(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.text().getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
