package extrato.month.backup;

import static extrato.testing.AwkwardMonth.MONTH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database that is older than its newest backup, which is damaged as well: what is left of it, in
 * either folder, still speaks; where nothing is, nobody can know what it held.
 */
@ExtendWith(StudioExtension.class)
class DamagedSetBackIT {
  private static final String PAYMENT =
      "insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id) select"
          + " 9001, '2025-09-28', 777.77, 'Pix', min(c.id), min(u.id) from clients c, users u";

  @TempDir Path home;

  private Operator operator = new Operator(Map.of(), Path.of(""), Clock.systemUTC());

  @BeforeEach
  void openBooks(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator =
        Operator.inDecember(studio, home)
            .with("EXTRATO_BACKUP_COPY", home.resolve("copies").toString());
  }

  private void setBackBeforeThePayment(StudioDatabase studio) {
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
  }

  /** For each file {@code first csv cut}: the folder, the file, and what became of it. */
  private void damage(int generation, String all) throws IOException {
    for (String one : all.split("; ", -1)) {
      String[] words = one.split(" ", -1);
      Path csv =
          words[0].equals("first")
              ? operator.backup(MONTH, generation)
              : Operator.backup(home.resolve("copies"), MONTH, generation);
      Path file = words[1].equals("csv") ? csv : Operator.manifest(csv);
      byte[] bytes = Files.readAllBytes(file);
      switch (words[2]) {
        case "gone" -> Files.delete(file);
        case "empty" -> Files.write(file, new byte[0]);
        case "cut" -> Files.write(file, Arrays.copyOf(bytes, 300));
        case "changed" -> {
          bytes[bytes.length / 2] ^= 1;
          Files.write(file, bytes);
        }
        default -> throw new IllegalArgumentException(one);
      }
    }
  }

  private String stopsEverything(StudioDatabase studio, int generation) throws IOException {
    Map<String, String> before = studio.dumpExceptRuns();
    assertThat(operator.run("status", "--check", "--json").expect(12).out()).contains("set_back");
    String err = "";
    for (String command : new String[] {"backup", "monthly", "monthly --force", "extrato"}) {
      String[] words = command.split(" ", -1);
      err =
          operator.run(MONTH, words[0], Arrays.copyOfRange(words, 1, words.length)).expect(4).err();
      assertThat(err)
          .contains("09/2025", "`extrato init --older`")
          .doesNotContain("`extrato backup");
    }
    operator.run(MONTH.plusMonths(1), "monthly", "--catch-up").expect(4);
    assertThat(operator.run(MONTH, "verify").expect(4).err()).doesNotContain("`extrato backup");
    operator.run("verify", "--all").expect(4);
    operator.run("doctor").expect(12);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(operator.backup(MONTH, generation + 1)).doesNotExist();
    return err;
  }

  private void goesOnOnceThatIsMeant(StudioDatabase studio) {
    operator.run("init", "--older").expect(0);
    operator.run(MONTH, "monthly").expect(0);
    assertThat(studio.count("pagamentos where id = 9001")).isZero();
    isNoAlarm();
  }

