package extrato.cli.output;

import extrato.runs.Outcome;
import extrato.work.serve.tokens.KnownToken;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tokens on record, as lines of text and as JSON. */
public record TokenList(ZoneId zone, Instant now) {
  public Result of(List<KnownToken> tokens, int width) {
    TextTable table =
        new TextTable()
            .word("id")
            .text("name")
            .word("scope")
            .word("until")
            .word("state")
            .text("by");
    tokens.forEach(token -> table.row(row(token)));
    long counting = tokens.stream().filter(token -> token.state(now).equals("counts")).count();
    String verdict =
        tokens.isEmpty()
            ? "no token is on record"
            : WalletReport.counted(tokens.size(), "token") + ", " + counting + " of them count";
    return Result.of(tokens.isEmpty() ? Outcome.EMPTY : Outcome.DONE, verdict)
        .with("tokens", tokens.stream().map(this::details).toList())
        .withLines(tokens.isEmpty() ? List.of() : table.lines(width))
        .plain();
  }

  private List<String> row(KnownToken token) {
    return List.of(
        token.id(),
        token.name(),
        String.join(",", token.scopes()),
        Brazilian.day(Optional.of(token.expires()), zone),
        token.state(now),
        token.createdBy());
  }

  private Map<String, Object> details(KnownToken token) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("id", token.id());
    details.put("name", token.name());
    details.put("scope", String.join(",", token.scopes()));
    details.put("created", token.created().toString());
    details.put("created_by", token.createdBy());
    details.put("expires", token.expires().toString());
    details.put("state", token.state(now));
    return details;
  }
}
