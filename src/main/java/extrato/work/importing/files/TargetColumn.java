package extrato.work.importing.files;

import java.util.Set;

/**
 * A column that a value goes into.
 *
 * @param type as the server prints it
 * @param size digits of a number or letters of a text; 0 where the type sets no limit
 * @param scale decimals of a number with a size
 */
public record TargetColumn(String name, String type, Kind kind, int size, int scale) {
  private static final Set<String> MONEY = Set.of("valor", "comissao", "percentual");

  /** What values of a type look like. */
  public enum Kind {
    SMALLINT,
    INTEGER,
    BIGINT,
    NUMERIC,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ,
    BOOLEAN,
    TEXT,
    /** A type whose grammar only the server knows: its values must be as the server prints them. */
    OTHER;

    public boolean isDay() {
      return this == DATE || isMoment();
    }

    boolean isMoment() {
      return this == TIMESTAMP || this == TIMESTAMPTZ;
    }

    public static Kind ofType(String base) {
      return switch (base) {
        case "smallint" -> SMALLINT;
        case "integer" -> INTEGER;
        case "bigint" -> BIGINT;
        case "numeric" -> NUMERIC;
        case "date" -> DATE;
        case "timestamp without time zone" -> TIMESTAMP;
        case "timestamp with time zone" -> TIMESTAMPTZ;
        case "boolean" -> BOOLEAN;
        case "character varying", "text" -> TEXT;
        default -> OTHER;
      };
    }
  }

  /**
   * @param modifier the server's atttypmod, which holds a type's limits
   */
  public static TargetColumn of(String name, String type, String base, int modifier) {
    Kind kind = Kind.ofType(base);
    int limits = modifier < 4 ? 0 : modifier - 4;
    return switch (kind) {
      case NUMERIC -> new TargetColumn(name, type, kind, limits >> 16 & 0xffff, limits & 0x7ff);
      case TEXT -> new TargetColumn(name, type, kind, limits, 0);
      default ->
          // Limits of other types, as of timestamp(0), would change values without a word.
          new TargetColumn(name, type, modifier < 0 ? kind : Kind.OTHER, 0, 0);
    };
  }

  /** As people know it. */
  String shown() {
    return name.replace(PersonName.STAGED, "");
  }

  /**
   * The same column for the values of a backup, which are as the server prints them: it alone knows
   * what an infinite moment or a day before Christ is. Amounts and days of the books are held to
   * their own grammar all the same.
   */
  TargetColumn asPrinted() {
    boolean money = kind == Kind.NUMERIC && MONEY.contains(name);
    return money || isDayOfTheBooks() || kind == Kind.TEXT ? this : ofTheServer();
  }

  /** The same column, whose values only the server reads. */
  TargetColumn ofTheServer() {
    return new TargetColumn(name, type, Kind.OTHER, 0, 0);
  }

  /** Whether it says in which of the tool's months a record is. */
  boolean isDayOfTheBooks() {
    return kind == Kind.DATE && name.equals("data");
  }
}
