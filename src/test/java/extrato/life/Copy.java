package extrato.life;

import java.time.YearMonth;

/** A record that the archive holds for a month, in the version that counts for its id. */
record Copy(YearMonth month, int version, Row row) {
  @Override
  public String toString() {
    return row + " in the archive of " + month;
  }
}
