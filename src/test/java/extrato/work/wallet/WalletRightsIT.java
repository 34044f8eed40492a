package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A role with the rights that docs/grants lists for the wallet, and no others, must do. */
@ExtendWith(StudioExtension.class)
class WalletRightsIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Operator administrator;
  private StudioRole role;
  private Operator clerk;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    administrator = Operator.inDecember(studio, home);
    administrator.succeed("init");
    role = studio.role();
    clerk = administrator.with("DATABASE_URL", role.url());
  }

  private void grant(String file) throws IOException {
    studio.execute(
        Files.readString(Path.of("docs/grants/" + file + ".sql"))
            .replace(":\"role\"", role.name())
            .replace(":\"studio\"", "public"));
  }

  private Operator.Ended wallet(String line) {
    return clerk.succeed(("wallet " + line).split(" ", -1));
  }

  @Test
  void everyOperation_withItsGrants_works() throws IOException {
    grant("wallet");
    String session =
        String.valueOf(studio.value("select min(id) from sessoes where cliente_id = 1"));
    Path file = home.resolve("requests.ndjson");
    Files.writeString(
        file,
        "{\"key\": \"9\", \"op\": \"transfer\", \"account\": \"client:1\", \"to\": \"client:2\","
            + " \"amount\": 1}");

    for (String line :
        List.of(
            "credit client:1 --amount 150 --form Pix --key 1",
            "hold client:1 --amount 50 --expires 0d --key 2",
            "release 2 --to artist:1 --share 30% --amount 40 --session " + session + " --key 3",
            "reverse 3 --key 4",
            "expire",
            "issue --amount 5 --key 5",
            "sell client:2 --amount 5 --key 6",
            "apply " + file,
            "backup",
            "list",
            "show client:1",
            "check")) {
      wallet(line);
    }

    assertThat(clerk.run("doctor").out()).containsPattern("ok +wallet .*add up");
  }

  @Test
  void restore_wantsARightOfItsOwn() throws IOException {
    grant("wallet");
    wallet("credit client:1 --amount 150 --key 1");
    wallet("backup");
    String file = home.resolve("backups/wallet/ledger_1.ndjson").toString();
    studio.execute("drop schema extrato cascade");
    administrator.succeed("init", "--adopt");
    grant("wallet");

    assertThat(clerk.run("wallet", "restore", file).expect(8).err()).contains("devolver");
    grant("wallet-restore");
    wallet("restore " + file);
  }

  @Test
  void doctor_ofALedgerThatDoesNotAddUp_fails_andTellsOfHoldsThatAreDue() {
    administrator.succeed("wallet", "credit", "client:1", "--amount", "9", "--key", "1");
    administrator.succeed(
        "wallet", "hold", "client:1", "--amount", "9", "--key", "2", "--expires", "0d");
    assertThat(administrator.run("doctor").out()).contains("1 hold is due");

    studio.execute("update extrato.contas set saldo = 700 where tipo = 'client'");

    assertThat(administrator.run("doctor").expect(12).out())
        .containsPattern("FAIL +wallet .*client:1 is said to have 700 cents");
  }
}
