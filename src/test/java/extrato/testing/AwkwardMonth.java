package extrato.testing;

import extrato.testing.StudioBooks.Comissao;
import extrato.testing.StudioBooks.Gasto;
import extrato.testing.StudioBooks.Pagamento;
import extrato.testing.StudioBooks.Person;
import extrato.testing.StudioBooks.Sessao;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * September 2025 of a studio that has met every awkward case, between neighbouring months that
 * share records with it. What belongs to the month was worked out by hand and stands here as
 * numbers.
 */
public final class AwkwardMonth {
  public static final YearMonth MONTH = YearMonth.of(2025, 9);
  public static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  /** Two artists with the same name. */
  public static final int ANA = 1;

  public static final int OTHER_ANA = 2;
  public static final int TIGRE = 3;

  /** Earns a commission, although no payment of the month is for this artist. */
  public static final int GUEST = 4;

  private static final int FIRST_NASTY_PAGAMENTO = 1001;
  private static final int FIRST_NASTY_GASTO = 4001;

  private AwkwardMonth() {}

  /** The studio with columns of its own on the four tables, of every kind of type. */
  public static void fill(StudioDatabase studio) {
    fillOrdinary(studio);
    studio.executeScript("awkward-columns.sql");
    studio.executeScript("awkward-values.sql");
  }

  /** The same books with only the studio's ordinary columns (and {@code gastos.categoria}). */
  public static void fillOrdinary(StudioDatabase studio) {
    books().insertInto(studio);
  }

  public static StudioBooks books() {
    return new StudioBooks(
        ZONE, artistas(), clientes(), pagamentos(), sessoes(), comissoes(), gastos());
  }

  private static List<Person> artistas() {
    return List.of(
        new Person(ANA, "Ana Souza"),
        new Person(OTHER_ANA, "Ana Souza"),
        new Person(TIGRE, "Zé \"Tigre\" D'Ávila, o 1º"),
        new Person(GUEST, "Convidada 🐍"));
  }

  private static List<Person> clientes() {
    return List.of(
        new Person(1, "José Antônio"),
        new Person(2, "Maria, a \"Flor\""),
        new Person(3, "João\nda Silva"),
        new Person(4, "\\N"),
        new Person(5, ""));
  }

  private static List<Pagamento> pagamentos() {
    return join(
        List.of(
            // The same month of other years, and the days around the month's edges.
            pagamento(60, "2024-09-15", "500.00", "Pix", 1, ANA, null),
            pagamento(61, "2026-09-15", "500.00", "Pix", 1, ANA, null),
            pagamento(62, "2025-08-31", "70.00", "Pix", 2, ANA, null),
            pagamento(63, "2025-10-01", "80.00", "Pix", 2, ANA, null),
            // Payments of August and October for sessions that September pays for too.
            pagamento(81, "2025-08-20", "100.00", "Pix", 1, ANA, 208),
            pagamento(82, "2025-08-21", "100.00", "Pix", 1, ANA, null),
            pagamento(83, "2025-08-22", "100.00", "Pix", 1, ANA, 215),
            pagamento(84, "2025-08-23", "100.00", "Pix", 1, ANA, 216),
            pagamento(121, "2025-10-02", "110.00", "Pix", 1, ANA, null),
            pagamento(122, "2025-10-03", "110.00", "Pix", 1, ANA, 214),
            pagamento(123, "2025-10-04", "110.00", "Pix", 1, ANA, null),
            // September's payments.
            pagamento(101, "2025-09-01", "250.00", "Pix", 1, ANA, 201),
            pagamento(102, "2025-09-30", "0.01", "Dinheiro", null, OTHER_ANA, null),
            pagamento(103, "2025-09-15", "-50.00", "", 2, ANA, null),
            pagamento(104, "2025-09-15", "99999999.99", "Cartão de Crédito", 3, TIGRE, null),
            pagamento(105, "2025-09-02", "300.00", "Pix", 4, ANA, null),
            pagamento(106, "2025-09-03", "310.10", "pix", 5, OTHER_ANA, 206),
            pagamento(107, "2025-09-04", "320.20", "Pix", 1, TIGRE, 207),
            pagamento(108, "2025-09-05", "330.30", "Dinheiro", 2, TIGRE, null),
            pagamento(109, "2025-09-06", "40.00", "Pix", 1, ANA, null),
            pagamento(110, "2025-09-07", "60.00", "Dinheiro", null, ANA, 209),
            pagamento(111, "2025-09-08", "11.11", "Pix", 1, OTHER_ANA, 210),
            pagamento(112, "2025-09-09", "22.22", "Pix", 2, OTHER_ANA, 211),
            pagamento(113, "2025-09-10", "33.33", "Pix", 3, ANA, 212),
            pagamento(114, "2025-09-11", "0.00", "Cortesia", 3, ANA, null),
            pagamento(115, "2025-09-12", "45.45", "Pix", 3, ANA, 216)),
        nasty(FIRST_NASTY_PAGAMENTO, AwkwardMonth::nastyPagamento));
  }

