package extrato.documents.model;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A picture that is one, whatever the file is called. */
public final class Logo {
  private static final int LARGEST = 512 << 10;

  private final byte[] bytes;
  private final String mediaType;

  private Logo(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String mediaType() {
    return mediaType;
  }

  static @Nullable Logo of(@Nullable Path file) {
    if (file == null) {
      return null;
    }
    try {
      byte[] bytes = PlainFile.bytes(file);
      String mediaType = mediaType(bytes);
      if (bytes.length > LARGEST || mediaType == null) {
        throw new Failure.Unfit(
            "EXTRATO_STUDIO_LOGO: "
                + file
                + (mediaType == null ? " is neither PNG nor JPEG" : " is larger than 512 kB"),
            "name another picture, or none");
      }
      return new Logo(bytes, mediaType);
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          "EXTRATO_STUDIO_LOGO: " + file + " cannot be read: " + Reason.of(e),
          "name a picture that this user can read, or none",
          e);
    }
  }

  private static @Nullable String mediaType(byte[] bytes) {
    if (begins(bytes, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    return begins(bytes, 0xFF, 0xD8, 0xFF) ? "image/jpeg" : null;
  }

  private static boolean begins(byte[] bytes, int... with) {
    for (int at = 0; at < with.length; at++) {
      if (bytes.length <= at || bytes[at] != (byte) with[at]) {
        return false;
      }
    }
    return true;
  }
}
