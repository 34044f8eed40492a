package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Mail by the server that Debian installs first, which takes logins only after STARTTLS. */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class MailE2E {
  private static final String SETTINGS =
      """
      primary_hostname = correio.example.org
      spool_directory = %1$s/spool
      log_file_path = %1$s/log-%%s
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = %2$d
      keep_environment =
      tls_advertise_hosts = *
      tls_certificate = %1$s/certificate.pem
      tls_privatekey = %1$s/key.pem
      acl_smtp_rcpt = takes
      begin acl
      takes:
        accept authenticated = *
        deny message = only after a login
      begin routers
      all:
        driver = accept
        transport = file
      begin transports
      file:
        driver = appendfile
        file = %1$s/mail
        user = Debian-exim
      begin authenticators
      plain:
        driver = plaintext
        public_name = PLAIN
        server_advertise_condition = ${if def:tls_in_cipher}
        server_prompts = :
        server_condition = ${if and{{eq{$auth2}{ana}}{eq{$auth3}{p@ss}}}}
        server_set_id = $auth2
      """;

  @TempDir Path temporary;
  private PackagedProgram program;
  private Path folder;
  private int port;

  @BeforeEach
  void install(StudioDatabase studio) throws IOException {
    DebianPackage.EXIM.assumeInstalled();
    DebianPackage.EXIM.assumeRoot();
    AwkwardMonth.fillOrdinary(studio);
    folder = Files.createDirectory(temporary.resolve("mail"));
    for (Path its : List.of(temporary, folder)) {
      Files.setPosixFilePermissions(its, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    program =
        PackagedProgram.installedIn(temporary.resolve("extrato"))
            .on(studio)
            .with("EXTRATO_NOTIFY_ON", "failure,success")
            .with("EXTRATO_NOTIFY_MAIL_TO", "ana@example.org")
            .with("EXTRATO_NOTIFY_MAIL_FROM", "extrato@example.org")
            .with("EXTRATO_NOTIFY_MAIL_VIA", "smtp://ana:p%40ss@localhost:" + port);
  }

  @AfterEach
  void uninstall() {
    if (program != null) {
      program.uninstall();
    }
  }

  @Test
  void aNotice_crossesEncrypted_andOnlyToWhomTheCertificateNames() throws IOException {
    makeCertificate();
    Files.writeString(
        folder.resolve("exim.conf"), String.format(Locale.ROOT, SETTINGS, folder, port));
    try (Running exim =
        shell(
            DebianPackage.EXIM.program().toString(),
            "-C",
            folder.resolve("exim.conf").toString(),
            "-bdf")) {
      awaitAnswer();

      Ended unknown = program.run("verify", "--year", "2025", "--month", "9").expect(4);
      assertThat(unknown.err())
          .contains(
              "notice by mail not delivered: localhost does not answer: no TLS that can be"
                  + " trusted");
      assertThat(folder.resolve("mail")).doesNotExist();

      Ended known =
          program
              .with(
                  "EXTRATO_JAVA_OPTS",
                  String.format(Locale.ROOT, "-Djavax.net.ssl.trustStore=%s/trusted.p12", folder)
                      + " -Djavax.net.ssl.trustStorePassword=changeit")
              .with("EXTRATO_LANGUAGE", "en")
              .succeed("monthly", "--year", "2025", "--month", "9");
      assertThat(known.err()).doesNotContain("not delivered");
      awaitMail();
    }
    assertThat(folder.resolve("log-main")).content().contains("P=esmtpsa X=TLS", "A=plain:ana");
    assertThat(folder.resolve("mail"))
        .content()
        .contains(
            "\nTo: ana@example.org\n",
            "\nSubject: extrato production: monthly of 09/2025 is fine (done)\n",
            "\nmonthly of 09/2025 is fine (done)\n");
  }

  private void makeCertificate() {
    shell(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            folder + "/key.pem",
            "-out",
            folder + "/certificate.pem")
        .await()
        .expect(0);
    shell("chmod", "644", folder + "/key.pem").await().expect(0);
    shell(
            System.getProperty("java.home") + "/bin/keytool",
            "-importcert",
            "-noprompt",
            "-file",
            folder + "/certificate.pem",
            "-keystore",
            folder + "/trusted.p12",
            "-storepass",
            "changeit")
        .await()
        .expect(0);
  }

  private Running shell(String... command) {
    return new PackagedProgram(folder, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"))
        .start(List.of(command));
  }

  private void awaitAnswer() {
    for (int turn = 0; ; turn++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        assertThat(turn).as("the server answers").isLessThan(300);
        LockSupport.parkNanos(100_000_000);
      }
    }
  }

  /** It answers first and delivers then. */
  private void awaitMail() {
    for (int turn = 0; !Files.exists(folder.resolve("mail")); turn++) {
      assertThat(turn).as("the mail arrives").isLessThan(300);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
