package extrato.work.serve.tokens;

import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tokens on record. What is kept of one lets nobody make it again. */
public final class TokenTable {
  private static final String TOKENS = Sql.load(TokenTable.class, "tokens.sql");
  private static final String INSERT = Sql.load(TokenTable.class, "token_insert.sql");
  private static final String REVOKE = Sql.load(TokenTable.class, "token_revoke.sql");
  private static final String IS_THERE =
      "select pg_catalog.to_regclass('extrato.tokens') is not null";

  private final Handle handle;
  private final Clock clock;

  public TokenTable(Handle handle, Clock clock) {
    this.handle = handle;
    this.clock = clock;
  }

  private record Row(KnownToken token, String digest) {}

  public static String newId() {
    byte[] id = new byte[8];
    new SecureRandom().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /** Puts a token on record. */
  public void add(TokenSigner.Signed token, String name, String by) {
    if (list().stream().anyMatch(one -> one.name().equals(name) && one.revoked() == null)) {
      throw new Failure.Stopped(
          "there is a token named " + name + " already",
          "choose another name, or `extrato token revoke` that one first");
    }
    handle
        .createUpdate(INSERT)
        .bind("jti", token.id())
        .bind("nome", name)
        .bindArray("escopos", String.class, Scope.list(token.scopes()))
        .bind("resumo", HexFormat.of().parseHex(token.digest()))
        .bind("por", by)
        .bind("agora", now())
        .bind("expira", OffsetDateTime.ofInstant(token.expires(), ZoneOffset.UTC))
        .execute();
  }

  public List<KnownToken> list() {
    return rows(null).stream().map(Row::token).toList();
  }

  /** Ends it; empty where no valid token has this name or id. */
  public Optional<KnownToken> revoke(String nameOrId, String by) {
    return handle
        .createUpdate(REVOKE)
        .bind("qual", nameOrId)
        .bind("por", by)
        .bind("agora", now())
        .executeAndReturnGeneratedKeys()
        .map((row, context) -> row(row).token())
        .findFirst();
  }

  /** Who bears a token that was signed with the right key. */
  public Caller caller(TokenSigner.Signed signed) throws InvalidToken {
    Row known =
        rows(signed.id()).stream()
            .findFirst()
            .orElseThrow(() -> new InvalidToken("not of this database"));
    KnownToken token = known.token();
    if (!known.digest().equals(signed.digest())) {
      throw new InvalidToken("signed with the right key, but not by this tool");
    }
    if (token.revoked() != null) {
      throw new InvalidToken("revoked");
    }
    return new Caller(token.id(), token.name(), signed.scopes(), signed.expires());
  }

  private List<Row> rows(@Nullable String id) {
    if (!handle.createQuery(IS_THERE).mapTo(boolean.class).one()) {
      return List.of();
    }
    return handle.createQuery(TOKENS).bind("jti", id).map((row, context) -> row(row)).list();
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime revoked = row.getObject("revogado_em", OffsetDateTime.class);
    return new Row(
        new KnownToken(
            row.getString("jti"),
            row.getString("nome"),
            Arrays.asList((String[]) row.getArray("escopos").getArray()),
            row.getObject("criado_em", OffsetDateTime.class).toInstant(),
            row.getString("criado_por"),
            row.getObject("expira_em", OffsetDateTime.class).toInstant(),
            revoked == null ? null : revoked.toInstant()),
        HexFormat.of().formatHex(row.getBytes("resumo")));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
