package extrato.life;

import extrato.life.Purse.Details;
import extrato.life.Purse.Transfer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A deposit that comes in, is held and released in one file: all of it is done, or nothing. */
final class DayFile {
  private static final int UNREADABLE = 2;

  private final World world;
  private final Postings postings;

  DayFile(World world, Postings postings) {
    this.world = world;
    this.postings = postings;
  }

  void apply(Draws d, long cents) {
    String client = "client:" + d.between(1, 4);
    Transfer in =
        world.wallet.transfer(
            "credit", Map.of("till", -cents, client, cents), new Details("Pix", null, null, false));
    String key = world.token();
    Transfer hold =
        new Transfer(
            key, "hold", Map.of(client, -cents, "hold " + key, cents), world.now(), Details.NONE);
    long part = d.chance(0.2) ? cents + 1 : d.between(1, (int) cents);
    Transfer out =
        world.wallet.transfer(
            "release", WalletDeeds.released(hold, part, 3000, "artist:2"), Details.NONE);
    List<String> lines = new ArrayList<>();
    lines.add(
        line(in.key(), "credit", cents, "\"account\": \"" + client + "\", \"form\": \"Pix\""));
    lines.add(line(key, "hold", cents, "\"account\": \"" + client + "\""));
    lines.add(
        line(
            out.key(),
            "release",
            part,
            "\"hold\": \"" + key + "\", \"to\": \"artist:2\", \"share\": \"30%\""));
    boolean isReadable = d.chance(0.85);
    if (!isReadable) {
      lines.add(d.below(lines.size() + 1), "{\"key\": \"x\", \"op\": \"gift\"}");
    }
    Path file = world.write("day.ndjson", String.join("\n", lines) + "\n");
    world.transcript.note("day.ndjson:\n" + String.join("\n", lines));
    apply(file, List.of(in, hold, out), isReadable);
  }

  private static String line(String key, String op, long cents, String more) {
    return String.format(
        Locale.ROOT,
        "{\"key\": \"%s\", \"op\": \"%s\", \"amount\": %s, %s}",
        key,
        op,
        WalletDraws.dotted(cents),
        more);
  }

  private void apply(Path file, List<Transfer> transfers, boolean isReadable) {
    Purse after = world.purse().copy();
    boolean isCovered = true;
    for (Transfer transfer : transfers) {
      isCovered &= after.covers(transfer);
      after.add(transfer);
    }
    int expected = !isReadable ? UNREADABLE : isCovered ? Postings.DONE : Postings.NOT_COVERED;
    boolean isBehind = world.ledger.isBehind();
    world.tool.run(
        new Command("wallet", null, List.of("wallet", "apply", file.toString())),
        world.operator(),
        ended -> {
          postings.judge(ended, List.of(expected), isBehind);
          if (!ended.before().sameBooks(ended.after())) {
            throw new Broken("wallet", ended.command() + " changed records");
          }
          if (ended.code() == Postings.DONE) {
            transfers.forEach(world.ledger::commits);
          }
        });
  }
}
