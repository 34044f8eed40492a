package extrato.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The tool's version, as the build sets it. */
public final class ToolVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"extrato " + current()};
  }

  public static String current() {
    Properties properties = new Properties();
    try (InputStream resource =
        ToolVersion.class.getResourceAsStream("/extrato/version.properties")) {
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
