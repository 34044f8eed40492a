package extrato.work.serve;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.studio.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The month that a request is about. */
record RequestedMonth(Month month) {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  /** From the body's {@code month} and {@code year}, which come together or not at all. */
  static RequestedMonth of(JsonNode body, Supplier<Month> otherwise) throws RefusedRequest {
    boolean month = isGiven(body, "month");
    boolean year = isGiven(body, "year");
    if (!month && !year) {
      return new RequestedMonth(otherwise.get());
    }
    if (month != year) {
      throw RefusedRequest.badRequest("month and year must be given together, or neither of them");
    }
    return new RequestedMonth(
        new Month(number(body, "year", FIRST_YEAR, LAST_YEAR), number(body, "month", 1, 12)));
  }

  private static boolean isGiven(JsonNode body, String name) {
    return body.hasNonNull(name);
  }

  private static int number(JsonNode body, String name, int least, int most) throws RefusedRequest {
    JsonNode value = body.get(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw RefusedRequest.badRequest(
          name + " must be a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  List<String> options() {
    return List.of(
        "--year", String.valueOf(month.year()), "--month", String.valueOf(month.month()));
  }

  /** As {@code 09/2025}. */
  String slashed() {
    return month.slashed();
  }

  /** For the answer; more may be added. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("month", month.month());
    fields.put("year", month.year());
    return fields;
  }
}
