package extrato.support.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
  @TempDir Path folder;

  @Test
  void of_whatAFileSystemSays_isInWords() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(Reason.of(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
    assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("permission denied");
    assertThat(Reason.of(new MalformedInputException(1))).isEqualTo("it is not UTF-8 text");
    assertThat(Reason.of(new FileSystemException("/a", null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(Reason.of(new IOException("Input/output error"))).isEqualTo("Input/output error");
    assertThat(Reason.of(new IOException((String) null))).isEqualTo("the system does not say why");
    assertThat(Reason.of(new NotDirectoryException("/a"))).isEqualTo("it is no folder");
    assertThat(Reason.of(refusalOf(() -> Files.delete(folder))))
        .isEqualTo("it is a folder that is not empty");
    assertThat(Reason.of(refusalOf(() -> Files.createFile(file)))).isEqualTo("it already exists");
  }

  @Test
  void ofConnection_namesTheKind_andRepeatsNothing() {
    IOException unresolved = new ConnectException();
    unresolved.initCause(new UnresolvedAddressException());

    assertThat(Reason.ofConnection(unresolved)).isEqualTo("its name is not known");
    assertThat(Reason.ofConnection(new UnknownHostException("segredo")))
        .isEqualTo("its name is not known");
    assertThat(Reason.ofConnection(new ConnectException("segredo"))).isEqualTo("no connection");
    assertThat(Reason.ofConnection(new HttpConnectTimeoutException("segredo")))
        .isEqualTo("not in time");
    assertThat(Reason.ofConnection(new SSLHandshakeException("segredo")))
        .isEqualTo("no TLS that can be trusted");
    assertThat(Reason.ofConnection(new SocketException("segredo")))
        .isEqualTo("the connection broke");
  }

  private interface Action {
    void act() throws IOException;
  }

  private static IOException refusalOf(Action action) {
    try {
      action.act();
      throw new AssertionError("nothing was refused");
    } catch (IOException e) {
      return e;
    }
  }
}
