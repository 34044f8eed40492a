package extrato.life;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the studio's people do with their web application, and its administrator in SQL. */
final class WebApp {
  private static final List<String> FORMS = List.of("Pix", "Dinheiro", "Cartão", "Crédito");
  private static final List<String> ARTISTS = List.of("1", "2", "3");

  private final World world;
  private int events;

  WebApp(World world) {
    this.world = world;
  }

  /** The people who are there from the first day. */
  void opens() {
    world.studioDoes(
        """
        insert into users (id, name, role) values (1, 'Ana', 'artist'), (2, 'Bruno', 'artist'), (3, 'Ana', 'artist');
        insert into clients (id, name) values (1, 'João'), (2, 'Maria'), (3, 'Zé "Tigre" da Silva'), (4, 'Lua');
        select setval('users_id_seq', 3), setval('clients_id_seq', 4)\
        """);
  }

  void payment(Draws d) {
    pay(d, world.token(), day(d), null, null);
  }

  /** A payment in a month that is closed, or should be. */
  void latePayment(Draws d) {
    pay(d, world.token(), lateDay(d), null, null);
  }

  void refund(Draws d) {
    world.studioDoes(payment(world.token(), day(d), "-" + d.amount(), d, null, null));
  }

  void eventPayment(Draws d) {
    pay(d, world.token(), day(d), null, newEvent());
  }

  /** The application looks for an event among the live rows only. */
  void eventTwice(Draws d) {
    List<Row> rows = new ArrayList<>();
    world
        .sight()
        .archive()
        .values()
        .forEach(copies -> copies.forEach(copy -> rows.add(copy.row())));
    rows.addAll(world.sight().live().values());
    List<Row> recent =
        rows.stream()
            .filter(row -> row.table().equals("pagamentos") && row.get("google_event_id") != null)
            .filter(row -> row.data().isAfter(today().minusMonths(4)))
            .sorted(java.util.Comparator.comparing(Row::token))
            .toList();
    if (!recent.isEmpty()) {
      Row row = d.pick(recent);
      LocalDate day = d.chance(0.8) ? row.data() : day(d);
      pay(d, world.token(), day, null, row.get("google_event_id"));
    }
  }

  void session(Draws d) {
    world.studioDoes(session(world.token(), day(d), d, d.chance(0.3) ? newEvent() : null));
  }

  /** A session and its payment, tied either way or both ways. */
  void paidSession(Draws d) {
    String session = world.token();
    String payment = world.token();
    LocalDate day = day(d);
    String sql = session(session, day, d, null);
    sql +=
        ";\n"
            + payment(
                payment,
                d.chance(0.85) ? day : day(d),
                d.amount(),
                d,
                idOf("sessoes", session),
                null);
    if (d.chance(0.6)) {
      sql +=
          ";\nupdate sessoes set payment_id = "
              + idOf("pagamentos", payment)
              + " where id = "
              + idOf("sessoes", session);
    }
    if (d.chance(0.4)) {
      sql += ";\n" + commission(world.token(), idOf("pagamentos", payment), d, at());
    }
    world.studioDoes(sql);
  }

  /** Another payment, perhaps in another month, for a session that has been paid. */
  void payAgain(Draws d) {
    some(d, "sessoes")
        .ifPresent(
            row -> {
              String token = world.token();
              String sql =
                  payment(
                      token,
                      d.chance(0.5) ? day(d) : lateDay(d),
                      d.amount(),
                      d,
                      "" + row.id(),
                      null);
              if (d.chance(0.3)) {
                sql +=
                    ";\nupdate sessoes set payment_id = "
                        + idOf("pagamentos", token)
                        + " where id = "
                        + row.id();
              }
              world.studioDoes(sql);
            });
  }

  void commission(Draws d) {
    some(d, "pagamentos")
        .ifPresent(row -> world.studioDoes(commission(world.token(), "" + row.id(), d, at())));
  }

  void commissionAlone(Draws d) {
    Instant when =
        d.chance(0.8) ? world.now() : lateDay(d).atTime(12, 0).atZone(world.zone).toInstant();
    world.studioDoes(
        commission(world.token(), "null", d, d.chance(0.95) ? "'" + when + "'" : "null"));
  }

