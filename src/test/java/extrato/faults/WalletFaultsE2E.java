package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each operation of the wallet, with the connection lost or the program killed at any of its
 * statements: it was carried out or it was not, and the same key again carries it out exactly once.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class WalletFaultsE2E {
  /** More than any operation sends; a trap beyond the last one is never sprung. */
  private static final int STATEMENTS = 30;

  private static final String BALANCES =
      "select coalesce(string_agg(tipo || ' ' || dono || ' ' || saldo, ', ' order by id), '')"
          + " from extrato.contas where saldo <> 0";

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;
  private int made;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        "insert into sessoes (id, data, valor, cliente_id, artista_id) values (9001, '2025-12-01',"
            + " 500, 1, 1)");
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
    wallet("credit client:1 --amount 100000 --form Pix --key first");
  }

  private JsonNode wallet(String line) {
    return operator.run(words(line)).expect(0).json().path("result");
  }

  private static String[] words(String line) {
    return Stream.concat(
            Stream.of("wallet"), Stream.concat(Stream.of(line.split(" ", -1)), Stream.of("--json")))
        .toArray(String[]::new);
  }

  /** An operation that is possible now, with a key that was never used. */
  private String operation(Random random) {
    String key = " --key k" + made++;
    String amount = " --amount " + (1 + random.nextInt(50));
    return switch (random.nextInt(8)) {
      case 0 -> "credit client:1 --form Pix" + amount + key;
      case 1 -> "debit client:1" + amount + key;
      case 2 -> "transfer client:1 client:2" + amount + key;
      case 3 -> "hold client:1" + amount + key;
      case 4 -> "release " + hold() + " --to artist:1 --share 30% --session 9001" + key;
      case 5 -> "refund " + hold() + " --amount 1" + key;
      case 6 -> "expire " + hold();
      default -> "reverse " + credit() + key;
    };
  }

  private String hold() {
    return wallet("hold client:1 --amount 60 --session 9001 --expires 2020-01-01 --key h" + made)
        .path("hold")
        .asText();
  }

  private String credit() {
    return wallet("credit client:1 --amount 5 --form Pix --key c" + made).path("transfer").asText();
  }

  @Test
  void connection_thatIsLostAtAnyStatement_leavesAllOrNothing_andTheKeyTells() {
    Attack attack = Attack.named("connection lost at a statement of a wallet's operation");
    attack.repeat(Attack.size("ledger"), this::cut).check();
  }

  private String cut(Random random) {
    String operation = operation(random);
    Before before = new Before();
    try (TcpProxy proxy = studio.proxy()) {
      Fault fault = random.nextBoolean() ? Fault.CUT_BEFORE : Fault.CUT_ANSWER;
      Trap trap = proxy.at("", 1 + random.nextInt(STATEMENTS), fault);
      Operator.Ended ended = by(proxy).run(words(operation));
      before.isToldTruly(operation, ended);
      return (trap.isSprung() ? "cut" : "not reached") + ", exit " + ended.exitCode();
    }
  }

  private Operator by(TcpProxy proxy) {
    return operator.with("DATABASE_URL", proxy.url(studio.url()));
  }

  @Test
  void commit_thatIsLost_orItsAnswer_isToldTruly() {
    Attack attack = Attack.named("commit of a wallet's operation lost, or its answer");
    attack.repeat(Attack.size("ledger.commits"), this::cutAtTheCommit).check();
  }

  private String cutAtTheCommit(Random random) throws Exception {
    String operation = operation(random);
    Before before = new Before();
    Fault fault = random.nextBoolean() ? Fault.CUT_BEFORE : Fault.CUT_ANSWER;
    try (TcpProxy proxy = studio.proxy()) {
      Operator.Ended ended;
      try (Turnstile turnstile = Turnstile.at(studio, "before insert on extrato.lancamentos")) {
        CompletableFuture<Operator.Ended> run =
            CompletableFuture.supplyAsync(() -> by(proxy).run(words(operation)));
        turnstile.awaitSomebody();
        Trap trap = proxy.at("COMMIT", fault);
        turnstile.open();
        trap.await();
        ended = run.get(1, TimeUnit.MINUTES);
      }
      studio.execute("drop trigger turnstile on extrato.lancamentos");
      before.isToldTruly(operation, ended);
      return fault + ", exit " + ended.exitCode();
    }
  }

  @Test
  void program_thatIsKilledAtAnyStatement_leavesAllOrNothing_andTheKeyTells() {
    PackagedProgram program = PackagedProgram.installedIn(home.resolve("program")).on(studio);
    Attack attack = Attack.named("SIGKILL at a statement of a wallet's operation");
    attack.repeat(Attack.size("ledger.kills"), random -> kill(random, program)).check();
    program.uninstall();
  }

  private String kill(Random random, PackagedProgram program) throws InterruptedException {
    String operation = operation(random);
    Before before = new Before();
    try (TcpProxy proxy = studio.proxy()) {
      Fault fault = random.nextBoolean() ? Fault.HOLD_BEFORE : Fault.HOLD_ANSWER;
      Trap trap = proxy.at("", 1 + random.nextInt(STATEMENTS), fault);
      boolean parked;
      try (Running running =
          program.with("DATABASE_URL", proxy.url(studio.url())).start(words(operation))) {
        parked = trap.isSprungBefore(() -> !running.process().isAlive());
        if (parked) {
          running.process().destroyForcibly();
        }
        running.await();
      }
      proxy.close();
      studio.checkNoSessionOfTheTool();
      before.allOrNothing(operation);
      return parked ? "killed" : "was through";
    }
  }

  /** The ledger and the books as they were before an operation. */
  private final class Before {
    private final long transfers = transfers();
    private final String balances = balances();
    private final Map<String, String> books = studio.dumpBooks();

    private long transfers() {
      return studio.count("extrato.transferencias");
    }

    private String balances() {
      return String.valueOf(studio.value(BALANCES));
    }

    void hasGrownByOne(String operation) {
      assertThat(transfers()).as(operation).isEqualTo(transfers + 1);
    }

    void isToldTruly(String operation, Operator.Ended ended) {
      assertThat(ended.exitCode()).as(operation).isIn(0, 5, 10);
      if (ended.exitCode() == 0) {
        hasGrownByOne(operation);
      }
      allOrNothing(operation);
    }

    void allOrNothing(String operation) {
      long now = transfers();
      assertThat(now).as(operation).isIn(transfers, transfers + 1);
      if (now == transfers) {
        assertThat(balances()).as(operation).isEqualTo(balances);
        assertThat(studio.dumpBooks()).as(operation).isEqualTo(books);
      }
      List<String> outcomes = new ArrayList<>();
      for (int time = 0; time < 2; time++) {
        outcomes.add(operator.run(words(operation)).expect(0).json().path("outcome").asText());
      }
      assertThat(outcomes)
          .as(operation)
          .isEqualTo(List.of(now == transfers ? "done" : "unchanged", "unchanged"));
      hasGrownByOne(operation);
      Operator.Ended check = operator.run("wallet", "check").expect(0);
      assertThat(check.err()).isEmpty();
      assertThat(Set.of(String.valueOf(studio.value("select sum(saldo) from extrato.contas"))))
          .containsExactly("0");
    }
  }
}
