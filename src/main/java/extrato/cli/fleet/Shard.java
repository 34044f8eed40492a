package extrato.cli.fleet;

import extrato.support.failure.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the studios, so that several machines share the work. A studio's name alone says which
 * part it is in: one that comes or goes moves no other.
 *
 * @param index which part, counted from 0
 * @param of how many parts there are
 */
public record Shard(int index, int of) {
  public static final Shard WHOLE = new Shard(0, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  public Shard {
    if (of < 1 || index < 0 || index >= of) {
      throw new Failure.BadArguments(
          "--shard "
              + index
              + "/"
              + of
              + " is not a part: with "
              + of
              + " parts they are 0 to "
              + (of - 1),
          "the first of 8 is 0/8");
    }
  }

  public static Shard parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new Failure.BadArguments(
          "--shard must be a part and how many there are, not '" + text + "'",
          "the first of 8 is 0/8");
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  public boolean holds(String studio) {
    return Long.remainderUnsigned(hash(studio), of) == index;
  }

  private static long hash(String studio) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(studio.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
