package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Carries out a file of requests, a JSON object in each line: all of them or none, in the order of
 * the lines, a thousand at a time. What is wrong is named by its line.
 */
public final class RequestFile {
  private static final String UNKNOWN = Sql.load(RequestFile.class, "unknown_people.sql");
  private static final int AT_ONCE = 1000;
  private static final int SHOWN = 20;

  private final Path file;
  private final ZoneId zone;

  public RequestFile(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  /** How many lines there were, and how many of them had been carried out before. */
  public record Applied(long lines, long repeated) {
    Applied plus(Applied more) {
      return new Applied(lines + more.lines, repeated + more.repeated);
    }
  }

  public Applied apply(Wallet wallet, boolean dryRun) {
    return wallet.carry(this::apply, dryRun);
  }

  private Applied apply(Bookkeeper bookkeeper) {
    Applied applied = new Applied(0, 0);
    List<String> wrong = new ArrayList<>();
    Map<Long, Request> batch = new LinkedHashMap<>();
    long number = 0;
    long wrongLines = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(PlainFile.reading(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          batch.put(number, RequestLine.parse(line, zone));
        } catch (IllegalArgumentException e) {
          wrongLines++;
          if (wrong.size() < SHOWN) {
            wrong.add("line " + number + ": " + e.getMessage());
          }
        }
        if (batch.size() == AT_ONCE) {
          applied = applied.plus(wrongLines == 0 ? post(bookkeeper, batch) : new Applied(0, 0));
          batch.clear();
        }
      }
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          file + " cannot be read: " + Reason.of(e), "check its name and its rights", e);
    }
    if (wrongLines > 0) {
      throw refused(wrong, wrongLines);
    }
    return batch.isEmpty() ? applied : applied.plus(post(bookkeeper, batch));
  }

  private static Failure refused(List<String> wrong, long count) {
    return new Failure.BadArguments(
        String.join("; ", wrong)
            + (count > wrong.size() ? "; and " + (count - wrong.size()) + " lines more" : ""),
        "nothing was changed; docs/wallet.md says what a line must be");
  }

  private static Applied post(Bookkeeper bookkeeper, Map<Long, Request> batch) {
    Snapshot snapshot = bookkeeper.snapshot();
    checkPeople(snapshot, batch);
    snapshot.checkInterruption();
    try {
      List<Ledger.Line> lines = bookkeeper.post(batch);
      return new Applied(lines.size(), lines.stream().filter(line -> !line.isNew()).count());
    } catch (RuntimeException e) {
      throw Refusals.failure(e, true).map(RuntimeException.class::cast).orElse(e);
    }
  }

  /** Accounts are those of clients and artists that there are. */
  private static void checkPeople(Snapshot snapshot, Map<Long, Request> batch) {
    Map<Account, Long> first = new LinkedHashMap<>();
    batch.forEach(
        (line, request) ->
            Stream.of("account", "to")
                .map(request::text)
                .filter(text -> text != null)
                .map(Account::of)
                .filter(account -> account.owner() > 0)
                .forEach(account -> first.putIfAbsent(account, line)));
    List<Account> people =
        first.keySet().stream().filter(account -> account.kind() != Account.Kind.HOLD).toList();
    snapshot
        .query(UNKNOWN)
        .bindArray("kinds", String.class, people.stream().map(one -> one.kind().word()).toList())
        .bindArray("ids", Long.class, people.stream().map(Account::owner).toList())
        .map((row, context) -> Account.of(row.getString("kind"), row.getLong("id")))
        .list()
        .stream()
        .findFirst()
        .ifPresent(
            unknown -> {
              throw refused(List.of("line " + first.get(unknown) + ": there is no " + unknown), 1);
            });
  }
}
