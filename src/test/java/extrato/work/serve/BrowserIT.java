package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Browser;
import extrato.testing.Operator;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, where one is installed: with the keyboard alone, on a telephone. */
@ExtendWith(StudioExtension.class)
class BrowserIT {
  /** The smallest contrast between a text and what is behind it, of all texts of the page. */
  private static final String CONTRAST =
      """
      (() => {
        const light = c => {
          const v = c.map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
          return .2126 * v[0] + .7152 * v[1] + .0722 * v[2];
        };
        const colour = text => text.match(/[\\d.]+/g).map(Number);
        const behind = e => {
          for (; e; e = e.parentElement) {
            const c = colour(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] > 0) return c;
          }
          return [255, 255, 255];
        };
        let least = 99;
        for (const e of document.querySelectorAll('body *')) {
          if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
          const a = light(colour(getComputedStyle(e).color)), b = light(behind(e));
          least = Math.min(least, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
        }
        return least;
      })()
      """;

  @TempDir Path home;
  @TempDir Path profile;

  @Test
  void signIn_look_andReadAStatement_withTheKeyboardAlone(StudioDatabase studio)
      throws IOException {
    assumeTrue(Browser.isThere(), "there is no Chromium on this machine");
    AwkwardMonth.fillOrdinary(studio);
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    String token = Served.token(operator, "ana", "read");
    try (Served served = Served.by(operator);
        Browser browser = Browser.start(profile)) {
      browser.tell(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
      browser.open("http://127.0.0.1:" + served.port() + "/");
      assertThat(browser.ask("location.pathname").asText()).isEqualTo("/login");
      check(browser);

      browser.tab();
      browser.type(token);
      browser.enter();
      assertThat(browser.ask("location.pathname").asText()).isEqualTo("/");
      assertThat(browser.ask("document.body.innerText").asText())
          .contains("Precisa de atenção", "09/2025", "fechado");
      check(browser);
      JsonNode cookie = browser.cookies().path(0);
      assertThat(cookie.path("name").asText()).isEqualTo("__Host-extrato");
      assertThat(cookie.path("httpOnly").asBoolean()).isTrue();
      assertThat(cookie.path("secure").asBoolean()).isTrue();
      assertThat(cookie.path("sameSite").asText()).isEqualTo("Strict");

      String focused = "(document.activeElement.getAttribute('href') || '')";
      for (int i = 0; i < 30 && !browser.ask(focused).asText().startsWith("/statements/"); i++) {
        browser.tab();
      }
      browser.enter();
      assertThat(browser.ask("document.title").asText()).contains("setembro de 2025");
      assertThat(browser.ask("document.querySelectorAll('table').length").asInt()).isPositive();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void check(Browser browser) {
    assertThat(browser.ask("document.scripts.length").asInt()).isZero();
    assertThat(browser.ask("document.documentElement.scrollWidth <= innerWidth").asBoolean())
        .as("no page is wider than the telephone")
        .isTrue();
    assertThat(browser.ask(CONTRAST).asDouble()).isGreaterThanOrEqualTo(4.5);
    assertThat(browser.complaints()).isEmpty();
  }
}
