package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many at the same accounts, the same hold, the same key: nobody is stuck, and one of two wins. */
@ExtendWith(StudioExtension.class)
class WalletConcurrencyIT {
  private static final int CLIENTS = 16;

  @TempDir Path home;

  private StudioDatabase studio;
  private Settings settings;
  private Operator operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    settings =
        new SettingsReader().read(Map.of(), Map.of("DATABASE_URL", studio.url()), home, home);
    operator.succeed("wallet", "credit", "client:1", "--amount", "1000", "--key", "in-1");
    operator.succeed("wallet", "credit", "client:2", "--amount", "1000", "--key", "in-2");
  }

  private Database open(String name) {
    return Database.open(
        (DatabaseUrl.Server) settings.requiredDatabase(),
        settings,
        name,
        new Interruption(),
        unused -> {});
  }

  private static Wallet.Order transfer(int from, int to, String key) {
    return accounts ->
        Request.of(Request.Kind.TRANSFER, key)
            .account(accounts.apply("client:" + from))
            .to(accounts.apply("client:" + to))
            .amount(new Money(1));
  }

  @Test
  void manyOnTwoAccounts_inOppositeDirections_allGetThrough() throws Exception {
    transferFor(Duration.ofSeconds(2));
  }

  @Test
  @Tag("slow")
  void manyOnTwoAccounts_forAMinute_allGetThrough() throws Exception {
    transferFor(Duration.ofMinutes(1));
  }

  private void transferFor(Duration time) throws Exception {
    long until = System.nanoTime() + time.toNanos();
    AtomicInteger made = new AtomicInteger();
    atOnce(
        CLIENTS,
        number -> {
          try (Database database = open("client " + number)) {
            Wallet wallet = new Wallet(database, settings, Clock.systemUTC());
            for (int turn = 0; System.nanoTime() < until; turn++) {
              boolean forth = (number + turn) % 2 == 0;
              wallet.post(transfer(forth ? 1 : 2, forth ? 2 : 1, number + "-" + turn), false);
              made.incrementAndGet();
            }
            return true;
          }
        });

    assertThat(made.get()).isGreaterThan(CLIENTS);
    assertThat(studio.value("select count(*) from extrato.transferencias where tipo = 'transfer'"))
        .isEqualTo(String.valueOf(made.get()));
    assertThat(
            studio.value(
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .isEqualTo("0");
    assertThat(studio.value("select sum(saldo) from extrato.contas")).isEqualTo("0");
    assertThat(studio.value("select sum(saldo) from extrato.contas where tipo = 'client'"))
        .isEqualTo("200000");
  }

  /** Nobody has used these accounts yet: all of them make them. */
  @Test
  void accountsThatAllMakeAtOnce_areMadeOnce() throws Exception {
    studio.execute(
        "insert into clients (id, name) select 5000 + g, 'C' || g from generate_series(1, 8) g");
    atOnce(
        CLIENTS,
        number -> {
          try (Database database = open("client " + number)) {
            Wallet wallet = new Wallet(database, settings, Clock.systemUTC());
            return wallet.post(
                accounts ->
                    Request.of(Request.Kind.CREDIT, "new-" + number)
                        .account(accounts.apply("client:" + (5001 + number % 8)))
                        .amount(new Money(100)),
                false);
          }
        });

    assertThat(studio.count("extrato.contas where tipo = 'client' and dono > 5000")).isEqualTo(8);
    assertThat(studio.value("select sum(saldo) from extrato.contas where dono > 5000"))
        .isEqualTo("1600");
  }

  @Tag("slow")
  @Test
  void sameKeyAtOnce_isDoneOnce_andAnsweredToAll() throws Exception {
    List<Object> answers =
        atOnce(
            CLIENTS,
            number -> {
              try (Database database = open("client " + number)) {
                return new Wallet(database, settings, Clock.systemUTC())
                    .post(transfer(1, 2, "the-same"), false);
              }
            });

    assertThat(answers).allMatch(Posted.class::isInstance);
    assertThat(answers.stream().filter(answer -> ((Posted) answer).isNew())).hasSize(1);
    assertThat(studio.count("extrato.transferencias where chave = 'the-same'")).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void twoReleases_ofOneHold_oneWins() throws Exception {
    oneWins(release("one"), release("two"));
  }

  @Tag("slow")
  @Test
  void releaseBesideRefund_oneWins() throws Exception {
    oneWins(release("one"), hold -> Request.of(Request.Kind.REFUND, "two").hold(hold));
  }

  @Tag("slow")
  @Test
  void releaseBesideExpiry_oneWins() throws Exception {
    oneWins(release("one"), hold -> Request.of(Request.Kind.EXPIRE, "two").hold(hold));
  }

  @Tag("slow")
  @Test
  void twoReversals_ofOneTransfer_oneWins() throws Exception {
    long first = 1;
    List<Object> ends =
        atOnce(
            2, number -> posted(Request.of(Request.Kind.REVERSE, "r-" + number).reverses(first)));

    assertThat(ends.stream().filter(Posted.class::isInstance)).hasSize(1);
    assertThat(ends.stream().filter(Failure.Stopped.class::isInstance)).hasSize(1);
  }

  private interface Ending {
    Request of(long hold);
  }

  private static Ending release(String key) {
    return hold ->
        Request.of(Request.Kind.RELEASE, key)
            .hold(hold)
            .to(new Account(Account.Kind.ARTIST, 1))
            .share(3000);
  }

  private void oneWins(Ending one, Ending other) throws Exception {
    for (int round = 0; round < 10; round++) {
      long hold =
          operator
              .succeed(
                  "wallet",
                  "hold",
                  "client:1",
                  "--amount",
                  "10",
                  "--key",
                  "h" + round,
                  "--expires",
                  "0d",
                  "--json")
              .json()
              .at("/result/hold")
              .asLong();
      int now = round;
      List<Object> ends =
          atOnce(2, number -> posted(keyed((number == 0 ? one : other).of(hold), now)));

      assertThat(ends.stream().filter(Posted.class::isInstance)).as("%s", ends).hasSize(1);
      assertThat(ends.stream().filter(Failure.NotCovered.class::isInstance))
          .as("%s", ends)
          .hasSize(1);
      assertThat(
              studio.value(
                  "select saldo from extrato.contas where tipo = 'hold' and dono = " + hold))
          .isEqualTo("0");
    }
  }

  private static Request keyed(Request request, int round) {
    return new Request(request.key() + round, request.kind(), request.parts());
  }

  private Posted posted(Request request) {
    try (Database database = open(request.key())) {
      return new Wallet(database, settings, Clock.systemUTC()).post(accounts -> request, false);
    }
  }

  private interface Client {
    Object act(int number) throws Exception;
  }

  /** What each came to, its failure included; none but those of the wallet. */
  private static List<Object> atOnce(int clients, Client client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    CyclicBarrier start = new CyclicBarrier(clients);
    try {
      List<Callable<Object>> calls = new ArrayList<>();
      for (int number = 0; number < clients; number++) {
        int own = number;
        calls.add(
            () -> {
              start.await();
              return client.act(own);
            });
      }
      List<Object> ends = new ArrayList<>();
      for (Future<Object> end : threads.invokeAll(calls)) {
        ends.add(end(end));
      }
      return ends;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Object end(Future<Object> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure.NotCovered || e.getCause() instanceof Failure.Stopped) {
        return e.getCause();
      }
      throw new AssertionError(e.getCause());
    }
  }
}