  private static List<Sessao> sessoes() {
    return List.of(
        // Session and payment refer to each other.
        sessao(201, "2025-09-01", "250.00", ANA, "completed", 101),
        // Sessions of other months, paid in this one; each tied in one direction only.
        sessao(205, "2025-08-10", "300.00", ANA, "paid", 105),
        sessao(206, "2025-10-10", "310.10", OTHER_ANA, "cancelled", null),
        // Paid in this month and in the next or the last one, with pointers in either direction:
        // they stay.
        sessao(207, "2025-09-04", "640.40", TIGRE, "active", 121),
        sessao(208, "2025-09-05", "430.30", TIGRE, "active", 108),
        sessao(212, "2025-08-21", "133.33", ANA, "active", 82),
        sessao(216, "2025-09-12", "255.45", ANA, "active", 123),
        // Two payments of the month for one session; two sessions and payments crosswise.
        sessao(209, "2025-09-06", "100.00", ANA, "active", 109),
        sessao(210, "2025-09-08", "11.11", OTHER_ANA, "active", 112),
        sessao(211, "2025-09-09", "22.22", OTHER_ANA, "active", 111),
        // Dated in this month, but unpaid or paid only in other months: they do not belong to it.
        sessao(213, "2025-09-20", "900.00", ANA, "active", null),
        sessao(214, "2025-09-21", "110.00", ANA, "paid", 122),
        sessao(215, "2025-09-22", "100.00", ANA, "paid", null));
  }

  private static List<Comissao> comissoes() {
    return List.of(
        comissao(301, 101, ANA, "100.00", "2025-09-01T12:00:00Z"),
        comissao(302, 101, OTHER_ANA, "25.00", "2025-08-01T12:00:00Z"),
        comissao(303, 104, TIGRE, "49999999.99", "2025-10-15T12:00:00Z"),
        comissao(304, 121, ANA, "55.00", "2025-09-10T12:00:00Z"),
        comissao(305, 81, ANA, "50.00", "2025-09-10T12:00:00Z"),
        // Without a payment: the studio's clock decides, to the microsecond.
        comissao(306, null, ANA, "1.00", "2025-09-01T02:59:59Z"),
        comissao(307, null, ANA, "2.00", "2025-09-01T02:59:59.999999Z"),
        comissao(308, null, ANA, "4.00", "2025-09-01T03:00:00Z"),
        comissao(309, null, GUEST, "8.00", "2025-10-01T02:59:59.999999Z"),
        comissao(310, null, GUEST, "16.00", "2025-10-01T03:00:00Z"),
        // Neither payment nor date: they belong to no month.
        comissao(311, null, ANA, "32.00", null),
        comissao(312, 102, OTHER_ANA, "0.01", null),
        comissao(313, 103, ANA, "-20.00", "2025-09-15T12:00:00Z"));
  }

  private static List<Gasto> gastos() {
    return join(
        List.of(
            gasto(401, "2025-09-01", "100.10", "Pix", "Tintas"),
            gasto(402, "2025-09-30", "200.20", "Pix", null),
            gasto(403, "2025-09-15", "-10.00", "Dinheiro", "Outros"),
            gasto(404, "2025-09-15", "0.01", "", "Agulhas, \"finas\""),
            gasto(405, "2025-08-31", "999.00", "Pix", "Tintas"),
            gasto(406, "2025-10-01", "999.00", "Pix", null),
            gasto(407, "2024-09-15", "999.00", "Pix", null)),
        nasty(FIRST_NASTY_GASTO, AwkwardMonth::nastyGasto));
  }

  /** Each awkward text once, on a payment of one cent. */
  private static Pagamento nastyPagamento(int id, String text) {
    return new Pagamento(
        id, LocalDate.of(2025, 9, 25), new BigDecimal("0.01"), "Pix", text, 1, ANA, null);
  }

  /** Each awkward text once more, on an expense of two cents. */
  private static Gasto nastyGasto(int id, String text) {
    return new Gasto(
        id, LocalDate.of(2025, 9, 25), new BigDecimal("0.02"), text, "Pix", ANA, "Tintas");
  }

