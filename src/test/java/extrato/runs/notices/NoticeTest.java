package extrato.runs.notices;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.TableCounts;
import extrato.studio.Month;
import extrato.support.settings.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeTest {
  @Test
  void portuguese_unlessAskedOtherwise_aroundTheProgramsOwnWords() {
    Notice notice =
        new Notice(
            NoticeKind.LATE,
            new Notice.About(
                RunCommand.VERIFY,
                new Month(2025, 9),
                "3f2a91c4",
                Instant.parse("2025-10-01T05:00:00Z"),
                Duration.ofMillis(1234)),
            new Notice.End(
                Outcome.DONE,
                0,
                "backup of 09/2025 proven: 4 records",
                "",
                Map.of("pagamentos", new TableCounts(5, 0, 0, 0, 2)),
                List.of("older months are still open: 08/2025")),
            new Notice.Sender("estudio", "production", "5.0.0"),
            "{}",
            Language.PORTUGUESE);

    assertThat(notice.subject())
        .isEqualTo("extrato production: verify de 09/2025 achou 2 registros atrasados");
    assertThat(notice.text())
        .isEqualTo(
            """
            verify de 09/2025 achou 2 registros atrasados

            backup of 09/2025 proven: 4 records

            pagamentos: 5 achados, 0 arquivados, 0 ficaram, 0 apagados, 2 atrasados
            aviso: older months are still open: 08/2025
            execução 3f2a91c4 em estudio, production, versão 5.0.0, começou 2025-10-01T05:00:00Z, levou 1234 ms
            """);
  }
}
