package extrato.work.importing.files;

/** Which sign divides whole numbers from cents, in one file. */
public enum Decimals {
  COMMA((byte) ',', (byte) '.'),
  POINT((byte) '.', (byte) ',');

  private final byte sign;
  private final byte group;

  Decimals(byte sign, byte group) {
    this.sign = sign;
    this.group = group;
  }

  byte sign() {
    return sign;
  }

  byte group() {
    return group;
  }
}
