package extrato.documents.html;

import extrato.documents.model.Head;
import extrato.documents.model.Logo;
import extrato.support.settings.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The frame of every page: what a browser may load, how it looks, its head and its foot. */
record Page(Markup out, Head head) {
  private static final String STYLE = "page.css";

  void begin(Language language) {
    String style = style() + "\n@page{@bottom-left{content:\"" + css(head.foot()) + "\"}}\n";
    Logo logo = head.sender().logo();
    out.open("html", "lang", language.tag()).line().open("head");
    out.leaf("meta", "charset", "utf-8");
    out.leaf(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'sha256-"
            + digest(style)
            + "'; img-src "
            + (logo == null ? "'none'" : "data:")
            + "; base-uri 'none'; form-action 'none'");
    out.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.leaf("meta", "name", "robots", "content", "noindex");
    out.leaf("meta", "name", "referrer", "content", "no-referrer");
    out.element("title", head.foot()).style(style).close("head").line();
    out.open("body").open("header");
    brand(logo);
    out.element("h1", head.subject());
    out.element("p", head.edition().state(), "class", "state");
    out.element("p", head.edition().proof(), "class", "proof");
    out.close("header").line().open("main");
  }

  private void brand(@org.jspecify.annotations.Nullable Logo logo) {
    out.open("p", "class", "brand");
    if (logo != null) {
      String data = Base64.getEncoder().encodeToString(logo.bytes());
      out.leaf("img", "alt", "", "src", "data:" + logo.mediaType() + ";base64," + data);
    }
    if (head.sender().studio() != null) {
      out.element("strong", head.sender().studio()).text(" ");
    }
    out.element("span", head.title()).close();
  }

  void end() {
    out.close("main").line().open("footer");
    head.notes().forEach(note -> out.element("p", note));
    out.element("p", head.foot());
    out.end();
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException("the program was packaged without " + STYLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text in a style sheet: whatever could end it stands there as its number. */
  private static String css(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || c == ' ' || c == '.' || c == 0xB7) {
                safe.appendCodePoint(c);
              } else {
                safe.append('\\').append(Integer.toHexString(c)).append(' ');
              }
            });
    return safe.toString();
  }

  private static String digest(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
