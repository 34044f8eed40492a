package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of import, and undoing one, with the connection lost or the program killed at any of
 * its statements: all of it was done or nothing, that is told truly, and what was done can be
 * undone.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class ImportFaultsE2E {
  /** More than any of them sends; a trap beyond the last one is never sprung. */
  private static final int STATEMENTS = 150;

  private static final List<Kind> KINDS = List.of(Kind.values());

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;
  private Map<String, String> base = Map.of();

  /** What an import does to the books. */
  private enum Kind {
    ADD("new", "--again"),
    UPDATE("other", "--mode merge --update"),
    REPLACE("new", "--mode replace --month 2025-11 --again"),
    UNDO("new", "--again");

    private final String folder;
    private final String options;

    Kind(String folder, String options) {
      this.folder = folder;
      this.options = options;
    }
  }

  @BeforeEach
  void openTheStudio(StudioDatabase studio) throws IOException {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        """
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id)
        select n, '2025-11-03', 10, 'Pix', 1 from generate_series(9001, 9100) n;
        insert into comissoes (id, pagamento_id, artista_id, percentual, valor)
        select n, n, 1, 70, 7 from generate_series(9001, 9100) n\
        """);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
    write("new", 9101);
    write("other", 9001);
    base = studio.dumpBooks();
  }

  private void write(String name, int first) throws IOException {
    Path folder = Files.createDirectories(home.resolve(name));
    StringBuilder payments = new StringBuilder("id,data,valor,forma_pagamento,artista_id\n");
    StringBuilder commissions = new StringBuilder("id,pagamento_id,artista_id,percentual,valor\n");
    for (int id = first; id < first + 50; id++) {
      payments.append(id).append(",2025-11-04,20.00,Pix,1\n");
      commissions.append(id).append(',').append(id).append(",1,70,14.00\n");
    }
    Files.writeString(folder.resolve("pagamentos.csv"), payments);
    Files.writeString(folder.resolve("comissoes.csv"), commissions);
  }

  @Test
  void connection_thatIsLostAtAnyStatement_leavesAllOrNothing() {
    Attack.named("connection lost at a statement of an import")
        .repeat(Attack.size("imports"), this::cut)
        .check();
  }

  private String cut(Random random) {
    Trial trial = new Trial(random);
    try (TcpProxy proxy = studio.proxy()) {
      Fault fault = random.nextBoolean() ? Fault.CUT_BEFORE : Fault.CUT_ANSWER;
      Trap trap = proxy.at("", 1 + random.nextInt(STATEMENTS), fault);
      Ended ended = by(proxy).run(trial.words());
      trial.isToldTruly(ended);
      return trial.kind
          + (trap.isSprung() ? " cut" : " not reached")
          + ", exit "
          + ended.exitCode();
    }
  }

  private Operator by(TcpProxy proxy) {
    return operator.with("DATABASE_URL", proxy.url(studio.url()));
  }

  @Test
  void commit_thatIsLost_orItsAnswer_isToldTruly() {
    Attack.named("commit of an import lost, or its answer")
        .repeat(Attack.size("imports.commits"), this::cutAtTheCommit)
        .check();
  }

  private String cutAtTheCommit(Random random) throws Exception {
    Trial trial = new Trial(random);
    Fault fault = random.nextBoolean() ? Fault.CUT_BEFORE : Fault.CUT_ANSWER;
    try (TcpProxy proxy = studio.proxy()) {
      Ended ended;
      try (Turnstile turnstile =
          Turnstile.at(studio, "before insert or update on extrato.importacoes")) {
        CompletableFuture<Ended> run =
            CompletableFuture.supplyAsync(() -> by(proxy).run(trial.words()));
        turnstile.awaitSomebody();
        Trap trap = proxy.at("COMMIT", fault);
        turnstile.open();
        trap.await();
        ended = run.get(1, TimeUnit.MINUTES);
      }
      studio.execute("drop trigger turnstile on extrato.importacoes");
      trial.isToldTruly(ended);
      return trial.kind + " " + fault + ", exit " + ended.exitCode();
    }
  }

  @Test
  void program_thatIsKilledAtAnyStatement_leavesAllOrNothing() {
    PackagedProgram program =
        PackagedProgram.installedIn(home.resolve("program"))
            .on(studio)
            .with("EXTRATO_ENV", "test")
            .with("EXTRATO_BACKUP_DIR", operator.backups().toString());
    Attack.named("SIGKILL at a statement of an import")
        .repeat(Attack.size("imports.kills"), random -> kill(random, program))
        .check();
    program.uninstall();
  }

  private String kill(Random random, PackagedProgram program) throws InterruptedException {
    Trial trial = new Trial(random);
    try (TcpProxy proxy = studio.proxy()) {
      Fault fault = random.nextBoolean() ? Fault.HOLD_BEFORE : Fault.HOLD_ANSWER;
      Trap trap = proxy.at("", 1 + random.nextInt(STATEMENTS), fault);
      boolean parked;
      try (Running running =
          program.with("DATABASE_URL", proxy.url(studio.url())).start(trial.words())) {
        parked = trap.isSprungBefore(() -> !running.process().isAlive());
        if (parked) {
          running.process().destroyForcibly();
        }
        running.await();
      }
      proxy.close();
      studio.checkNoSessionOfTheTool();
      trial.isAllOrNothing();
      return trial.kind + (parked ? " killed" : " was through");
    }
  }

  @Test
  void disk_thatIsFullForTheImages_changesNothing() throws IOException {
    Assumptions.assumeTrue(Tmpfs.isPossible());
    StringBuilder many = new StringBuilder("data,valor,forma_pagamento,created_by\n");
    many.append("2025-11-04,20.00,Pix,1\n".repeat(5000));
    Path csv = Files.writeString(home.resolve("gastos.csv"), many);
    try (Tmpfs disk = Tmpfs.over(operator.backups().resolve("imports"), "size=64k")) {
      assertThat(disk).isNotNull();
      Ended full = operator.run("import", csv.toString()).expect(9);
      assertThat(full.err()).contains("nothing was changed");
      assertThat(studio.dumpBooks()).isEqualTo(base);
    }
    operator.succeed("import", csv.toString());
  }

  /** One import, or undoing one, and the books before it. */
  private final class Trial {
    private final Kind kind;
    private final String undone;
    private final Map<String, String> before;

    Trial(Random random) {
      kind = KINDS.get(random.nextInt(KINDS.size()));
      undone = kind == Kind.UNDO ? run(operator.run(importing())) : "";
      before = studio.dumpBooks();
    }

    private String run(Ended ended) {
      return ended.expect(0).json().path("run_id").asText();
    }

    String[] words() {
      return kind == Kind.UNDO ? new String[] {"import", "--undo", undone, "--json"} : importing();
    }

    private String[] importing() {
      List<String> words = new ArrayList<>(List.of("import"));
      words.add(home.resolve(kind.folder).toString());
      words.addAll(List.of(kind.options.split(" ", -1)));
      words.add("--json");
      return words.toArray(String[]::new);
    }

    void isToldTruly(Ended ended) {
      assertThat(ended.exitCode()).as(ended.both()).isIn(0, 5, 10);
      boolean done = isAllOrNothing();
      if (ended.exitCode() != 10) {
        assertThat(done).as(ended.both()).isEqualTo(ended.exitCode() == 0);
      }
    }

    /** Returns whether it was done, and leaves the books as they were at the beginning. */
    boolean isAllOrNothing() {
      Map<String, String> after = studio.dumpBooks();
      boolean changed = !after.equals(before);
      String inForce =
          studio.value("select max(run_id) from extrato.importacoes where desfeita_em is null");
      if (kind == Kind.UNDO) {
        assertThat(inForce == null).isEqualTo(changed);
        assertThat(changed).isEqualTo(after.equals(base));
      } else {
        assertThat(inForce != null).isEqualTo(changed);
      }
      if (inForce != null) {
        assertThat(operator.backups().resolve("imports").resolve(inForce)).isDirectory();
        operator.succeed("import", "--undo", inForce);
      }
      assertThat(studio.dumpBooks()).isEqualTo(base);
      return changed;
    }
  }
}