  /** What the closing has to find and to add up. */
  public static MonthOfBooks expected() {
    int nasty = Nasty.TEXTS.size();
    BigDecimal nastyReceita = new BigDecimal("0.01").multiply(BigDecimal.valueOf(nasty));
    BigDecimal nastyDespesas = new BigDecimal("0.02").multiply(BigDecimal.valueOf(nasty));
    return new MonthOfBooks(
        with(
            FIRST_NASTY_PAGAMENTO,
            nasty,
            101,
            102,
            103,
            104,
            105,
            106,
            107,
            108,
            109,
            110,
            111,
            112,
            113,
            114,
            115),
        ids(201, 205, 206, 207, 208, 209, 210, 211, 212, 216),
        ids(207, 208, 212, 216),
        ids(301, 302, 303, 308, 309, 312, 313),
        with(FIRST_NASTY_GASTO, nasty, 401, 402, 403, 404),
        ids(311),
        new BigDecimal("100001672.71").add(nastyReceita),
        new BigDecimal("50000117.00"),
        new BigDecimal("290.31").add(nastyDespesas),
        sums(
            Map.of(
                ANA, new BigDecimal("678.78").add(nastyReceita),
                OTHER_ANA, new BigDecimal("343.44"),
                TIGRE, new BigDecimal("100000650.49"))),
        sums(
            Map.of(
                ANA, new BigDecimal("84.00"),
                OTHER_ANA, new BigDecimal("25.01"),
                TIGRE, new BigDecimal("49999999.99"),
                GUEST, new BigDecimal("8.00"))),
        sums(
            Map.of(
                "", new BigDecimal("-50.00"),
                "Pix", new BigDecimal("1022.31").add(nastyReceita),
                "pix", new BigDecimal("310.10"),
                "Dinheiro", new BigDecimal("390.31"),
                "Cartão de Crédito", new BigDecimal("99999999.99"),
                "Cortesia", new BigDecimal("0.00"))),
        sums(
            Map.of(
                "", new BigDecimal("0.01"),
                "Pix", new BigDecimal("300.30").add(nastyDespesas),
                "Dinheiro", new BigDecimal("-10.00"))),
        sums(
            Map.of(
                "Agulhas, \"finas\"",
                new BigDecimal("0.01"),
                MonthOfBooks.NO_CATEGORY,
                new BigDecimal("190.20"),
                "Tintas",
                new BigDecimal("100.10").add(nastyDespesas))));
  }

  private static Pagamento pagamento(
      int id,
      String data,
      String valor,
      String forma,
      @Nullable Integer cliente,
      int artista,
      @Nullable Integer sessao) {
    return new Pagamento(
        id, LocalDate.parse(data), new BigDecimal(valor), forma, null, cliente, artista, sessao);
  }

  private static Sessao sessao(
      int id, String data, String valor, int artista, String status, @Nullable Integer pagamento) {
    return new Sessao(
        id,
        LocalDate.parse(data),
        new BigDecimal(valor),
        null,
        1 + id % 5,
        artista,
        status,
        pagamento);
  }

  private static Comissao comissao(
      int id, @Nullable Integer pagamento, int artista, String valor, @Nullable String createdAt) {
    return new Comissao(
        id,
        pagamento,
        artista,
        new BigDecimal(id % 2 == 0 ? "40.00" : "12.50"),
        new BigDecimal(valor),
        null,
        createdAt == null ? null : Instant.parse(createdAt));
  }

  private static Gasto gasto(
      int id, String data, String valor, String forma, @Nullable String categoria) {
    return new Gasto(
        id, LocalDate.parse(data), new BigDecimal(valor), null, forma, 1 + id % 4, categoria);
  }

  private static <T> List<T> nasty(int firstId, BiFunction<Integer, String, T> record) {
    return IntStream.range(0, Nasty.TEXTS.size())
        .mapToObj(i -> record.apply(firstId + i, Nasty.TEXTS.get(i)))
        .toList();
  }

  private static <T> List<T> join(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static NavigableSet<Integer> ids(Integer... ids) {
    return new TreeSet<>(List.of(ids));
  }

  private static NavigableSet<Integer> with(int first, int count, Integer... others) {
    NavigableSet<Integer> all = ids(others);
    IntStream.range(first, first + count).forEach(all::add);
    return all;
  }

  private static <K extends Comparable<K>> NavigableMap<K, BigDecimal> sums(
      Map<K, BigDecimal> sums) {
    return new TreeMap<>(sums);
  }
}
