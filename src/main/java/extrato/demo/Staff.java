package extrato.demo;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The people who work in the demo studio, in the order of their ids; artists have prices. */
enum Staff {
  MARCOS(1, "Marcos Vieira", "admin", 0, 0, 0),
  RENATA(2, "Renata Prado", "artist", 600, 2400, 60),
  CAIO(3, "Caio Nakamura", "artist", 450, 1800, 55),
  TAINA(4, "Tainá Ribeiro", "artist", 350, 1200, 50),
  OTAVIO(5, "Otávio Lins", "artist", 300, 1000, 45),
  JULIA(6, "Júlia Sant'Anna", "artist", 250, 700, 40);

  private static final List<Staff> ARTISTS =
      Arrays.stream(values()).filter(one -> one.role.equals("artist")).toList();

  private final int id;
  private final String fullName;
  private final String role;
  private final int lowest;
  private final int highest;
  private final int percent;

  Staff(int id, String fullName, String role, int lowest, int highest, int percent) {
    this.id = id;
    this.fullName = fullName;
    this.role = role;
    this.lowest = lowest;
    this.highest = highest;
    this.percent = percent;
  }

  static List<Staff> artists() {
    return ARTISTS;
  }

  int id() {
    return id;
  }

  String fullName() {
    return fullName;
  }

  String email() {
    return name().toLowerCase(Locale.ROOT) + "@estudio.example";
  }

  String role() {
    return role;
  }

  int lowest() {
    return lowest;
  }

  int highest() {
    return highest;
  }

  BigDecimal percent() {
    return BigDecimal.valueOf(percent);
  }
}
