package extrato.testing;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as a strict reader of XML finds it. */
public record ReadPage(Document document) {
  public static ReadPage of(String html) {
    try {
      return new ReadPage(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html))));
    } catch (Exception e) {
      throw new AssertionError("the page is not well-formed: " + html, e);
    }
  }

  /** The names of all elements that there are. */
  public Set<String> elements() {
    Set<String> names = new TreeSet<>();
    for (Element element : all("*")) {
      names.add(element.getTagName());
    }
    return names;
  }

  public Set<String> attributes() {
    Set<String> names = new TreeSet<>();
    for (Element element : all("*")) {
      for (int at = 0; at < element.getAttributes().getLength(); at++) {
        names.add(element.getAttributes().item(at).getNodeName());
      }
    }
    return names;
  }

  public List<Element> all(String name) {
    return elements(document.getElementsByTagName(name));
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      elements.add((Element) nodes.item(at));
    }
    return elements;
  }

  public String text() {
    return document.getDocumentElement().getTextContent();
  }

  /** The lines of the table in the section of that title, its headings first. */
  public List<List<String>> table(String title) {
    Element section =
        all("section").stream()
            .filter(each -> each.getElementsByTagName("tr").getLength() > 0)
            .filter(
                each ->
                    elements(each.getElementsByTagName("h2")).stream()
                        .anyMatch(heading -> heading.getTextContent().equals(title)))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no section " + title));
    List<List<String>> lines = new ArrayList<>();
    for (Element row : elements(section.getElementsByTagName("tr"))) {
      List<String> cells = new ArrayList<>();
      for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNextSibling()) {
        if (!((Element) cell).getAttribute("class").equals("bar")) {
          cells.add(cell.getTextContent());
        }
      }
      lines.add(cells);
    }
    return lines;
  }

  /** What a column adds up to, the last line left out, which must say the same. */
  public BigDecimal sum(String title, String heading) {
    List<List<String>> lines = table(title);
    int at = lines.get(0).indexOf(heading);
    BigDecimal sum = BigDecimal.ZERO;
    for (List<String> line : lines.subList(1, lines.size() - 1)) {
      sum = sum.add(amount(line.get(at)));
    }
    BigDecimal total = amount(lines.get(lines.size() - 1).get(at));
    if (sum.compareTo(total) != 0) {
      throw new AssertionError(title + " adds up to " + sum + ", not to " + total);
    }
    return sum;
  }

  /** {@code -R$ 1.234,56} as a number. */
  public static BigDecimal amount(String text) {
    return new BigDecimal(text.replace("R$ ", "").replace(".", "").replace(',', '.'));
  }
}
