package extrato.faults;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One .env may serve the web application and this tool: every command works under its values. */
@ExtendWith(StudioExtension.class)
class WebApplicationEnvironmentIT {
  @TempDir Path home;

  @Test
  void everyCommand_underTheApplicationsEnvironment_works(StudioDatabase studio) throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    Files.writeString(
        home.resolve(".env"),
        "# the application's\nflask run\nJWT_SECRET_KEY='open\nBATCH_SIZE=0\n");

    Operator operator =
        Operator.inDecember(studio, home)
            .with("EXTRATO_CONFIG", ".env")
            .with("LOG_FORMAT", "%(asctime)s - %(name)s - %(levelname)s - %(message)s")
            .with("LOG_LEVEL", "CRITICAL")
            .with("BATCH_SIZE", "0")
            .with("TZ", "UTC")
            .with("ENABLE_MONTHLY_EXTRATO_JOB", "false")
            .with("DISABLE_EXTRATO_BACKGROUND", "true")
            .with("JWT_SECRET_KEY", "x");

    EveryCommand.works(studio, operator);
  }
}