  private void isNoAlarm() {
    assertThat(operator.run("status", "--json").expect(0).out())
        .contains("\"attention\"")
        .doesNotContain("set_back");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first csv cut",
        "first manifest empty; second csv changed",
      })
  void soundCopyOfADamagedBackup_isFoundAndComesBack(String damage, StudioDatabase studio)
      throws IOException {
    comesBack(damage, studio);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first csv changed",
        "first csv gone",
        "first manifest empty",
        "first manifest changed",
        "first manifest gone; second csv cut",
        "first csv gone; second manifest gone",
        "second csv cut",
      })
  void whateverIsSoundOfADamagedBackup_isFoundAndComesBack(String damage, StudioDatabase studio)
      throws IOException {
    comesBack(damage, studio);
  }

  private void comesBack(String damage, StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    setBackBeforeThePayment(studio);
    damage(2, damage);

    assertThat(stopsEverything(studio, 2)).contains("pagamentos id 9001", "--from backup");

    assertThat(
            operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0).both())
        .doesNotContainPattern("(\\S+) is (damaged|lost): using its second copy \\1\\s");
    assertThat(studio.ids("pagamentos", "valor = 777.77")).containsExactly(9001);
  }

  @Test
  void fileWithoutAManifest_speaksForItself(StudioDatabase studio) throws IOException {
    speaksForItself("first manifest gone; second manifest gone", studio);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first manifest empty; second manifest empty",
        "first manifest changed; second manifest gone; second csv cut",
        "first manifest gone; first csv gone; second manifest changed",
      })
  void fileWithoutASoundManifest_speaksForItself(String damage, StudioDatabase studio)
      throws IOException {
    speaksForItself(damage, studio);
  }

  private void speaksForItself(String damage, StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    setBackBeforeThePayment(studio);
    damage(2, damage);

    assertThat(stopsEverything(studio, 2)).contains("pagamentos id 9001", "its manifest");

    goesOnOnceThatIsMeant(studio);
  }

  @Test
  void backupOfWhichNothingIsSound_stopsWhatWouldBuryIt(StudioDatabase studio) throws IOException {
    isLost("first csv cut; second csv cut", studio);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first csv gone; second csv gone",
        "first csv changed; second csv cut",
        "first csv cut; second csv cut; first manifest empty; second manifest empty",
        "first csv cut; second csv cut; first manifest gone; second manifest gone",
        "first csv gone; second csv gone; first manifest changed; second manifest gone",
      })
  void backupOfWhichNothingIsLeft_stopsWhatWouldBuryIt(String damage, StudioDatabase studio)
      throws IOException {
    isLost(damage, studio);
  }

  private void isLost(String damage, StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    setBackBeforeThePayment(studio);
    damage(2, damage);

    assertThat(stopsEverything(studio, 2))
        .contains("nothing sound is left", "backup_2025_09_2", "bring it back");

    goesOnOnceThatIsMeant(studio);
  }

  /** Another database takes the folder: no command is said to bring back what none can. */
  @Test
  void folderWithALostBackup_isTakenOverWithoutAFalsePromise(StudioDatabase studio)
      throws IOException {
    operator.run(MONTH, "backup").expect(0);
    setBackBeforeThePayment(studio);
    damage(2, "first csv cut; second csv cut");
    studio.execute("drop schema extrato cascade");

    assertThat(operator.run("init", "--adopt").expect(0).both())
        .contains("nothing sound is left", "bring it back from wherever there is a copy")
        .doesNotContain("extrato verify");
  }

  /** The last sound one holds part of what is lacking, and comes back first. */
  @Tag("slow")
  @Test
  void backupBeforeALostOne_comesBackByTheCommandThatIsPrinted(StudioDatabase studio)
      throws IOException {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update pagamentos set valor = 888.88 where id = 9001");
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
    damage(3, "first csv cut; second manifest empty; second csv cut");

    String file = operator.backup(MONTH, 2).toString();
    assertThat(stopsEverything(studio, 3))
        .contains("backup_2025_09_3", "restore --year 2025 --month 9 --from " + file + " --older");
    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(4).err())
        .contains("--from " + file + " --older")
        .doesNotContain("`extrato backup");

    operator.run(MONTH, "restore", "--from", file, "--older", "--other-values").expect(0);
    assertThat(studio.ids("pagamentos", "valor = 777.77")).containsExactly(9001);
    stopsEverything(studio, 3);
    operator.run("init", "--older").expect(0);
    operator.run(MONTH, "monthly").expect(0);
  }

  /** All of a closed month, of which the database knows nothing. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first csv cut",
        "first manifest empty",
        "first manifest empty; second manifest empty",
        "first manifest gone; second manifest gone",
        "first csv cut; second csv cut",
      })
  void closedMonthBeforeWhichTheDatabaseWasSetBack_isNotClosedAgain(
      String damage, StudioDatabase studio) throws IOException {
    operator.run(MONTH.minusMonths(1), "monthly").expect(0);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "monthly").expect(0);
    studio.bringBack();
    studio.execute(
        "delete from comissoes; update sessoes set payment_id = null; delete from pagamentos where"
            + " data between '2025-09-01' and '2025-09-30'");
    damage(1, damage);

    stopsEverything(studio, 1);
  }

  /** Late records of a closed month that only the damaged backup holds. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first manifest empty; second manifest empty",
        "first csv cut; second csv cut",
        "first csv cut"
      })
  void lateRecordOfAClosedMonth_isNotBuried(String damage, StudioDatabase studio)
      throws IOException {
    operator.run(MONTH, "monthly").expect(0);
    setBackBeforeThePayment(studio);
    damage(2, damage);

    stopsEverything(studio, 2);
  }

  /** What the database knows, it wrote: whatever became of the files, it lacks nothing of them. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first csv cut; second csv cut",
        "first manifest gone; second manifest gone",
        "first manifest empty; second manifest empty; first csv gone; second csv gone",
      })
  void damagedBackup_ofADatabaseThatWasNotSetBack_isNoAlarm(String damage, StudioDatabase studio)
      throws IOException {
    operator.run(MONTH, "backup").expect(0);
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    damage(2, damage);

    isNoAlarm();
    studio.execute("delete from pagamentos where id = 9001");
    operator.run(MONTH, "backup").expect(0);
    operator.run(MONTH, "monthly").expect(0);
    isNoAlarm();
  }

  /** The first backup's name ends with the month's number, which is not its own. */
  @Test
  void secondCopyOfADamagedFirstBackup_isNotCalledOlder(StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from gastos where id = 402");
    damage(1, "first csv cut");

    String copy = Operator.backup(home.resolve("copies"), MONTH, 1).toString();
    operator.run(MONTH, "restore", "--from", copy).expect(0);

    assertThat(studio.ids("gastos", "id = 402")).containsExactly(402);
  }

  /** Its files have the same names, and no manifest. */
  @Tag("slow")
  @Test
  void fileOfTheOldGenerator_isNoAlarm(StudioDatabase studio) throws IOException {
    Path old = operator.backup(MONTH, 1);
    Files.createDirectories(requireNonNull(old.getParent()));
    Files.writeString(old, "type,id,data,valor\npagamento,9001,2025-09-28,777.77\n");

    operator.run(MONTH, "monthly").expect(0);

    assertThat(operator.backup(MONTH, 2)).exists();
    isNoAlarm();
    assertThat(studio.count("extratos")).isOne();
  }

  @Tag("slow")
  @Test
  void lostBackupBelowOneThatTheDatabaseWrote_isNoAlarm(StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from extrato.geracoes");
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from extrato.geracoes where geracao = 1");
    damage(1, "first csv cut; second csv cut");

    operator.run(MONTH, "monthly").expect(0);
  }
}
