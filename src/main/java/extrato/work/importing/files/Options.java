package extrato.work.importing.files;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about the files.
 *
 * @param renamed columns of the tables by the names that the files have for them
 * @param decimals null where the files are to tell
 * @param days null where the files are to tell
 * @param zone in which a moment without a zone is meant
 * @param printed whether every value is as the server prints it
 */
public record Options(
    Map<String, String> renamed,
    @Nullable Decimals decimals,
    @Nullable DayOrder days,
    ZoneId zone,
    boolean printed) {
  public Options(
      Map<String, String> renamed,
      @Nullable Decimals decimals,
      @Nullable DayOrder days,
      ZoneId zone) {
    this(renamed, decimals, days, zone, false);
  }

  /** Of a file that this program wrote. */
  public static Options ofThisProgram() {
    return new Options(Map.of(), null, null, ZoneOffset.UTC, true);
  }

  public Options {
    renamed = Map.copyOf(renamed);
  }
}
