package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that a pipe brings to the packaged program. */
@Tag("slow")
@ExtendWith(StudioExtension.class)
class ImportE2E {
  private static final String CSV = "data,valor,forma_pagamento,created_by\n2025-11-30,10,Pix,1\n";

  @TempDir Path temporary;
  private PackagedProgram program;
  private StudioDatabase studio;

  @BeforeEach
  void install(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    program =
        PackagedProgram.installedIn(temporary.resolve("program"))
            .on(studio)
            .with("EXTRATO_ENV", "test")
            .with("EXTRATO_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private int piped(String text, String options) throws Exception {
    Path csv = Files.writeString(temporary.resolve("records"), text);
    String line = "cat " + csv + " | " + program.script("extrato") + " import - " + options;
    try (Running running = program.start(List.of("sh", "-c", line))) {
      return running.await().exitCode();
    }
  }

  @Test
  void standardInput_isImportedOnce_andLeavesNoFileBehind() throws Exception {
    assertThat(piped(CSV, "--table gastos --check")).isZero();
    assertThat(piped(CSV, "--table gastos")).isZero();
    assertThat(studio.value("select sum(valor) from gastos where data = '2025-11-30'"))
        .isEqualTo("10.00");
    assertThat(piped(CSV, "--table gastos")).isEqualTo(11);
    assertThat(piped(CSV, "")).isEqualTo(13);
    assertThat(temporary).isDirectoryNotContaining("glob:**.stdin");
  }
}
