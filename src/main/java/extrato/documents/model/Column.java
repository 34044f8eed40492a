package extrato.documents.model;

/** A table's column: what stands above it, and what its cells hold. */
public record Column(String heading, Kind kind) {
  /** What a cell holds; where it cannot, it holds the text that stands in its place. */
  public enum Kind {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long}. */
    NUMBER,
    /** A {@link java.time.LocalDate}. */
    DATE,
    /** A {@link java.time.LocalDateTime}, of the studio's clock. */
    MOMENT,
    /** A {@link java.math.BigDecimal}. */
    MONEY,
    /** A {@link java.math.BigDecimal}: 40 is 40 per cent. */
    PERCENT;

    /** Whether its cells stand to the right, under each other. */
    public boolean isNumeric() {
      return this == NUMBER || this == MONEY || this == PERCENT;
    }
  }
}
