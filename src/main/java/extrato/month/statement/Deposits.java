package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The clients' money that was held when a month ended, as its closing noted it. It is no revenue
 * before it is released.
 *
 * @param held at the month's end
 * @param taken into hold in the month
 * @param released in the month, to artists and the studio
 * @param returned in the month, to the clients
 * @param open the holds of the month's end
 */
public record Deposits(
    BigDecimal held, BigDecimal taken, BigDecimal released, BigDecimal returned, List<Hold> open) {
  public Deposits {
    open = List.copyOf(open);
  }

  /**
   * One that was open.
   *
   * @param until the day on which it is due; null for never
   */
  public record Hold(
      long number,
      String client,
      @Nullable Long session,
      @Nullable LocalDate since,
      @Nullable LocalDate until,
      BigDecimal amount) {}

  /** As a version keeps them; null where nothing was held. */
  static @Nullable Deposits of(JsonNode json) {
    return !json.isObject()
        ? null
        : new Deposits(
            amount(json, "guardado"),
            amount(json, "entrou"),
            amount(json, "liberado"),
            amount(json, "devolvido"),
            StreamSupport.stream(json.path("abertas").spliterator(), false)
                .map(Deposits::hold)
                .toList());
  }

  private static Hold hold(JsonNode json) {
    JsonNode session = json.path("sessao");
    return new Hold(
        json.path("retencao").asLong(),
        json.path("cliente").asText(),
        session.isNumber() ? session.asLong() : null,
        day(json.path("desde")),
        day(json.path("vence")),
        amount(json, "valor"));
  }

  private static BigDecimal amount(JsonNode json, String name) {
    return Objects.requireNonNullElse(StoredJson.amount(json.path(name)), BigDecimal.ZERO);
  }

  private static @Nullable LocalDate day(JsonNode json) {
    try {
      return json.isTextual() ? LocalDate.parse(json.asText()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
