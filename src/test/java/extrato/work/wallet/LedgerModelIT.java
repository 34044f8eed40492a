package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.json.JsonText;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated operations, one by one and many at once, good ones and such as must be refused: after
 * every step balances, holds and history are the model's, and money is neither made nor lost.
 * {@code -Dwallet.seed} brings a sequence back.
 */
@ExtendWith(StudioExtension.class)
class LedgerModelIT {
  private static final Logger log = LoggerFactory.getLogger(LedgerModelIT.class);
  private static final int OPERATIONS = Integer.getInteger("wallet.operations", 10_000);
  private static final int MOST_AT_ONCE = 60;

  private static final String HISTORY =
      "select c.tipo || case c.dono when 0 then '' else ':' || case c.tipo when 'hold' then"
          + " (select h.chave from extrato.transferencias h where h.id = c.dono) else"
          + " c.dono::text end end || ' ' || l.valor || ' ' || l.saldo from extrato.lancamentos l"
          + " join extrato.contas c on c.id = l.conta join extrato.transferencias t on t.id ="
          + " l.transferencia order by t.id, l.valor > 0, c.tipo, c.dono";

  @TempDir Path home;

  private final long seed = Long.getLong("wallet.seed", new Random().nextInt(1_000_000));
  private final Random random = new Random(seed);
  private final ModelLedger model = new ModelLedger();
  private final List<Map<String, Object>> done = new ArrayList<>();
  private int keys;
  private int refused;

  @Test
  void ledger_afterEveryStep_isTheModels(StudioDatabase studio) throws SQLException {
    Operator.inDecember(studio, home).succeed("init");
    log.info("-Dwallet.seed={}", seed);
    try (Connection connection = studio.connect()) {
      connection.setAutoCommit(false);
      for (int made = 0; made < OPERATIONS; ) {
        made += random.nextBoolean() ? many(connection) : one(connection);
      }
    }
    assertThat(refused).as("refused with seed %d", seed).isGreaterThan(OPERATIONS / 1000);
    assertThat(studio.column(HISTORY)).as("seed %d", seed).isEqualTo(model.history);
    assertThat(model.balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
    assertThat(
            studio.column(
                "select tipo || ':' || dono from extrato.contas c left join extrato.lancamentos l"
                    + " on l.conta = c.id and l.versao = c.versao where l.saldo is distinct from"
                    + " c.saldo"))
        .isEmpty();
  }

  /** One request in its place, and what it must come to; a key is sent twice now and then. */
  private int one(Connection connection) throws SQLException {
    if (!done.isEmpty() && random.nextInt(12) == 0) {
      Map<String, Object> again = done.get(random.nextInt(done.size()));
      assertThat(post(connection, List.of(again))).as("seed %d: %s", seed, again).isTrue();
      return 1;
    }
    Drawn drawn = draw();
    boolean expected = model.post(drawn.legs);
    boolean taken = post(connection, List.of(drawn.request));
    assertThat(taken).as("seed %d: %s", seed, drawn).isEqualTo(expected);
    settle(drawn, taken);
    return 1;
  }

  /** Many at once, of which the model takes all. */
  private int many(Connection connection) throws SQLException {
    List<Map<String, Object>> requests = new ArrayList<>();
    int count = 2 + random.nextInt(MOST_AT_ONCE);
    for (int line = 0; line < count; line++) {
      Drawn drawn = draw();
      if (model.post(drawn.legs)) {
        requests.add(drawn.request);
        settle(drawn, true);
      }
    }
    if (!requests.isEmpty()) {
      assertThat(post(connection, requests)).as("seed %d: %s", seed, requests).isTrue();
    }
    return count;
  }

  private void settle(Drawn drawn, boolean taken) {
    if (!taken) {
      refused++;
      return;
    }
    done.add(drawn.request);
    if ("hold".equals(drawn.request.get("kind"))) {
      model.holds.put(model.holds.size(), String.valueOf(drawn.request.get("key")));
    }
  }

  private record Drawn(Map<String, Object> request, Map<String, Long> legs) {}

  private Drawn draw() {
    String key = "k" + keys++;
    long little = 1L + random.nextInt(5000);
    long amount = 1L + random.nextInt(12_000);
    String client = "client:" + (1 + random.nextInt(4));
    String artist = "artist:" + (1 + random.nextInt(2));
    boolean noHold = model.holds.isEmpty();
    return switch (random.nextInt(noHold ? 7 : 12)) {
      case 0, 1 ->
          drawn(key, "credit", Map.of("account", client, "amount", little), "till", client, little);
      case 2 ->
          drawn(key, "debit", Map.of("account", artist, "amount", amount), artist, "till", amount);
      case 3 ->
          drawn(
              key,
              "transfer",
              Map.of("account", client, "to", artist, "amount", amount),
              client,
              artist,
              amount);
      case 4 ->
          drawn(
              key,
              "hold",
              Map.of("account", client, "amount", amount),
              client,
              "hold:" + key,
              amount);
      case 5 -> drawn(key, "issue", Map.of("amount", little), "issue", "studio", little);
      case 6 ->
          drawn(key, "sell", Map.of("account", client, "amount", amount), "studio", client, amount);
      case 7, 8 -> release(key, amount, artist);
      default -> refund(key, amount);
    };
  }

  private String anyHold() {
    return String.valueOf(model.holds.get(random.nextInt(model.holds.size())));
  }

  private Drawn release(String key, long amount, String artist) {
    String hold = anyHold();
    int share = random.nextInt(10_001);
    long studios = Math.floorDiv(amount * share, 10_000);
    Map<String, Long> legs = new LinkedHashMap<>();
    legs.put("hold:" + hold, -amount);
    legs.put(artist, amount - studios);
    legs.put("studio", studios);
    legs.values().removeIf(part -> part == 0);
    return new Drawn(
        request(
            key,
            "release",
            Map.of("hold_key", hold, "to", artist, "share", share, "amount", amount)),
        legs);
  }

  private Drawn refund(String key, long amount) {
    String hold = anyHold();
    String client =
        done.stream()
            .filter(request -> hold.equals(request.get("key")))
            .map(request -> String.valueOf(request.get("account")))
            .findFirst()
            .orElseThrow();
    return drawn(
        key, "refund", Map.of("hold_key", hold, "amount", amount), "hold:" + hold, client, amount);
  }

  private static Drawn drawn(
      String key, String kind, Map<String, Object> parts, String from, String to, long amount) {
    Map<String, Long> legs = new LinkedHashMap<>();
    legs.put(from, -amount);
    legs.put(to, amount);
    return new Drawn(request(key, kind, parts), legs);
  }

  private static Map<String, Object> request(String key, String kind, Map<String, Object> parts) {
    Map<String, Object> request = new LinkedHashMap<>(parts);
    request.put("key", key);
    request.put("kind", kind);
    return request;
  }

  private static boolean post(Connection connection, List<Map<String, Object>> requests)
      throws SQLException {
    try (PreparedStatement call =
        connection.prepareStatement("select * from extrato.lancar(cast(? as jsonb), 'test')")) {
      call.setString(1, JsonText.of(requests));
      try (ResultSet lines = call.executeQuery()) {
        int answered = 0;
        while (lines.next()) {
          answered++;
        }
        assertThat(answered).isEqualTo(requests.size());
      }
      connection.commit();
      return true;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("EW014");
      connection.rollback();
      return false;
    }
  }
}
