package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the account that somebody means: by its number, which must be somebody's, or by a name. */
final class AccountNames {
  private static final String PEOPLE = Sql.load(AccountNames.class, "people.sql");
  private static final long NOBODY = -1;

  private final Snapshot snapshot;
  private final Map<String, Account> known = new HashMap<>();

  AccountNames(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Account of(String given) {
    return known.computeIfAbsent(given, this::find);
  }

  private Account find(String given) {
    Optional<Account> written = Account.written(given);
    if (written.isEmpty()) {
      return named(given);
    }
    Account account = written.get();
    boolean isPerson =
        account.kind() == Account.Kind.CLIENT || account.kind() == Account.Kind.ARTIST;
    if (isPerson && !people(account.owner(), "").contains(account)) {
      throw new Failure.BadArguments(
          "there is no " + account.kind().word() + " " + account.owner(),
          "accounts are those of the studio's clients and artists");
    }
    return account;
  }

  private Account named(String name) {
    List<Account> people = people(NOBODY, name.strip());
    if (people.size() == 1) {
      return people.get(0);
    }
    String which =
        people.isEmpty()
            ? "nobody is called so"
            : people.stream().map(Account::toString).collect(Collectors.joining(", "))
                + " are called so";
    Failure failure =
        new Failure.BadArguments(
            "the account is not known: " + which,
            "write it as client:12, artist:3, studio or till");
    throw failure.showing(new Wording("", "'" + name + "' is not an account: " + which));
  }

  private List<Account> people(long id, String name) {
    return snapshot
        .query(PEOPLE)
        .bind("id", id)
        .bind("name", name)
        .map((row, context) -> Account.of(row.getString("kind"), row.getLong("id")))
        .list();
  }
}
