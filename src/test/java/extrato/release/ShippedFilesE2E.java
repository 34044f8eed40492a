package extrato.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the package says of itself is true of what is in it. */
final class ShippedFilesE2E {
  private static final Path CHECKOUT = Path.of(System.getProperty("extrato.home", "."));
  private static final Path TARGET = CHECKOUT.resolve("target");

  @Test
  void theBillOfMaterials_listsEveryLibraryThatIsShipped_andNoOther() throws Exception {
    List<String> shipped = new ArrayList<>();
    for (Path library : libraries()) {
      shipped.add(Sha256.of(library));
    }

    assertThat(listed()).isNotEmpty().containsExactlyInAnyOrderElementsOf(shipped);
  }

  /**
   * The sums of all components; the program itself and the tools that list them stand elsewhere.
   */
  private static List<String> listed() throws Exception {
    Document bill =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(TARGET.resolve("extrato.cdx.xml").toFile());
    NodeList sums =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    "/bom/components/component/hashes/hash[@alg='SHA-256']",
                    bill,
                    XPathConstants.NODESET);
    return IntStream.range(0, sums.getLength())
        .mapToObj(i -> sums.item(i).getTextContent())
        .toList();
  }

  @Test
  void everyLibrary_hasItsLicenceInThePackagesCopyrightFile() throws Exception {
    List<String> patterns =
        Pattern.compile("(?m)^Files: (lib/.*)$")
            .matcher(copyright())
            .results()
            .flatMap(line -> Stream.of(line.group(1).split(" ", -1)))
            .map(pattern -> pattern.replaceFirst("^lib/", ""))
            .toList();

    assertThat(libraries())
        .isNotEmpty()
        .allSatisfy(
            library ->
                assertThat(patterns)
                    .as("%s", library)
                    .filteredOn(pattern -> matches(pattern, library))
                    .hasSize(1));
    assertThat(patterns)
        .allSatisfy(
            pattern ->
                assertThat(libraries())
                    .as("nothing is %s any more", pattern)
                    .anyMatch(library -> matches(pattern, library)));
  }

  private static boolean matches(String pattern, Path library) {
    return FileSystems.getDefault()
        .getPathMatcher("glob:" + pattern)
        .matches(library.getFileName());
  }

  @Test
  void theLicence_isTheSameInSource_jar_pomAndPackage() throws Exception {
    String licence = Files.readString(CHECKOUT.resolve("LICENSE"));
    assertThat(licence).contains("Apache License", "Version 2.0, January 2004");
    try (JarFile jar = new JarFile(TARGET.resolve("extrato.jar").toFile());
        InputStream in = jar.getInputStream(jar.getJarEntry("META-INF/LICENSE"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(licence);
    }
    assertThat(Files.readString(CHECKOUT.resolve("pom.xml"))).contains("<name>Apache-2.0</name>");
    assertThat(copyright())
        .contains("Files: *\nCopyright: 2026 the maintainers of Extrato\nLicense: Apache-2.0\n");
  }

  /** Few that are missing cost nothing that one could measure; many make each start slower. */
  @Test
  void theListOfClasses_knowsThoseThatAMonthNeeds() throws Exception {
    Path rehearsed = TARGET.resolve("rehearsal/classes.txt");
    Set<String> needed = programsClasses(rehearsed);
    Set<String> missing = new HashSet<>(needed);
    missing.removeAll(programsClasses(CHECKOUT.resolve("src/packaging/classes.txt")));

    assertThat(needed).hasSizeGreaterThan(100);
    assertThat(missing.size() * 100 / needed.size())
        .as("per cent missing; `cp %s src/packaging/classes.txt` helps", rehearsed)
        .isLessThan(10);
  }

  private static Set<String> programsClasses(Path list) throws IOException {
    try (Stream<String> lines = Files.lines(list)) {
      return lines.filter(line -> line.startsWith("extrato/")).collect(Collectors.toSet());
    }
  }

  private static String copyright() throws IOException {
    return Files.readString(CHECKOUT.resolve("src/deb/copyright"));
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(TARGET.resolve("deb/lib"))) {
      return files.sorted().toList();
    }
  }
}
