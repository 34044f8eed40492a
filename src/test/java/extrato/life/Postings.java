package extrato.life;

import extrato.life.Purse.Transfer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sends requests to the wallet, and knows what must become of each: an exit code says whether it
 * was done, and then the database must agree.
 */
final class Postings {
  static final int DONE = 0;
  private static final int BEHIND = 4;
  private static final int CONFLICT = 6;
  private static final int UNKNOWN = 10;
  static final int NOT_COVERED = 14;

  /** With these the program may refuse to do anything. */
  private static final List<Trouble> IN_THE_WAY =
      List.of(
          Trouble.FOLDER_AWAY,
          Trouble.FOLDER_LOST,
          Trouble.COPY_LOST,
          Trouble.DATABASE_LOST,
          Trouble.SET_BACK,
          Trouble.FOREIGN_FILES,
          Trouble.SWAPPED,
          Trouble.MOVED);

  private final World world;

  Postings(World world) {
    this.world = world;
  }

  static boolean isInTheWay(World world) {
    return IN_THE_WAY.stream().anyMatch(world::has);
  }

  void post(WalletDeeds.Request request) {
    List<Integer> expected = expected(request.transfer());
    boolean isBehind = world.ledger.isBehind();
    world.tool.run(
        request.command(),
        world.operator(),
        ended -> {
          judge(ended, expected, isBehind);
          settle(ended, request.transfer());
        });
  }

  void killed(WalletDeeds.Request request, Draws d) {
    world.disasters.killed(request.command(), d, ended -> settle(ended, request.transfer()));
  }

  /** With which exit codes it may end. */
  private List<Integer> expected(Transfer transfer) {
    Purse purse = world.purse();
    String key = transfer.key();
    if (purse.has(key)) {
      boolean isSame =
          purse.transfers().stream()
              .anyMatch(t -> t.key().equals(key) && t.legs().equals(transfer.legs()));
      return List.of(isSame ? DONE : CONFLICT);
    }
    Transfer meant = world.wallet.meantBy(transfer);
    if (meant != null && purse.isReversed(meant)) {
      return List.of(CONFLICT);
    }
    if (!purse.covers(transfer)) {
      return List.of(NOT_COVERED);
    }
    // The payment that is taken back may be gone, or have another number; the next may be taken.
    boolean mayStop = transfer.details().inBooks() && (meant != null || isNextTaken());
    return mayStop ? List.of(DONE, CONFLICT) : List.of(DONE);
  }

  private boolean isNextTaken() {
    return List.of("pagamentos", "comissoes").stream()
        .anyMatch(table -> Spreadsheets.isTaken(world, table, 1));
  }

  /**
   * A run ends with one of the codes that it must end with, or refuses for a reason.
   *
   * @param isBehind whether the ledger lacks what its newest backup has
   */
  void judge(Tool.Ended ended, List<Integer> expected, boolean isBehind) {
    int code = ended.code();
    if (isBehind && code == DONE) {
      throw new Broken(
          "wallet",
          ended.command() + " was carried out in a ledger that its newest backup is ahead of");
    }
    boolean isRefused = code == BEHIND || code == 8 || code == 9;
    boolean hasCause = isBehind || isInTheWay(world);
    if (!(expected.contains(code) || (isRefused && hasCause))) {
      throw new Broken(
          "wallet",
          ended.command()
              + " ended with "
              + code
              + " instead of "
              + expected
              + ": "
              + ended.said());
    }
  }