  void expense(Draws d) {
    world.studioDoes(
        String.format(
            Locale.ROOT,
            "insert into gastos (data, valor, descricao, forma_pagamento, created_by, created_at)"
                + " values ('%s', %s, '%s tinta', '%s', %s, %s)",
            d.chance(0.9) ? day(d) : lateDay(d),
            d.amount(),
            world.token(),
            d.pick(FORMS),
            d.pick(ARTISTS),
            at()));
  }

  void edit(Draws d) {
    Optional<Row> some = some(d, d.pick(Studio.BOOKS));
    if (some.isEmpty()) {
      return;
    }
    Row row = some.get();
    boolean dated = !row.table().equals("comissoes");
    String change =
        dated && d.chance(0.3)
            ? "data = '" + (d.chance(0.7) ? day(d) : lateDay(d)) + "'"
            : d.chance(0.6)
                ? "valor = " + d.amount()
                : (row.table().equals("gastos") ? "descricao" : "observacoes")
                    + " = '"
                    + row.token()
                    + " mudou, \"às vezes\"; ''"
                    + d.below(1000)
                    + "'";
    world.studioDoes(
        String.format(
            Locale.ROOT, "update %s set %s where id = %d", row.table(), change, row.id()));
  }

  /** A new amount for a record of that month. */
  void correct(Draws d, YearMonth month) {
    List<Row> rows =
        world.sight().live().values().stream()
            .filter(row -> row.table().equals("pagamentos") || row.table().equals("gastos"))
            .filter(row -> YearMonth.from(row.data()).equals(month))
            .toList();
    if (!rows.isEmpty()) {
      Row row = d.pick(rows);
      world.studioDoes(
          String.format(
              Locale.ROOT,
              "update %s set valor = %s where id = %d",
              row.table(),
              d.amount(),
              row.id()));
    }
  }

  void delete(Draws d) {
    Optional<Row> some = some(d, d.pick(Studio.BOOKS));
    some.ifPresent(
        row -> {
          String ties =
              switch (row.table()) {
                case "pagamentos" ->
                    """
                    update sessoes set payment_id = null where payment_id = %1$d;
                    delete from comissoes where pagamento_id = %1$d;
                    """;
                case "sessoes" ->
                    "update pagamentos set sessao_id = null where sessao_id = %1$d;\n";
                default -> "";
              };
          world.studioDoes(
              String.format(
                  Locale.ROOT, (ties + "delete from %2$s where id = %1$d"), row.id(), row.table()));
        });
  }

  /**
   * An import sets a sequence to the highest existing id, after a closing has emptied the table.
   */
  void sequenceBack(Draws d) {
    String table = d.pick(Studio.BOOKS);
    world.studioDoes(
        String.format(
            Locale.ROOT,
            "select setval('%1$s_id_seq', coalesce((select max(id) from %1$s), 0) + 1, false)",
            table));
  }

  /** Rows come with ids that somebody chose, which are free according to the live table. */
  void importRows(Draws d) {
    long highest = Long.parseLong(world.studio().value("select last_value from pagamentos_id_seq"));
    long id = Math.max(1, highest - d.below(30) + (d.chance(0.3) ? 40 : 0));
    String sql =
        payment(world.token(), d.chance(0.5) ? day(d) : lateDay(d), d.amount(), d, null, null);
    world.studioDoes(
        sql.replace("pagamentos (data", "pagamentos (id, data")
            .replace("values (", "values (" + id + ", "));
  }

  void columnAdded(Draws d) {
    String column =
        d.of(
            "gastos add column categoria varchar(100)",
            "pagamentos add column gorjeta numeric(10,2) default 0",
            "sessoes add column notas text",
            "comissoes add column pago_em date");
    if (world.studioDoes("alter table " + column)) {
      world.troubles.add(Trouble.COLUMN);
    }
  }

  void columnDropped(Draws d) {
    String column =
        d.of(
            "gastos drop column categoria",
            "pagamentos drop column gorjeta",
            "sessoes drop column notas",
            "comissoes drop column pago_em");
    if (world.studioDoes("alter table " + column)) {
      world.troubles.add(Trouble.COLUMN);
    }
  }

