package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Any damage to a backup's file or manifest is found, and sound backups pass. */
@ExtendWith(StudioExtension.class)
final class DamagedFilesIT {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final YearMonth NEXT = MONTH.plusMonths(1);

  /** One record of each table. */
  private static final String TINY =
      """
      insert into users (id, name) values (1, 'Ana');
      insert into clients (id, name) values (1, 'José');
      insert into pagamentos (id, data, valor, forma_pagamento, observacoes, cliente_id, artista_id)
        values (1, '2025-09-01', 250.00, 'Pix', E'duas\\nlinhas, e "aspas"', 1, 1);
      insert into sessoes (id, data, valor, cliente_id, artista_id, payment_id) values (7, '2025-09-01', 250.00, 1, 1, 1);
      insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values (4, 1, 1, 50, 125.00);
      insert into gastos (id, data, valor, descricao, forma_pagamento, created_by) values (5, '2025-09-30', 0.01, '', 'Pix', 1);
      """;

  /** Changes to the books that a forged backup may hide; each affects one record of the month. */
  private static final Map<String, String> FORGERIES =
      Map.of(
          "an amount one cent off",
          "update gastos set valor = valor + 0.01 where id = %1$d",
          "a text changed",
          "update gastos set descricao = left('.' || coalesce(descricao, ''), 255) where id = %1$d",
          "NULL for empty",
          "update gastos set descricao = '' where id = 401 and descricao is null and %1$d > 0",
          "a record missing",
          "delete from gastos where id = %1$d",
          "a record doubled",
          "insert into gastos select 99000 + id, data, valor, descricao, forma_pagamento,"
              + " created_by, created_at, updated_at, categoria from gastos where id = %1$d",
          "two records swapped",
          "update gastos g set valor = o.valor, created_at = o.created_at - interval '1 second',"
              + " descricao = o.descricao from gastos o where (g.id, o.id) in ((%1$d, 4001), (4001,"
              + " %1$d))");

  private static final int CANNOT_BE_READ = 9;

  @TempDir Path home;
  private Operator operator = new Operator(Map.of(), Path.of(""), Clock.systemUTC());

  @BeforeEach
  void take(StudioDatabase studio) {
    operator = Operator.inDecember(studio, home);
  }

  @Test
  void aBit_ofFileOrManifest_isNeverFlippedUnnoticed(StudioDatabase studio) throws IOException {
    int step = Attack.size("steps");
    Attack attack = Attack.named("one bit of file or manifest flipped");
    int first = attack.random().nextInt(step);
    for (Path file : tinyBackup(studio)) {
      byte[] sound = Files.readAllBytes(file);
      for (int bit = first; bit < sound.length * 8; bit += step) {
        byte[] damaged = sound.clone();
        damaged[bit / 8] ^= (byte) (1 << (bit % 8));
        attack.attempt(random -> foundIn(file, damaged));
      }
      Files.write(file, sound);
    }
    attack.check();
  }

  @Test
  void anyLength_butTheRightOne_isFound(StudioDatabase studio) throws IOException {
    int step = Attack.size("steps");
    Attack attack = Attack.named("file or manifest cut off, or longer by a byte");
    int first = attack.random().nextInt(step);
    for (Path file : tinyBackup(studio)) {
      byte[] sound = Files.readAllBytes(file);
      for (int length = first; length < sound.length; length += step) {
        byte[] damaged = Arrays.copyOf(sound, length);
        attack.attempt(random -> foundIn(file, damaged));
      }
      attack.attempt(random -> foundIn(file, Arrays.copyOf(sound, sound.length + 1)));
      Files.write(file, sound);
    }
    attack.check();
  }

  /**
   * The backup is sound in itself and belongs to this database, but does not hold these records.
   */
  @Tag("slow")
  @Test
  void aBackupOfOtherRecords_thatIsSoundInItself_isFoundByVerifyAndByTheClosing(
      StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator.succeed("init");
    Map<String, String> before = unchanged(studio);
    List<Integer> ids =
        studio.ids("gastos", "data between '2025-09-01' and '2025-09-30' and id <> 4001");
    List<String> kinds = FORGERIES.keySet().stream().sorted().toList();
    int[] next = {0};

    Attack.named("one record different, the manifest made to fit")
        .repeat(
            Math.max(kinds.size(), Attack.size("files") / 5),
            random -> {
              String kind = kinds.get(next[0]++ % kinds.size());
              int id = ids.get(random.nextInt(ids.size()));
              Folders.delete(operator.backups());
              // The noted backups belong to the folder that was just deleted.
              studio.execute("delete from extrato.geracoes");
              try (StudioDatabase other = studio.copy()) {
                operator.movedTo(other).succeed("init", "--moved");
                other.execute(String.format(Locale.ROOT, FORGERIES.getOrDefault(kind, ""), id));
                operator.movedTo(other).run(MONTH, "backup").expect(0);
              }
              assertThat(operator.run(MONTH, "verify").expect(4).both()).contains("gastos id ");
              assertThat(operator.run(MONTH, "extrato").expect(4).err())
                  .contains("gastos id ", "database unchanged");
              assertThat(unchanged(studio)).isEqualTo(before);
              return "found: " + kind;
            })
        .check();
  }

