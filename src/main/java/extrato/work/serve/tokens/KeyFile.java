package extrato.work.serve.tokens;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The key that tokens are signed with, in a file that its owner alone may read. */
public record KeyFile(Path file) {
  /** HS256 wants at least as many as its digest has. */
  public static final int SHORTEST = 32;

  private static final String OWNER_ALONE = "rw-------";
  private static final Set<PosixFilePermission> ALLOWED =
      PosixFilePermissions.fromString(OWNER_ALONE);

  /** The key; made where there is none yet. */
  public byte[] readOrMake() {
    if (!PlainFile.isAnything(file)) {
      make();
    }
    return read();
  }

  /** The key, which must be there. */
  public byte[] read() {
    if (!PlainFile.isAnything(file)) {
      throw new Failure.Unfit(
          "there is no key for tokens yet: " + file + " is not there",
          "`extrato token create` makes it, with the first token");
    }
    try {
      checkReaders();
      return decoded(PlainFile.text(file).strip());
    } catch (IOException e) {
      throw trouble("read", e);
    }
  }

  private void make() {
    byte[] key = new byte[SHORTEST];
    new SecureRandom().nextBytes(key);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n";
    try (PlainOutput out = PlainFile.create(file, OWNER_ALONE)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (FileAlreadyExistsException e) {
      // Another `token create` was faster, and its key is as good.
      org.slf4j.LoggerFactory.getLogger("extrato.serve").debug("{} is there already", file);
    } catch (IOException e) {
      throw trouble("written", e);
    }
  }

  private void checkReaders() throws IOException {
    Set<PosixFilePermission> rights = Disk.waitFor(() -> Files.getPosixFilePermissions(file));
    if (!ALLOWED.containsAll(rights)) {
      throw new Failure.Unfit(
          "users other than its owner may read or change the key for tokens, " + file,
          "chmod 600 " + file + ", and make a new key if somebody may have read this one");
    }
  }

  private byte[] decoded(String text) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(text);
      if (key.length >= SHORTEST) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      org.slf4j.LoggerFactory.getLogger("extrato.serve").debug("{} is no base64", file);
    }
    throw new Failure.Unfit(
        file + " is not a key for tokens: it must be at least 32 random bytes in base64url",
        "move it away, and let `extrato token create` make one; tokens of the old key end with it");
  }

  private Failure trouble(String done, IOException e) {
    return new Failure.FileTrouble(
        "the key for tokens, " + file + ", could not be " + done + ": " + Reason.of(e),
        "check its folder, or name another file with EXTRATO_SERVE_KEY_FILE",
        e);
  }
}