  /** An ordinary trigger that stamps rows with a date. */
  void triggerOn(Draws d) {
    if (world.studioDoes(
        """
        create or replace function carimbo() returns trigger language plpgsql as
          $$ begin new.updated_at := '2001-01-01'; return new; end $$;
        create trigger carimbo before insert or update on pagamentos for each row execute function carimbo()\
        """)) {
      world.troubles.add(Trouble.TRIGGER);
    }
  }

  void triggerOff(Draws d) {
    if (world.studioDoes("drop trigger if exists carimbo on pagamentos")) {
      world.troubles.remove(Trouble.TRIGGER);
    }
  }

  /** Another table that refers to payments, whatever happens to them. */
  void keyOn(Draws d) {
    Optional<Row> row = some(d, "pagamentos");
    String rule = d.of("", " on delete cascade", " on delete set null");
    if (row.isPresent()
        && world.studioDoes(
            String.format(
                Locale.ROOT,
                """
                create table if not exists avaliacoes (id serial primary key, pagamento_id int references pagamentos (id)%s);
                insert into avaliacoes (pagamento_id) values (%d)\
                """,
                rule,
                row.get().id()))) {
      world.troubles.add(Trouble.KEY);
    }
  }

  void keyOff(Draws d) {
    if (world.studioDoes("drop table if exists avaliacoes")) {
      world.troubles.remove(Trouble.KEY);
    }
  }

  private void pay(
      Draws d, String token, LocalDate day, @Nullable String session, @Nullable String event) {
    world.studioDoes(payment(token, day, d.amount(), d, session, event));
  }

  private String payment(
      String token,
      LocalDate day,
      String amount,
      Draws d,
      @Nullable String session,
      @Nullable String event) {
    return "insert into pagamentos (data, valor, forma_pagamento, observacoes, cliente_id,"
        + " artista_id, sessao_id, google_event_id, created_at)"
        + String.format(
            Locale.ROOT,
            " values ('%s', %s, '%s', '%s sinal', %s, %s, %s, %s, %s)",
            day,
            amount,
            d.pick(FORMS),
            token,
            client(d),
            d.pick(ARTISTS),
            session,
            quoted(event),
            at());
  }

  private String session(String token, LocalDate day, Draws d, @Nullable String event) {
    return "insert into sessoes (data, valor, observacoes, cliente_id, artista_id, google_event_id,"
        + " status, created_at)"
        + String.format(
            Locale.ROOT,
            " values ('%s', %s, '%s braço', %s, %s, %s, '%s', %s)",
            day,
            d.amount(),
            token,
            d.between(1, 4),
            d.pick(ARTISTS),
            quoted(event),
            d.of("active", "completed"),
            at());
  }

  private String commission(String token, String payment, Draws d, String created) {
    return "insert into comissoes (pagamento_id, artista_id, percentual, valor, observacoes,"
        + " created_at)"
        + String.format(
            Locale.ROOT,
            " values (%s, %s, 30, %s, '%s parte', %s)",
            payment,
            d.pick(ARTISTS),
            d.amount(),
            token,
            created);
  }

  private static String idOf(String table, String token) {
    return String.format(
        Locale.ROOT, "(select id from %s where observacoes like '%s %%')", table, token);
  }

  private static String client(Draws d) {
    return d.chance(0.2) ? "null" : "" + d.between(1, 4);
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "'" + text + "'";
  }

  private String newEvent() {
    return "event" + ++events;
  }

  private String at() {
    return "'" + world.now() + "'";
  }

  LocalDate today() {
    return LocalDate.ofInstant(world.now(), world.zone);
  }

  /** Usually today, sometimes a few days earlier or later, even across the end of the month. */
  private LocalDate day(Draws d) {
    return d.chance(0.7) ? today() : today().plusDays(d.between(-6, 6));
  }

  private LocalDate lateDay(Draws d) {
    YearMonth month = world.thisMonth().minusMonths(d.of(1, 1, 1, 2, 2, 3));
    return month.atDay(d.between(1, month.lengthOfMonth()));
  }

  /** A random live record. */
  Optional<Row> some(Draws d, String table) {
    List<Row> rows = world.sight().live(table);
    return rows.isEmpty() ? Optional.empty() : Optional.of(d.pick(rows));
  }
}