  private static Map<String, String> unchanged(StudioDatabase studio) {
    return studio.dumpExcept(
        "extrato.runs", "extrato_run_logs", "extrato.geracoes", "extrato.studio");
  }

  @Tag("slow")
  @Test
  void filesInTheWrongPlace_andWhatIsNoFile_areFound(StudioDatabase studio) throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    operator.run(MONTH, "backup").expect(0);
    operator.run(NEXT, "backup").expect(0);
    Path sound = home.resolve("sound");
    Folders.copy(operator.backups(), sound);
    Map<String, String> before = studio.dumpExceptRuns();

    Attack attack = Attack.named("a file or manifest missing, empty, a folder, or another's");
    for (Map.Entry<String, Damage> damage : displacements(studio).entrySet()) {
      attack.attempt(
          random -> {
            Folders.delete(operator.backups());
            Folders.copy(sound, operator.backups());
            damage.getValue().on(operator.backup(MONTH, 1), operator.manifest(MONTH, 1));
            for (String command : List.of("verify", "extrato")) {
              Operator.Ended said = operator.run(MONTH, command);
              assertThat(said.exitCode()).as(said.err()).isIn(4, CANNOT_BE_READ);
              assertThat(said.err())
                  .as("%s with %s", command, damage.getKey())
                  .containsAnyOf("backup_2025_09.", "the backup of 09/2025 is gone");
            }
            assertThat(studio.dumpExceptRuns()).isEqualTo(before);
            return "found";
          });
    }
    attack.check();
  }

  private Map<String, Damage> displacements(StudioDatabase studio) throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    try (StudioDatabase other = StudioDatabase.create()) {
      AwkwardMonth.fillOrdinary(other);
      Operator.inDecember(other, elsewhere).run(MONTH, "backup").expect(0);
    }
    Operator there = Operator.inDecember(studio, elsewhere);
    Map<String, Damage> damages = new LinkedHashMap<>();
    damages.put("no file", (csv, manifest) -> Files.delete(csv));
    damages.put("no manifest", (csv, manifest) -> Files.delete(manifest));
    damages.put(
        "neither",
        (csv, manifest) -> {
          Files.delete(csv);
          Files.delete(manifest);
        });
    damages.put("an empty file", (csv, manifest) -> Files.write(csv, new byte[0]));
    damages.put("an empty manifest", (csv, manifest) -> Files.write(manifest, new byte[0]));
    damages.put("a folder for the file", (csv, manifest) -> makeFolder(csv));
    damages.put("a folder for the manifest", (csv, manifest) -> makeFolder(manifest));
    damages.put("another month's file", (csv, manifest) -> replace(csv, operator.backup(NEXT, 1)));
    damages.put(
        "another month's manifest",
        (csv, manifest) -> replace(manifest, operator.manifest(NEXT, 1)));
    damages.put(
        "another month's file and manifest",
        (csv, manifest) -> {
          replace(csv, operator.backup(NEXT, 1));
          replace(manifest, operator.manifest(NEXT, 1));
        });
    damages.put("another database's file", (csv, manifest) -> replace(csv, there.backup(MONTH, 1)));
    damages.put(
        "another database's manifest",
        (csv, manifest) -> replace(manifest, there.manifest(MONTH, 1)));
    damages.put(
        "another database's file and manifest",
        (csv, manifest) -> {
          replace(csv, there.backup(MONTH, 1));
          replace(manifest, there.manifest(MONTH, 1));
        });
    return damages;
  }

  private static void makeFolder(Path file) throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
  }

  private static void replace(Path file, Path by) throws IOException {
    Files.delete(file);
    Files.copy(by, file);
  }

  /** A backup of four records: its file and its manifest. */
  private List<Path> tinyBackup(StudioDatabase studio) {
    studio.execute(TINY);
    operator.run(MONTH, "backup").expect(0);
    return List.of(operator.backup(MONTH, 1), operator.manifest(MONTH, 1));
  }

  private String foundIn(Path file, byte[] damaged) throws IOException {
    Files.write(file, damaged);
    Generation generation = Generation.ofFile(operator.backup(MONTH, 1), Month.of(MONTH));
    Throwable found = catchThrowable(() -> backups().proveFile(generation));
    assertThat(found).isInstanceOf(Failure.NotProven.class);
    assertThat(found).hasMessageContaining("the backup is damaged: " + home);
    return "found in the " + (file.toString().endsWith(".csv") ? "file" : "manifest");
  }

  private Backups backups() {
    return new Backups(
        new SettingsReader().read(Map.of(), operator.environment(), home, home),
        Clock.systemUTC(),
        "faults",
        "test");
  }

  /** Damages a backup's file or its manifest. */
  private interface Damage {
    void on(Path csv, Path manifest) throws IOException;
  }
}
