package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the wallet does, command by command, as somebody at the counter asks for it. */
@ExtendWith(StudioExtension.class)
class OperationsIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
  }

  /** Runs a wallet command and returns its result. */
  private JsonNode wallet(String line) {
    return JsonReports.check(run(line).expect(0)).get("result");
  }

  private Operator.Ended run(String line) {
    return operator.run(
        Stream.concat(Stream.of("wallet"), Stream.of((line + " --json").split(" ", -1)))
            .toArray(String[]::new));
  }

  private String balance(String account) {
    return wallet("show " + account).get("balance").asText();
  }

  @Test
  void deposit_fromCreditToRelease_goesToArtistAndStudioByTheirShares() {
    wallet("credit client:1 --amount 150,00 --key in-1");
    JsonNode held = wallet("hold client:1 --amount 100,01 --key hold-1 --expires 30d");
    long hold = held.get("hold").asLong();
    assertThat(balance("client:1")).isEqualTo("49.99");

    wallet("release " + hold + " --to artist:1 --share 33,33% --key out-1");

    // A third of 100,01 is 33,33 and a third of a cent, which the artist gets.
    assertThat(balance("studio")).isEqualTo("33.33");
    assertThat(balance("artist:1")).isEqualTo("66.68");
    assertThat(balance("hold:" + hold)).isEqualTo("0.00");
    assertThat(balance("till")).isEqualTo("-150.00");
    assertThat(operator.succeed("wallet", "list").out()).contains("till", "R$ 150,00");
  }

  @Test
  void release_ofAPart_leavesTheRestHeld() {
    wallet("credit client:1 --amount 100 --key in");
    long hold = wallet("hold client:1 --amount 100 --key hold").get("hold").asLong();

    wallet("release " + hold + " --to artist:1 --share 50% --amount 40 --key out");
    wallet("refund hold:" + hold + " --key back");

    assertThat(balance("client:1")).isEqualTo("60.00");
    assertThat(balance("artist:1")).isEqualTo("20.00");
    assertThat(balance("studio")).isEqualTo("20.00");
  }

  @Test
  void transferDebitAndVouchers_moveWhatTheySay() {
    wallet("credit client:1 --amount 100 --key 1 --form Pix");
    wallet("transfer client:1 client:2 --amount 30,50 --key 2");
    wallet("debit client:2 --amount 0,50 --key 3 --reason troco");
    wallet("issue --amount 500 --key 4");
    wallet("sell client:2 --amount 50 --key 5");
    wallet("buy client:2 --amount 20 --key 6");

    assertThat(balance("client:1")).isEqualTo("69.50");
    assertThat(balance("client:2")).isEqualTo("60.00");
    assertThat(balance("studio")).isEqualTo("470.00");
    assertThat(balance("issue")).isEqualTo("-500.00");
    assertThat(balance("till")).isEqualTo("-99.50");
    assertThat(operator.succeed("wallet", "show", "client:2").out())
        .contains("troco", "R$ 60,00", "transfer");
  }

  @Test
  void expire_returnsWhatIsDue_once_andLeavesTheRest() {
    wallet("credit client:1 --amount 100 --key in");
    long due = wallet("hold client:1 --amount 30 --key a --expires 0d").get("hold").asLong();
    wallet("hold client:1 --amount 20 --key b --expires 10d");
    wallet("hold client:1 --amount 10 --key c");

    assertThat(wallet("expire --dry-run").get("holds")).hasSize(1);
    assertThat(wallet("expire").get("holds").get(0).get("hold").asLong()).isEqualTo(due);
    assertThat(wallet("expire").get("holds")).isEmpty();

    assertThat(balance("client:1")).isEqualTo("70.00");
    assertThat(wallet("list").get("holds")).hasSize(2);
  }

  @Test
  void expire_afterItWasReversed_returnsItAgain() {
    wallet("credit client:1 --amount 100 --key in");
    wallet("hold client:1 --amount 30 --key a --expires 0d");
    long expired = wallet("expire").get("holds").get(0).get("transfer").asLong();
    wallet("reverse " + expired + " --key r --reason engano");
    assertThat(balance("client:1")).isEqualTo("70.00");

    assertThat(wallet("expire").get("holds")).hasSize(1);
    assertThat(balance("client:1")).isEqualTo("100.00");
    assertThat(wallet("list").get("holds")).isEmpty();
  }

  @Test
  void expire_forfeiting_releasesWhatIsDue() {
    wallet("credit client:1 --amount 100 --key in");
    long one =
        wallet("hold client:1 --amount 30 --key a --expires 2025-01-01").get("hold").asLong();
    wallet("hold client:1 --amount 20 --key b --expires 0d");

    wallet("expire " + one + " --forfeit --to artist:1 --share 40%");
    assertThat(balance("artist:1")).isEqualTo("18.00");
    assertThat(balance("studio")).isEqualTo("12.00");

    wallet("expire --forfeit");
    assertThat(balance("studio")).isEqualTo("32.00");
  }

  @Test
  void reverse_takesATransferBack_withOppositeEntries() {
    wallet("credit client:1 --amount 100 --key in");
    long moved = wallet("transfer client:1 client:2 --amount 40 --key t").get("transfer").asLong();

    JsonNode reversed = wallet("reverse " + moved + " --key r --reason engano");

    assertThat(reversed.get("reverses").asLong()).isEqualTo(moved);
    assertThat(balance("client:1")).isEqualTo("100.00");
    assertThat(balance("client:2")).isEqualTo("0.00");
  }

  @Test
  void sameKeyAndRequest_isAnsweredAsTheFirstTime_andDoneOnce() {
    JsonNode first = wallet("credit client:1 --amount 100,00 --key k");
    JsonNode again = wallet("credit client:1 --amount 100 --key k");

    assertThat(first.get("repeated").asBoolean()).isFalse();
    assertThat(again.get("repeated").asBoolean()).isTrue();
    assertThat(again.get("entries")).isEqualTo(first.get("entries"));
    assertThat(again.get("transfer")).isEqualTo(first.get("transfer"));
    assertThat(balance("client:1")).isEqualTo("100.00");
  }

  /** All that was held is gone by then: the request is not carried out anew. */
  @Tag("slow")
  @Test
  void sameRelease_afterTheHoldIsEmpty_isAnsweredAsTheFirstTime() {
    wallet("credit client:1 --amount 100 --key in");
    long hold = wallet("hold client:1 --amount 100 --key hold").get("hold").asLong();
    String release = "release " + hold + " --to artist:1 --share 30% --key out";
    JsonNode first = wallet(release);

    assertThat(wallet(release).get("entries")).isEqualTo(first.get("entries"));
  }

  @Tag("slow")
  @Test
  void dryRun_saysWhatWouldBe_andChangesNothing() {
    operator.succeed("init");
    Map<String, String> before = studio.dump();

    assertThat(
            operator
                .succeed("wallet", "credit", "client:1", "--amount", "5", "--key", "k", "--dry-run")
                .out())
        .contains("dry run, nothing changed");

    assertThat(studio.dump()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void account_isFoundByItsName_whereThatIsOne() {
    String name = String.valueOf(studio.value("select name from clients where id = 1"));
    studio.execute("update clients set name = 'Ana de Souza' where id = 1");
    assertThat(name).isNotEmpty();

    operator.succeed("wallet", "credit", "ana de souza", "--amount", "5", "--key", "k");

    assertThat(balance("client:1")).isEqualTo("5.00");
  }

  @Tag("slow")
  @Test
  void hold_thatIsOver_isNotEndedAgain() {
    wallet("credit client:1 --amount 100 --key in");
    long hold = wallet("hold client:1 --amount 100 --key hold").get("hold").asLong();
    wallet("refund " + hold + " --key back");

    assertThat(run("release " + hold + " --to artist:1 --share 30% --key x").expect(14).err())
        .contains("the hold is not open: hold " + hold);
  }

  @Tag("slow")
  @Test
  void reversal_isDoneOnce_andNotItselfReversed() {
    wallet("credit client:1 --amount 100 --key in");
    long moved = wallet("transfer client:1 client:2 --amount 40 --key t").get("transfer").asLong();
    long back = wallet("reverse " + moved + " --key r").get("transfer").asLong();

    assertThat(run("reverse " + moved + " --key s").expect(6).err())
        .contains("the transfer is reversed already: transfer " + moved);
    assertThat(run("reverse " + back + " --key s").expect(6).err())
        .contains("a reversal is not reversed");
  }

  /** What was paid out since cannot be taken back. */
  @Tag("slow")
  @Test
  void reversal_ofWhatIsSpent_isRefused() {
    long in = wallet("credit client:1 --amount 100 --key in").get("transfer").asLong();
    wallet("debit client:1 --amount 1 --key out");

    assertThat(run("reverse " + in + " --key r").expect(14).err())
        .contains("client:1 has R$ 99,00; R$ 1,00 are missing");
  }

  @Tag("slow")
  @Test
  void till_paysOutNoMoreCashThanItHas() {
    wallet("issue --amount 100 --key i");

    assertThat(run("debit studio --amount 50 --key d").expect(14).err())
        .contains("the till has R$ 0,00 in cash; R$ 50,00 are missing");
  }
}
