package extrato.work.wallet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger goes into the backups, and comes back from them as it was. */
@ExtendWith(StudioExtension.class)
class LedgerBackupIT {
  private static final String LEDGER =
      "select row(t.*)::text || ' ' || row(h.*)::text || ' ' || row(r.*)::text || ' ' || (select"
          + " string_agg(c.tipo || c.dono || row(l.versao, l.valor, l.saldo)::text, ' ' order by"
          + " c.tipo, c.dono) from extrato.lancamentos l join extrato.contas c on c.id = l.conta"
          + " where l.transferencia = t.id) from extrato.transferencias t left join"
          + " extrato.retencoes h on h.id = t.id left join extrato.registros r on r.transferencia ="
          + " t.id order by t.id, r.tabela";

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
  }

  private Operator.Ended wallet(String line) {
    return operator.run(("wallet " + line).split(" ", -1));
  }

  private void hold(String key) {
    wallet("credit client:1 --amount 150 --form Pix --key in-" + key).expect(0);
    wallet("hold client:1 --amount 50 --expires 30d --key hold-" + key).expect(0);
  }

  private Path file(int number) {
    return operator.backups().resolve("wallet/ledger_" + number + ".ndjson");
  }

  @Test
  void everyRunThatBacksUp_backsTheLedgerUp_whereItHasGrown() throws IOException {
    operator.succeed("backup", "--month", "2025-09");
    assertThat(operator.backups().resolve("wallet")).doesNotExist();
    hold("a");

    operator.succeed("backup", "--month", "2025-09");
    operator.succeed("backup", "--month", "2025-09");
    assertThat(file(2)).doesNotExist();
    hold("b");
    operator.succeed("monthly", "--month", "2025-09");

    assertThat(Files.readAllLines(file(1))).hasSize(2);
    assertThat(Files.readAllLines(file(2))).hasSize(4);
    assertThat(wallet("backup").expect(0).out()).contains("unchanged");
    assertThat(wallet("check").expect(0).err()).isEmpty();
  }

  @Test
  void backup_isCopiedToTheSecondFolder() {
    Path copies = home.resolve("copies");
    operator = operator.with("EXTRATO_BACKUP_COPY", copies.toString());
    hold("a");

    wallet("backup").expect(0);

    assertThat(copies.resolve("wallet/ledger_1.ndjson")).hasSameBinaryContentAs(file(1));
    assertThat(copies.resolve("wallet/ledger_1.manifest.json")).exists();
  }

  @Test
  void backupThatIsMissingInOneFolder_isFollowedByOneInBoth() throws IOException {
    Path copies = home.resolve("copies");
    operator = operator.with("EXTRATO_BACKUP_COPY", copies.toString());
    hold("a");
    wallet("backup").expect(0);
    Files.delete(copies.resolve("wallet/ledger_1.ndjson"));

    wallet("backup").expect(0);
    assertThat(copies.resolve("wallet/ledger_2.ndjson")).hasSameBinaryContentAs(file(2));

    Files.move(requireNonNull(file(1).getParent()), home.resolve("lost"));
    wallet("backup").expect(0);
    hold("b");
    wallet("backup").expect(0);

    assertThat(Files.readAllLines(file(3))).hasSize(2);
    assertThat(Files.readAllLines(file(4))).hasSize(4);
    assertThat(copies.resolve("wallet/ledger_4.ndjson")).hasSameBinaryContentAs(file(4));
    assertThat(wallet("backup").expect(0).out()).contains("unchanged");
  }

  @Test
  void ledger_comesBackIntoAnEmptyOne_asItWas() {
    String session =
        String.valueOf(studio.value("select min(id) from sessoes where cliente_id = 1"));
    hold("a");
    wallet("release 2 --to artist:1 --share 33,33% --session " + session + " --key out").expect(0);
    wallet("reverse 3 --key back").expect(0);
    wallet("backup").expect(0);
    List<String> before = List.copyOf(studio.column(LEDGER));
    assertThat(wallet("restore " + file(1)).expect(6).err()).contains("the ledger is not empty");
    studio.execute("drop schema extrato cascade");

    operator.succeed("init", "--adopt");
    assertThat(wallet("check").expect(4).err()).contains("transfer 1 is not what");
    assertThat(wallet("restore --dry-run " + file(1)).expect(0).out()).contains("nothing changed");
    wallet("restore " + file(1)).expect(0);

    assertThat(studio.column(LEDGER)).isEqualTo(before);
    assertThat(wallet("check").expect(0).err()).isEmpty();
    assertThat(wallet("credit client:1 --amount 150 --form Pix --key in-a").expect(0).out())
        .contains("done before");
    hold("b");
    wallet("backup").expect(0);
    assertThat(wallet("check").expect(0).err()).isEmpty();
  }

  /** Only who calls the server's function himself, or owns the tables, makes such an end. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "infinity",
        "-infinity",
        "0044-03-15 00:00:00+00 BC",
        "2025-12-31 03:00:00+00 BC",
        "12025-12-31 03:00:00.000001+00"
      })
  void endOfAHoldThatIsNoOrdinaryDay_comesBackAsItWas_andIsHeldAgainstTheBackup(String until) {
    hold("a");
    wallet("hold client:1 --amount 1 --key free").expect(0);
    studio.execute(
        "select * from extrato.lancar('[{\"key\": \"x\", \"kind\": \"hold\", \"account\":"
            + " \"client:1\", \"amount\": 5, \"until\": \""
            + until
            + "\"}]', 'x')");
    wallet("backup").expect(0);
    List<String> before = List.copyOf(studio.column(LEDGER));
    wallet("list").expect(0);

    setBackToTheFirst();

    assertThat(studio.column(LEDGER)).isEqualTo(before);
    assertThat(wallet("check").expect(0).err()).isEmpty();
    for (String forgery :
        List.of("vence = '" + until + "' where id = 3", "vence = null where id = 4")) {
      forge("retencoes set " + forgery);
      assertThat(wallet("check").expect(4).err()).contains(" is not what ", "ledger_1");
      forge(
          "retencoes set vence = "
              + (forgery.endsWith("3") ? "null where id = 3" : "'" + until + "' where id = 4"));
    }
    forge("transferencias set quando = '2025-12-01 00:00:00+00 BC' where id = 1");
    assertThat(wallet("check").expect(4).err()).contains("transfer 1 is not what");
  }

  private void forge(String update) {
    String table = "alter table extrato." + update.substring(0, update.indexOf(' '));
    studio.execute(
        table
            + " disable trigger nada_muda; update extrato."
            + update
            + "; "
            + table
            + " enable always trigger nada_muda");
  }

  @Test
  void historyThatWasRewritten_isFoundOutByTheBackup() {
    hold("a");
    wallet("backup").expect(0);
    studio.execute(
        "alter table extrato.transferencias disable trigger all; update extrato.transferencias set"
            + " por = 'outro' where id = 1; alter table extrato.transferencias enable always"
            + " trigger nada_muda; alter table extrato.transferencias enable always trigger"
            + " nada_some");

    assertThat(wallet("check").expect(4).err()).contains("transfer 1 is not what", "ledger_1");
  }

  @Test
  void databaseThatIsOlderThanItsLedger_getsNoBackup_andSaysSo() {
    hold("a");
    wallet("backup").expect(0);
    studio.execute("drop schema extrato cascade");
    operator.succeed("init", "--adopt");

    assertThat(wallet("credit client:1 --amount 150 --form Pix --key in-a").expect(4).err())
        .contains("ledger_1.ndjson", "older than it, or a new one");
    assertThat(studio.count("extrato.transferencias")).isZero();
    assertThat(wallet("backup").expect(4).err()).contains("the database is older than it");
    assertThat(operator.run("status", "--check").expect(12).err())
        .contains("the ledger lacks transfers");
    assertThat(operator.run("backup", "--month", "2025-09").expect(0).err())
        .contains("the wallet was not backed up");
    assertThat(file(2)).doesNotExist();
  }

  /** The ledger's backup has a transfer of its own; the database has these instead. */
  private void setBackAndGrown(String... keys) throws IOException {
    hold("a");
    wallet("backup").expect(0);
    studio.execute("drop schema extrato cascade");
    operator.succeed("init", "--adopt");
    Path aside = home.resolve("aside");
    Path folder = requireNonNull(file(1).getParent());
    Files.move(folder, aside);
    for (String key : keys) {
      hold(key);
    }
    Files.move(aside, folder);
  }

  /** New transfers have made up for the number of those that were lost, not for what they were. */
  @Test
  void databaseThatWasSetBack_andHasGrownSince_getsNoBackup_andSaysSo() throws IOException {
    setBackAndGrown("c", "d");

    assertThat(wallet("backup").expect(4).err())
        .contains("transfer", "is not what", "ledger_1.ndjson");
    assertThat(operator.run("backup", "--month", "2025-09").expect(0).err())
        .contains("the wallet was not backed up");
    assertThat(file(2)).doesNotExist();
  }

  /** As after two databases' ledgers were swapped: as many transfers, and others. */
  @Test
  void ledgerWithOtherTransfersUnderTheSameNumbers_isFoundOut() throws IOException {
    setBackAndGrown("c");
    int before = studio.count("extrato.transferencias");

    assertThat(wallet("credit client:1 --amount 150 --form Pix --key in-e").expect(4).err())
        .contains("is not the one that its backup", "ledger_1.ndjson", "docs/wallet.md");
    assertThat(studio.count("extrato.transferencias")).isEqualTo(before);
    assertThat(operator.run("status", "--check", "--json").expect(12).out())
        .contains("ledger_behind");
  }

  @Test
  void ledgerThatHasToBeReplaced_isReplaced_asTheDocumentSays() throws IOException {
    hold("a");
    wallet("backup").expect(0);
    List<String> before = List.copyOf(studio.column(LEDGER));
    hold("b");
    String document =
        Files.readString(Path.of(System.getProperty("extrato.home", ""), "docs", "wallet.md"));

    studio.execute(document.replaceFirst("(?s).*?```sql\n(drop table .*?)```.*", "$1"));
    operator.succeed("init");
    wallet("restore " + file(1)).expect(0);

    assertThat(studio.column(LEDGER)).isEqualTo(before);
    wallet("check").expect(0);
    hold("b");
  }

  @Tag("slow")
  @Test
  void damagedBackup_isNoBackup() throws IOException {
    hold("a");
    wallet("backup").expect(0);
    Files.writeString(file(1), "x", StandardOpenOption.APPEND);
    Map<String, String> before = studio.dump();

    assertThat(wallet("restore " + file(1)).expect(4).err())
        .contains("is not a backup that" + " counts");
    assertThat(wallet("check").expect(4).err()).contains("is not a backup that counts");
    assertThat(studio.dump()).isEqualTo(before);
    wallet("backup").expect(0);
    assertThat(Files.readAllLines(file(2))).hasSize(2);
    hold("b");
    wallet("backup").expect(0);
    assertThat(wallet("check").expect(0).err()).isEmpty();
  }

  private void setBackToTheFirst() {
    studio.execute("drop schema extrato cascade");
    operator.succeed("init", "--adopt");
    wallet("restore " + file(1)).expect(0);
  }

  private enum Damage {
    MANIFEST_IS_DAMAGED,
    MANIFEST_IS_GONE,
    LINES_ARE_DAMAGED,
    LINES_ARE_GONE,
    MANIFEST_IS_GONE_AND_LINES_ARE_TORN,
    MANIFEST_IS_DAMAGED_AND_LINES_ARE_GONE;

    void to(Path lines) throws IOException {
      Path manifest = Path.of(lines.toString().replace(".ndjson", ".manifest.json"));
      switch (this) {
        case MANIFEST_IS_DAMAGED -> Files.writeString(manifest, " ", StandardOpenOption.APPEND);
        case MANIFEST_IS_GONE -> Files.delete(manifest);
        case LINES_ARE_DAMAGED -> Files.writeString(lines, "x", StandardOpenOption.APPEND);
        case LINES_ARE_GONE -> Files.delete(lines);
        case MANIFEST_IS_GONE_AND_LINES_ARE_TORN -> {
          Files.delete(manifest);
          String text = Files.readString(lines);
          Files.writeString(lines, text.substring(0, text.length() - 20));
        }
        case MANIFEST_IS_DAMAGED_AND_LINES_ARE_GONE -> {
          Files.writeString(manifest, " ", StandardOpenOption.APPEND);
          Files.delete(lines);
        }
      }
    }

    boolean leavesNothingToGoBy() {
      return compareTo(LINES_ARE_GONE) > 0;
    }
  }

  /** A key that was used must not count as new because the file that knows of it was damaged. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Damage.class)
  void ledgerThatWasSetBack_isNotedBy_aNewestBackupThatIsDamaged(Damage damage) throws IOException {
    hold("a");
    wallet("backup").expect(0);
    hold("b");
    wallet("backup").expect(0);
    setBackToTheFirst();
    damage.to(file(2));
    Map<String, String> before = studio.dump();

    assertThat(wallet("credit client:1 --amount 150 --form Pix --key in-b").expect(4).err())
        .contains("ledger_2");
    assertThat(wallet("backup").expect(4).err()).contains("ledger_2");
    assertThat(operator.run("status", "--check").expect(12).err()).contains("ledger_2");
    assertThat(wallet("check").expect(4).err()).contains("ledger_2");
    assertThat(studio.dump()).isEqualTo(before);
    assertThat(file(3)).doesNotExist();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Damage.class)
  void newestBackupThatIsDamaged_isFollowedByTheNext(Damage damage) throws IOException {
    hold("a");
    wallet("backup").expect(0);
    hold("b");
    wallet("backup").expect(0);
    damage.to(file(2));

    if (damage.leavesNothingToGoBy()) {
      assertThat(wallet("credit client:1 --amount 1 --key c").expect(4).err())
          .contains("ledger_2", "what it held", "take it away");
      assertThat(wallet("backup").expect(4).err()).contains("take it away");
      Files.deleteIfExists(file(2));
      Files.deleteIfExists(file(2).resolveSibling("ledger_2.manifest.json"));
    }
    wallet("credit client:1 --amount 1 --key c").expect(0);
    wallet("backup").expect(0);

    assertThat(Files.readAllLines(file(damage.leavesNothingToGoBy() ? 2 : 3))).hasSize(5);
    assertThat(wallet("check").expect(0).err()).isEmpty();
  }

  @Tag("slow")
  @Test
  void newestBackup_isThatOfTheSecondFolder_whereItsFirstIsOlder() throws IOException {
    Path copies = home.resolve("copies");
    operator = operator.with("EXTRATO_BACKUP_COPY", copies.toString());
    hold("a");
    wallet("backup").expect(0);
    hold("b");
    wallet("backup").expect(0);
    setBackToTheFirst();
    Files.delete(file(2));
    Files.delete(file(2).resolveSibling("ledger_2.manifest.json"));

    assertThat(wallet("credit client:1 --amount 150 --form Pix --key in-b").expect(4).err())
        .contains("copies/wallet/ledger_2.ndjson");
  }
}
