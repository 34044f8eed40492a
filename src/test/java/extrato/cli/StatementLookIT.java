package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Browser;
import extrato.testing.Operator;
import extrato.testing.ReadPage;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page as people see it: in a browser, on a screen and on a telephone, by day and by night. */
@Tag("slow")
@ExtendWith(StudioExtension.class)
class StatementLookIT {
  private static final double LEAST_CONTRAST = 4.5;
  private static final double LEAST_CONTRAST_OF_SHAPES = 3;

  /** Where pictures are left for whoever wants to look; nowhere without it. */
  private static final String PICTURES = System.getProperty("pictures", "");

  /** What stands beyond the edge; tables may, for they can be moved. */
  private static final String BEYOND =
      "[...document.querySelectorAll('body *:not(.wide *)')].filter(one =>"
          + " one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
          + ".map(one => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 40))";

  private static final String WIDER_THAN_ITS_FRAME =
      "[...document.querySelectorAll('.amount, .figures, section')].filter(one =>"
          + " one.scrollWidth > one.clientWidth + 1)"
          + ".map(one => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 40))";

  @TempDir Path home;

  private Path page;

  @BeforeEach
  void write(StudioDatabase studio) {
    assumeTrue(Browser.isThere(), "Chromium, which Debian's package chromium brings");
    AwkwardMonth.fill(studio);
    Operator operator =
        Operator.of(studio, home).with("EXTRATO_STUDIO_NAME", "Estúdio da Ana & Filhas");
    operator.closeSeptember();
    page = home.resolve("setembro.html");
    operator.succeed("show", "--html", page.toString());
  }

  @Test
  void everyText_isLegible_byDayAndByNight_andNothingIsCutOff() throws IOException {
    try (Browser browser = Browser.start(home.resolve("chromium"))) {
      for (int width : List.of(390, 1280)) {
        for (String scheme : List.of("light", "dark")) {
          show(browser, width, scheme, page);
          String where = width + " pixels, " + scheme;
          assertThat(browser.ask(script("contrast.js")))
              .as(where)
              .hasSizeGreaterThan(100)
              .filteredOn(seen -> seen.path("contrast").asDouble() < least(seen))
              .isEmpty();
          assertThat(browser.ask(BEYOND)).as("%s: beyond the window's edge", where).isEmpty();
        }
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** And no table makes its section wider than the window. */
  @Test
  void largeFigures_stayInTheirFrame(StudioDatabase studio) throws IOException {
    studio.execute(
        "insert into pagamentos (data, valor, forma_pagamento, cliente_id, artista_id) select"
            + " '2025-10-10', -99999999.99, 'Pix', (select min(id) from clients), (select min(id)"
            + " from users) from generate_series(1, 300)");
    Operator operator = Operator.of(studio, home).at("2025-11-05T12:00:00Z");
    operator.close(YearMonth.of(2025, 10));
    Path october = home.resolve("outubro.html");
    operator.succeed("show", "--month", "2025-10", "--html", october.toString());
    assertThat(Files.readString(october)).contains("-R$ 29.999.999.997,00");
    try (Browser browser = Browser.start(home.resolve("chromium"))) {
      for (int width : List.of(320, 390, 720, 1280)) {
        show(browser, width, "light", october);
        assertThat(browser.ask(WIDER_THAN_ITS_FRAME)).as(width + " pixels").isEmpty();
      }
    }
  }

  @Test
  void printed_itIsLight_hasEveryRecord_andItsFootOnEachPage() throws IOException {
    try (Browser browser = Browser.start(home.resolve("chromium"))) {
      show(browser, 1280, "dark", page);
      byte[] pdf =
          Base64.getDecoder()
              .decode(
                  browser
                      .tell(
                          "Page.printToPDF",
                          Map.of("preferCSSPageSize", true, "printBackground", true))
                      .path("data")
                      .asText());
      keep("printed.pdf", pdf);
      try (PDDocument printed = Loader.loadPDF(pdf)) {
        int pages = printed.getNumberOfPages();
        assertThat(pages).isGreaterThan(1);
        for (int at = 1; at <= pages; at++) {
          PDFTextStripper stripper = new PDFTextStripper();
          stripper.setStartPage(at);
          stripper.setEndPage(at);
          assertThat(stripper.getText(printed))
              .contains("Extrato de setembro de 2025 · versão 1", at + " / " + pages);
        }
        assertThat(sums(new PDFTextStripper().getText(printed)))
            .as("a sum stands once, not below each page's part of the records")
            .isEqualTo(ReadPage.of(Files.readString(page)).all("tfoot").size());
      }
    }
  }

  private static long sums(String text) {
    return text.lines().filter(line -> line.matches("Total .*")).count();
  }

  private static double least(JsonNode seen) {
    return seen.path("shape").asBoolean() ? LEAST_CONTRAST_OF_SHAPES : LEAST_CONTRAST;
  }

  private static void show(Browser browser, int width, String scheme, Path page)
      throws IOException {
    browser.tell(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    browser.tell(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.open(page.toUri().toString());
    if (!PICTURES.isEmpty()) {
      JsonNode picture =
          browser.tell(
              "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
      keep(
          scheme + "-" + width + ".png", Base64.getDecoder().decode(picture.path("data").asText()));
    }
  }

  private static void keep(String name, byte[] bytes) throws IOException {
    if (!PICTURES.isEmpty()) {
      Files.write(Files.createDirectories(Path.of(PICTURES)).resolve(name), bytes);
    }
  }

  private static String script(String name) throws IOException {
    try (var in = StatementLookIT.class.getResourceAsStream(name)) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
