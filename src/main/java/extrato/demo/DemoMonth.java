package extrato.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happens in one month of the demo studio; it depends only on the month. */
final class DemoMonth {
  /** Similar seeds give similar first numbers; a large odd factor sets them apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final YearMonth month;
  private final Random random;
  private final Words words;

  DemoMonth(YearMonth month) {
    this.month = month;
    this.random = new Random((month.getYear() * 12L + month.getMonthValue()) * SPREAD);
    this.words = new Words(random);
  }

  /** The month's sessions. Their deposits come weeks earlier, but never before {@code opened}. */
  List<Session> sessions(LocalDate opened) {
    int count = 22 + random.nextInt(2);
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers.stream().map(number -> session(number, count, opened)).toList();
  }

  /** Payments without a session. */
  List<Payment> sales() {
    List<Payment> sales = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      boolean voucher = random.nextInt(4) == 0;
      BigDecimal value = reais(voucher ? 300 : 39).add(voucher ? cents(0) : cents(90));
      String note = voucher ? "Vale-presente 🎁" : "Pomada cicatrizante, 30 g";
      String client = random.nextInt(3) == 0 ? null : words.client();
      LocalDate day = workday();
      sales.add(payment(day, value, note, client, words.one(Staff.artists())));
    }
    return sales;
  }

  List<Bonus> bonuses() {
    List<Bonus> bonuses = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      Staff artist = words.one(Staff.artists());
      String note =
          words.one(List.of("Indicação de cliente", "Flash day, \"porta aberta\"", "Convenção"));
      BigDecimal value = reais(40 + 10 * random.nextInt(20));
      // Late on the last evening, UTC is already in the next month.
      LocalDateTime at =
          i == 0 ? month.atEndOfMonth().atTime(22, 15 + random.nextInt(40)) : evening(workday());
      bonuses.add(new Bonus(at, value, BigDecimal.valueOf(10), note, artist));
    }
    return bonuses;
  }

  List<Expense> expenses() {
    List<Expense> expenses = new ArrayList<>();
    expenses.add(new Expense(month.atDay(5), reais(3200), "Aluguel da loja", "Pix"));
    expenses.add(new Expense(month.atDay(10), reais(129).add(cents(90)), "Internet", "Crédito"));
    expenses.add(expense(month.atDay(12), 280, 160, "Energia elétrica", "Pix"));
    expenses.add(new Expense(month.atDay(15), reais(480), "Contador", "Pix"));
    for (int week = 0; week < 4; week++) {
      expenses.add(new Expense(month.atDay(2 + 7 * week), reais(160), "Limpeza, diária", "Pix"));
    }
    expenses.add(expense(workday(), 180, 90, "Agulhas 3RL e 7M1, caixa c/ 20", "Crédito"));
    expenses.add(expense(workday(), 220, 180, "Tinta preta \"tribal\", 240 ml", "Crédito"));
    expenses.add(expense(workday(), 90, 70, "Luvas, papel-toalha e álcool 70°", "Crédito"));
    if (random.nextBoolean()) {
      expenses.add(expense(workday(), 60, 40, "Café e água ☕", "Pix"));
    }
    if (random.nextBoolean()) {
      expenses.add(expense(workday(), 150, 250, "Anúncios; posts patrocinados", "Crédito"));
    }
    return expenses;
  }

  /**
   * One of a month's sessions. Its number decides what happens to it, so that each month has all
   * kinds.
   */
  private Session session(int number, int count, LocalDate opened) {
    int fate = number * 100 / count;
    Staff artist = words.one(Staff.artists());
    String client = words.client();
    LocalDate day = workday();
    BigDecimal price = price(artist);
    LocalDate booked = day.minusDays(10L + random.nextInt(35));
    boolean cancelled = fate < 11;
    boolean withDeposit = (fate < 6 || fate >= 58) && !booked.isBefore(opened);
    List<Payment> payments = new ArrayList<>();
    if (withDeposit) {
      BigDecimal deposit = price.multiply(new BigDecimal("0.3")).setScale(-1, RoundingMode.UP);
      payments.add(payment(booked, deposit, "Sinal de 30%", client, artist));
      payments.add(
          cancelled
              ? payment(day, deposit.negate(), "Devolução do sinal", client, artist)
              : payment(day, price.subtract(deposit), "Restante", client, artist));
    } else if (!cancelled) {
      payments.add(payment(day, price, words.paymentNote(), client, artist));
    }
    String note = words.sessionNote();
    String event = Long.toUnsignedString(random.nextLong(), 32);
    return new Session(
        new Session.Appointment(day, evening(booked).minusHours(9), cancelled),
        new Session.Offer(artist, client, price),
        note,
        event,
        payments,
        number % 2 == 0);
  }

  private Payment payment(
      LocalDate day, BigDecimal value, @Nullable String note, @Nullable String client, Staff who) {
    LocalDateTime at = evening(day);
    // Some shares are settled days later, so sometimes in the next month.
    long days = random.nextInt(100) < 15 ? 1 + random.nextInt(4) : 0;
    return new Payment(at, value.setScale(2), words.form(), note, client, who, at.plusDays(days));
  }

  private Expense expense(LocalDate day, int least, int spread, String what, String form) {
    BigDecimal value = reais(least + random.nextInt(spread)).add(cents(random.nextInt(100)));
    return new Expense(day, value, what, form);
  }

  /** Small jobs are more frequent than large ones, and some prices have odd cents. */
  private BigDecimal price(Staff artist) {
    double size = random.nextDouble() * (1 + random.nextDouble()) / 2;
    int tens = (int) (size * (artist.highest() - artist.lowest() - 10) / 10);
    BigDecimal price = reais(artist.lowest() + 10 * tens);
    int odd = words.one(List.of(0, 0, 0, 0, 735, 490, 25));
    return price.add(cents(odd));
  }

  /** A day from Tuesday to Saturday. */
  private LocalDate workday() {
    LocalDate day = month.atDay(1 + random.nextInt(month.lengthOfMonth()));
    boolean closed =
        day.getDayOfWeek() == DayOfWeek.SUNDAY || day.getDayOfWeek() == DayOfWeek.MONDAY;
    return closed ? workday() : day;
  }

  private LocalDateTime evening(LocalDate day) {
    return day.atTime(17 + random.nextInt(5), random.nextInt(60), random.nextInt(60));
  }

  private static BigDecimal reais(int amount) {
    return BigDecimal.valueOf(amount).setScale(2);
  }

  private static BigDecimal cents(int amount) {
    return BigDecimal.valueOf(amount, 2);
  }
}
