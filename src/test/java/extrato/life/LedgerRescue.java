package extrato.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Brings a ledger that is behind its backup back, as the document on the wallet says. */
final class LedgerRescue {
  private static final String REPLACE =
      "drop table extrato.lancamentos, extrato.contas, extrato.transferencias, extrato.retencoes,"
          + " extrato.registros cascade; drop type extrato.pedido cascade; drop function"
          + " extrato.nada_muda(), extrato.conferir_lancamentos(), extrato.recusar(text, jsonb),"
          + " extrato.lancar(jsonb, text), extrato.lancar_um(jsonb, text), extrato.devolver(jsonb),"
          + " extrato.registrar(bigint, text, bigint, integer, integer, bigint); delete from extrato.migrations where version >= 3";

  private final World world;

  LedgerRescue(World world) {
    this.world = world;
  }

  void bringBack(Draws d) {
    if (!world.ledger.isBehind() || world.has(Trouble.FOLDER_AWAY) || world.has(Trouble.SWAPPED)) {
      return;
    }
    if (d.chance(0.15)) {
      olderIsMeant();
      return;
    }
    world.people.admit();
    LedgerFiles.Kept newest = world.ledger.newest().orElseThrow();
    if (world.purse().size() > 0) {
      replace();
    }
    world.tool.run("init", null);
    world.tool.run(
        new Command("wallet", null, List.of("wallet", "restore", newest.file().toString())),
        world.operator(),
        ended -> {
          if (ended.code() == 0) {
            world.ledger.cameBack(newest);
          } else if (!Postings.isInTheWay(world)) {
            throw new Broken("wallet", "the ledger did not come back: " + ended.said());
          }
        });
  }

  private void replace() {
    world.transcript.sql(world.now(), REPLACE, null);
    try {
      world.studio().execute("begin; " + REPLACE + "; commit");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    world.purse().become(List.of());
  }

  /** Somebody who means the older state puts the newer backups away, and keeps them. */
  private void olderIsMeant() {
    for (Path folder : Stream.of(world.backups(), world.copy()).filter(f -> f != null).toList()) {
      Path wallet = folder.resolve("wallet");
      if (Files.isDirectory(wallet)) {
        world.disasters.putAside(wallet);
      }
    }
  }
}
