package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts one request, and writes its records into the studio's books, in a transaction that is under
 * way. A deposit is not revenue; its release is.
 */
final class Bookkeeper {
  private static final String SESSION = Sql.load(Bookkeeper.class, "session.sql");
  private static final String FORM = Sql.load(Bookkeeper.class, "deposit_form.sql");
  private static final String HOLD_CLIENT = Sql.load(Bookkeeper.class, "hold_client.sql");
  private static final String PAYMENT = Sql.load(Bookkeeper.class, "written_payment.sql");
  private static final String COMMISSION = Sql.load(Bookkeeper.class, "written_commission.sql");
  private static final int WHOLE = 10_000;

  private final Ledger ledger;
  private final Snapshot snapshot;
  private final BookWriter books;
  private final BookColumns columns;

  Bookkeeper(Ledger ledger, Settings settings, Clock clock) {
    this.ledger = ledger;
    this.snapshot = ledger.snapshot();
    this.books = new BookWriter(snapshot, settings, clock);
    this.columns = new BookColumns(snapshot.studio());
  }

  Posted post(Wallet.Order order) {
    AccountNames names = new AccountNames(snapshot);
    Request request = order.request(names::of);
    Posted posted = ledger.post(request);
    if (!posted.isNew()) {
      return posted;
    }
    columns.checkForm(request.text("form"));
    if (request.writesRecords()) {
      books.write(posted.transfer().id(), released(request, posted));
    } else if (posted.is(Request.Kind.REVERSE)) {
      takeBack(posted);
    }
    return ledger.transfer(posted.transfer().id(), true);
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Posts the lines of a file. Of what they do, only a reversal is the books' affair: what the
   * transfer wrote that it takes back.
   */
  List<Ledger.Line> post(Map<Long, Request> requests) {
    List<Ledger.Line> lines =
        ledger.post(
            requests.entrySet().stream()
                .map(request -> request.getValue().json(request.getKey()))
                .toList());
    for (Ledger.Line line : lines) {
      Request request = requests.get(line.line());
      if (line.isNew() && request != null) {
        withTheBooks(line, request);
      }
    }
    return lines;
  }

  private void withTheBooks(Ledger.Line line, Request request) {
    try {
      columns.checkForm(request.text("form"));
      if (request.kind() == Request.Kind.REVERSE) {
        takeBack(ledger.transfer(line.transfer(), true));
      }
    } catch (Failure.BadArguments e) {
      throw new Failure.BadArguments("line " + line.line() + ": " + e.text(), e.hint());
    } catch (Failure.Stopped e) {
      throw new Failure.Stopped("line " + line.line() + ": " + e.text(), e.hint(), e);
    }
  }

  private BookEntry released(Request request, Posted posted) {
    long hold = request.number("hold");
    long session = request.number("session");
    long client = snapshot.query(HOLD_CLIENT).bind("hold", hold).mapTo(long.class).one();
    checkSession(session, hold, client);
    String given = request.text("form");
    String form =
        given != null
            ? given
            : snapshot
                .query(FORM)
                .bind("hold", hold)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(Bookkeeper::noForm);
    columns.checkForm(form);
    long artist =
        posted.entries().stream()
            .map(Posted.Entry::account)
            .filter(account -> account.kind() == Account.Kind.ARTIST)
            .mapToLong(Account::owner)
            .findFirst()
            .orElseGet(() -> Account.of(String.valueOf(request.text("to"))).owner());
    Money part = posted.amountOf(Account.Kind.ARTIST).orElse(Money.ZERO);
    BigDecimal percent = BigDecimal.valueOf(WHOLE - request.number("share"), 2);
    Money amount = Money.ZERO.minus(posted.amountOf(Account.Kind.HOLD).orElse(Money.ZERO));
    columns.checkAmount(amount);
    return new BookEntry(client, artist, session, form, amount, new BookEntry.Share(percent, part));
  }

  private void checkSession(long session, long hold, long client) {
    Optional<Long> sessions =
        snapshot.query(SESSION).bind("id", session).mapTo(Long.class).findOne();
    if (sessions.isEmpty() || sessions.get() != client) {
      throw new Failure.Stopped(
          sessions.isEmpty()
              ? "there is no session " + session
              : "session " + session + " is another client's than hold " + hold,
          "nothing was changed; --no-records leaves the books to the web application");
    }
  }

  private static Failure noForm() {
    return new Failure.BadArguments(
        "how the deposit was paid is not on record", "--form says it, as in --form Pix");
  }

  /** What the transfer that is taken back wrote is taken back by records of today. */
  private void takeBack(Posted reversal) {
    Long reversed = reversal.transfer().reverses();
    if (reversed == null) {
      return;
    }
    Money commission = Money.ZERO;
    BigDecimal percent = BigDecimal.ZERO;
    Posted.BookRecord payment = null;
    for (Posted.BookRecord record : ledger.records(reversed)) {
      if (record.table().equals("pagamentos")) {
        payment = record;
      } else {
        commission = Money.ZERO.minus(record.amount());
        percent = percent(reversed);
      }
    }
    if (payment != null) {
      books.write(
          reversal.transfer().id(),
          written(reversed, payment, new BookEntry.Share(percent, commission)));
    }
  }

  private BigDecimal percent(long transfer) {
    return snapshot
        .query(COMMISSION)
        .bind("transfer", transfer)
        .bind("remark", BookWriter.REMARK_PATTERN)
        .mapTo(String.class)
        .findOne()
        .map(BigDecimal::new)
        .orElse(BigDecimal.ZERO);
  }

  private BookEntry written(long transfer, Posted.BookRecord payment, BookEntry.Share share) {
    return snapshot
        .query(PAYMENT)
        .bind("transfer", transfer)
        .bind("remark", BookWriter.REMARK_PATTERN)
        .map(
            (row, context) ->
                new BookEntry(
                    row.getLong("client"),
                    row.getLong("artist"),
                    Accounts.number(row, "session"),
                    row.getString("form"),
                    Money.ZERO.minus(payment.amount()),
                    share))
        .findOne()
        .orElseThrow(
            () ->
                new Failure.Stopped(
                    "the payment that the transfer wrote, id "
                        + payment.id()
                        + ", is neither live nor in the archive",
                    "bring it back, or correct the books by hand and move the money by a"
                        + " transfer of its own"));
  }
}
