package extrato.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.PgBouncer;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything works through a pooler that gives every transaction another session. */
@ExtendWith(StudioExtension.class)
final class PgBouncerIT {
  @TempDir Path folder;

  @Test
  void everyCommand_byPgBouncerInTransactionMode_works(StudioDatabase studio) {
    assumeTrue(PgBouncer.isInstalled(), "pgbouncer is not installed");
    Attack attack = Attack.named("every command by PgBouncer in transaction mode");
    attack.attempt(random -> everyCommand(studio));
    attack.check();
  }

  private String everyCommand(StudioDatabase studio) throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    Operator.inDecember(studio, folder.resolve("home")).succeed("init");
    StudioRole role = studio.role();
    EveryCommand.grantWhatTheReadmeSays(studio, role.name());
    try (PgBouncer bouncer =
        PgBouncer.start("transaction", role.name(), role.password(), "default_pool_size = 5")) {
      EveryCommand.works(
          studio,
          Operator.inDecember(studio, folder.resolve("home"))
              .with("DATABASE_URL", bouncer.url(role.url())));
      return "worked";
    }
  }
}
