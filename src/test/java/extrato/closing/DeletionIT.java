package extrato.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.failure.ExitCode;
import extrato.studio.Tabela;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(StudioExtension.class)
class DeletionIT {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource
  void extrato_ofTheAwkwardMonth_leavesExactlyWhatIsNotTheMonths(
      Tabela tabela, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    List<Integer> left = new ArrayList<>(studio.ids(tabela.table()));
    Clerk operator = Clerk.of(studio.url(), home);
    operator.run("backup").expect(ExitCode.DONE);

    operator.run("extrato").expect(ExitCode.DONE);

    left.removeAll(AwkwardMonth.expected().idsThatLeave(tabela));
    assertThat(studio.ids(tabela.table())).isEqualTo(left);
  }

  @Test
  void extrato_sessionThatOnlyItsOwnPointerTiesToTheMonth_staysWithoutThePointer(
      StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Clerk operator = Clerk.of(studio.url(), home);
    operator.run("backup").expect(ExitCode.DONE);

    operator.run("extrato").expect(ExitCode.DONE);

    assertThat(studio.value("select payment_id from sessoes where id = 208")).isNull();
    assertThat(studio.value("select payment_id from sessoes where id = 207")).isEqualTo("121");
  }
}