  /**
   * What a run has done, as its exit code says; of one whose answer was lost, only the database
   * knows.
   */
  private void settle(Tool.Ended ended, Transfer transfer) {
    boolean wasThere = world.purse().has(transfer.key());
    boolean isThere = isThere(transfer.key());
    if (ended.code() == DONE ? !isThere : isThere && !wasThere && ended.code() != UNKNOWN) {
      throw new Broken(
          "wallet",
          ended.command()
              + " ended with "
              + ended.code()
              + ", and its transfer is "
              + (isThere ? "there" : "not there"));
    }
    boolean isNew = isThere && !wasThere;
    Map<String, Row> more = new LinkedHashMap<>(ended.after().live());
    more.keySet().removeAll(ended.before().live().keySet());
    List<Row> expected =
        isNew && transfer.details().inBooks() ? new ArrayList<>(more.values()) : List.of();
    Map<String, Row> rest = new LinkedHashMap<>(ended.after().live());
    expected.forEach(row -> rest.remove(row.token()));
    if (!rest.equals(ended.before().live())) {
      throw new Broken("wallet", ended.command() + " changed records: " + more.values());
    }
    if (isNew && transfer.details().inBooks()) {
      inTheBooks(transfer, expected);
    }
    if (isNew) {
      world.ledger.commits(
          new Transfer(
              transfer.key(), transfer.kind(), transfer.legs(), ended.at(), transfer.details()));
      world.account().studioDid(ended.before().live(), ended.after().live());
    }
  }

  private boolean isThere(String key) {
    return world.studio().has("extrato.transferencias")
        && !world
            .studio()
            .rows("select 1 from extrato.transferencias where chave = '" + key + "'")
            .isEmpty();
  }

  /** Payment and commission, as the contract has them. */
  private void inTheBooks(Transfer transfer, List<Row> rows) {
    Transfer meant = world.wallet.meantBy(transfer);
    long sign = meant == null ? 1 : -1;
    Transfer release = meant == null ? transfer : meant;
    long paid = sign * -release.of("hold");
    long part = sign * release.of("artist");
    List<String> written = new ArrayList<>();
    for (Row row : rows) {
      written.add(row.table() + " " + row.get("valor"));
    }
    List<String> expected = new ArrayList<>(List.of("pagamentos " + reais(paid)));
    if (part != 0) {
      expected.add("comissoes " + reais(part));
    }
    if (!written.equals(expected)) {
      throw new Broken("wallet", transfer + " wrote " + written + " instead of " + expected);
    }
    Row payment = rows.get(0);
    String client = hold(release).named("client").substring("client:".length());
    if (!payment.data().equals(java.time.LocalDate.ofInstant(transfer.at(), world.zone))
        || !client.equals(payment.get("cliente_id"))
        || !Objects.requireNonNullElse(world.purse().formOf(hold(release)), WalletDeeds.NO_CREDIT)
            .equals(payment.get("forma_pagamento"))
        || (part != 0
            && !Objects.equals(rows.get(1).get("pagamento_id"), String.valueOf(payment.id())))) {
      throw new Broken("wallet", transfer + " wrote " + payment.values());
    }
  }

  private Transfer hold(Transfer release) {
    return world.purse().transfers().stream()
        .filter(t -> t.kind().equals("hold") && ("hold " + t.key()).equals(release.hold()))
        .findFirst()
        .orElseThrow();
  }

  private static String reais(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  void check() {
    boolean isBehind = world.ledger.isBehind();
    Tool.Ended ended = world.tool.run(new Command("wallet", null, List.of("wallet", "check")));
    boolean isThere = world.studio().has("extrato.contas");
    if (ended.code() == DONE && isBehind) {
      throw new Broken("wallet", "`wallet check` ended with 0, although the ledger is set back");
    }
    if (ended.code() != DONE && isThere && !isBehind && !isInTheWay(world)) {
      throw new Broken("wallet", "`wallet check` ended with " + ended.code() + ": " + ended.said());
    }
  }

  void backup() {
    boolean isBehind = world.ledger.isBehind();
    world.tool.run(
        new Command("wallet", null, List.of("wallet", "backup")),
        world.operator(),
        ended -> {
          judge(ended, List.of(DONE), isBehind);
          if (ended.code() == DONE) {
            world.ledger.backedUp(ended);
          }
        });
  }
}
