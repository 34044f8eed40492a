package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import extrato.testing.Operator;
import extrato.testing.ReadWorkbook;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The month's statement on its way to the accountant. */
@ExtendWith(StudioExtension.class)
class StatementMailIT {
  @TempDir Path home;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    server.start();
    operator =
        Operator.of(studio, home)
            .with("EXTRATO_ENV", "test")
            .with("EXTRATO_STUDIO_NAME", "Estúdio da Ana")
            .with("EXTRATO_STATEMENT_MAIL_TO", "contas@example.org, ana@example.org")
            .with("EXTRATO_NOTIFY_MAIL_FROM", "extrato@example.org")
            .with("EXTRATO_NOTIFY_MAIL_VIA", "smtp://127.0.0.1:" + server.getSmtp().getPort());
    new SmallStudio(studio).payment("2025-09-10");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static List<String> names(MimeMessage message) throws MessagingException, IOException {
    MimeMultipart parts = (MimeMultipart) message.getContent();
    List<String> names = new ArrayList<>();
    for (int at = 1; at < parts.getCount(); at++) {
      names.add(parts.getBodyPart(at).getFileName());
    }
    return names;
  }

  @Test
  void closing_sendsTheStatement_onceAVersion(StudioDatabase studio) throws Exception {
    operator.succeed("monthly");
    operator.succeed("monthly");

    // To two people, each in a box of their own.
    assertThat(server.getReceivedMessages()).hasSize(2);
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Estúdio da Ana: extrato de setembro de 2025");
    assertThat(message.getFrom()[0]).hasToString("extrato@example.org");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains(
            "O extrato de setembro de 2025 está pronto (versão 1, fechado em ",
            "Receita: R$ 1.000,00",
            "Provado no fechamento",
            "Em anexo: extrato_2025_09_v1.html, extrato_2025_09_v1.xlsx, extrato_2025_09_v1.pdf");
    assertThat(names(message))
        .containsExactly(
            "extrato_2025_09_v1.html", "extrato_2025_09_v1.xlsx", "extrato_2025_09_v1.pdf");
    byte[] sent = parts.getBodyPart(2).getInputStream().readAllBytes();
    operator.succeed("show", "--xlsx", home.resolve("s.xlsx").toString());
    assertThat(sent).isEqualTo(Files.readAllBytes(home.resolve("s.xlsx")));
    assertThat(ReadWorkbook.of(sent).sum("Pagamentos", "Valor")).isEqualByComparingTo("1000");

    SmallStudio.peopled(studio).payment("2025-09-11");
    operator.with("EXTRATO_STATEMENT_FORMATS", "pdf").succeed("monthly", "--force");
    List<List<String>> all = new ArrayList<>();
    for (MimeMessage each : server.getReceivedMessages()) {
      all.add(names(each));
    }
    assertThat(all).hasSize(4).filteredOn(List.of("extrato_2025_09_v2.pdf")::equals).hasSize(2);
  }

  @Test
  void runThatFailed_orChangedNothing_orTookBack_sendsNothing(StudioDatabase studio) {
    operator.run("extrato").expect(4);
    operator.succeed("backup");
    operator.succeed("extrato", "--dry-run");
    assertThat(server.getReceivedMessages()).isEmpty();

    operator.with("EXTRATO_STATEMENT_MAIL_TO", "").succeed("extrato");
    operator.succeed("restore", "--month", "2025-09");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void serverThatIsNotThere_isAWarning_andTheMonthIsClosed(StudioDatabase studio) {
    server.stop();
    Operator hasty = operator.with("EXTRATO_NOTIFY_TIMEOUT", "1s");
    hasty.succeed("backup");

    assertThat(hasty.succeed("extrato").err())
        .contains("extrato: warning: statement by mail not delivered: ");
    assertThat(studio.count("extratos")).isEqualTo(1);
  }
}
