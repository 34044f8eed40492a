package extrato.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The build runs the program to see which classes a month needs. */
class RehearsalTest {
  private static final Path ANT = Path.of("src/packaging/class-archive.xml");

  /** A studio's address in the environment of whoever builds would have its month closed. */
  @Test
  void rehearsals_knowNothingOfTheBuildersEnvironment() throws Exception {
    List<String> commands = new ArrayList<>();
    NodeList runs =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(ANT.toFile())
            .getElementsByTagName("exec");
    for (int i = 0; i < runs.getLength(); i++) {
      Element run = (Element) runs.item(i);
      NodeList arguments = run.getElementsByTagName("arg");
      String command = ((Element) arguments.item(arguments.getLength() - 1)).getAttribute("value");
      if (!command.equals("${program}")) {
        commands.add(command);
        assertThat(run.getAttribute("newenvironment")).as(command).isEqualTo("true");
      }
    }
    assertThat(commands).containsExactly("demo", "monthly");
  }
}
