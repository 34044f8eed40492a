package extrato.work.importing.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnchangedInputTest {
  private static final String RECORDS = "2025-11-30,10,Pix,1\n".repeat(20_000);

  @TempDir Path home;

  @Test
  void file_thatGrowsWhileItIsRead_saysSo() throws IOException {
    Path file =
        Files.writeString(home.resolve("gastos.csv"), "data,valor,forma_pagamento,created_by\n");
    Files.writeString(file, RECORDS, StandardOpenOption.APPEND);
    Conversion conversion =
        new Conversion(
            new SourceFile(file, "gastos.csv", Optional.of(ImportTable.GASTOS)),
            0,
            KnownTables.all(),
            Converted.NOTHING_SAID,
            new Rejects());

    assertThatThrownBy(() -> conversion.survey(count -> append(file)))
        .hasMessageContaining("gastos.csv grows while it is read; nothing was changed");
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, RECORDS, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
