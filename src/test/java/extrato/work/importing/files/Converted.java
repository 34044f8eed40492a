package extrato.work.importing.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a file.
 *
 * @param lines the records as COPY gets them, without their places
 * @param rejects what was refused
 */
record Converted(List<String> lines, List<String> rejects) {
  static final Options NOTHING_SAID =
      new Options(Map.of(), null, null, ZoneId.of("America/Sao_Paulo"));

  static final Conversion.Sink NOWHERE =
      new Conversion.Sink() {
        @Override
        public void begin(ImportTable table, List<TargetColumn> columns) {}

        @Override
        public void write(byte[] bytes, int length) {}

        @Override
        public void end() {}
      };

  static Converted of(Path home, @Nullable ImportTable table, String text) {
    return of(home, table, text.getBytes(StandardCharsets.UTF_8), NOTHING_SAID);
  }

  static Converted of(Path home, @Nullable ImportTable table, byte[] bytes, Options options) {
    try {
      Path file = Files.createTempFile(home, "data", ".txt");
      Files.write(file, bytes);
      return of(new SourceFile(file, "file", Optional.ofNullable(table)), options);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Converted of(SourceFile file, Options options) {
    Rejects rejects = new Rejects();
    Conversion conversion = new Conversion(file, 0, KnownTables.all(), options, rejects);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (conversion.survey(count -> {})) {
      conversion.convert(
          new Conversion.Sink() {
            @Override
            public void begin(ImportTable table, List<TargetColumn> columns) {
              // Only the records are looked at.
            }

            @Override
            public void write(byte[] bytes, int length) {
              out.write(bytes, 0, length);
            }

            @Override
            public void end() {
              // Only the records are looked at.
            }
          },
          count -> {});
    }
    String text = out.toString(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    if (!text.isEmpty()) {
      Arrays.stream(text.substring(0, text.length() - 1).split("\n", -1))
          .forEach(line -> lines.add(line.substring(line.indexOf('\t') + 1).replace('\t', '|')));
    }
    return new Converted(
        lines, rejects.named().stream().map(one -> one.described().forTerminal()).toList());
  }

  Converted sound() {
    assertThat(rejects).isEmpty();
    return this;
  }
}
