package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything works on every supported PostgreSQL, with only the rights of docs/grants. */
@Tag("slow")
final class VersionsIT {
  /** The profile {@code faults} puts the binaries there. */
  private static final Path BINARIES =
      Path.of(System.getProperty("extrato.home", "."), "target", "postgres-versions");

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void everyCommand_onEveryVersion_works(int version) {
    Path binaries = BINARIES.resolve("postgres-" + version + ".jar");
    assumeTrue(Files.exists(binaries), "no binaries of PostgreSQL " + version);
    Attack attack = Attack.named("every command with the README's rights on PostgreSQL " + version);
    attack.attempt(random -> everyCommandOn(version, binaries));
    attack.check();
  }

  private String everyCommandOn(int version, Path binaries) {
    try (TestServer server = TestServer.of(binaries);
        StudioDatabase studio = StudioDatabase.on(server)) {
      assertThat(server.description()).contains("PostgreSQL " + version);
      AwkwardMonth.fillOrdinary(studio);
      Operator.inDecember(studio, home).succeed("init");
      StudioRole role = studio.role();
      EveryCommand.grantWhatTheReadmeSays(studio, role.name());
      EveryCommand.works(
          studio, Operator.inDecember(studio, home).with("DATABASE_URL", role.url()));
      return "worked on" + server.description().replaceAll(".*PostgreSQL( [0-9.]+).*", "$1");
    }
  }
}
