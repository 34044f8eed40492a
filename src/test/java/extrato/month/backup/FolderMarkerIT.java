package extrato.month.backup;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.OlderSchema;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a folder of backups is: a wrong one must not look as if there were nothing to do. */
@ExtendWith(StudioExtension.class)
class FolderMarkerIT {
  private static final String MARK = "extrato-backups.json";

  @TempDir Path home;

  private Operator operator =
      new Operator(java.util.Map.of(), Path.of(""), java.time.Clock.systemUTC());

  @BeforeEach
  void openBooks(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
  }

  private Path marker() {
    return operator.backups().resolve(MARK);
  }

  /** The disk is not mounted: its place is there, and empty. */
  private Path unmount() throws IOException {
    Path away = home.resolve("disk");
    Files.move(operator.backups(), away);
    Files.createDirectories(operator.backups());
    return away;
  }

  private void mount(Path disk) throws IOException {
    Files.delete(operator.backups());
    Files.move(disk, operator.backups());
  }

  /** Neither folder nor database is said to be another one; open months are not the question. */
  private static void isWell(Operator operator) {
    assertThat(operator.run("status", "--json").expect(0).out())
        .contains("\"attention\"")
        .doesNotContain("backup_folder", "copied_or_moved", "set_back", "backup_missing");
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void everyWriterStops(int code, String... said) {
    for (String command : List.of("backup", "extrato", "monthly", "restore", "drill")) {
      assertThat(operator.run(MONTH, command).expect(code).err()).contains(said);
    }
    assertThat(operator.run("init").expect(code).err()).contains(said);
    assertThat(operator.run("prune", "--yes").expect(code).err()).contains(said);
    assertThat(operator.run(MONTH, "extrato", "--dry-run").expect(code).err()).contains(said);
  }

  @Test
  void init_marksTheFolder_forItsOwnerOnly(StudioDatabase studio) throws IOException {
    operator.succeed("init");

    assertThat(Files.readString(marker()))
        .contains(
            "\"format\" : 1",
            "\"database_id\" : \"" + studio.value("select database_id from extrato.studio") + "\"",
            "\"studio\" : \"public\"",
            "\"zone\" : \"America/Sao_Paulo\"",
            "\"since\" : \"2025-12-05T12:00:00Z\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marker())))
        .isEqualTo("rw-------");
    assertThat(files(operator.backups())).hasSize(1);
    String marked = Files.readString(marker());
    operator.at("2026-01-05T12:00:00Z").succeed("init");
    operator.run(MONTH, "backup").expect(0);
    assertThat(marker()).hasContent(marked);
  }

  @Test
  void firstBackup_marksTheFolder(StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);

    assertThat(marker()).exists();
    assertThat(studio.column("select sha256 from extrato.geracoes where origem = 'escrita'"))
        .hasSize(1);
    assertThat(Files.readString(operator.manifest(MONTH, 1)))
        .contains(
            "\"server\" : \"" + studio.value("select system_identifier from pg_control_system()"),
            "\"database_oid\" : \""
                + studio.value("select oid from pg_database where datname = current_database()"));
  }

  @Test
  void unmountedDisk_stopsEveryWriter_andIsNoRest(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    var before = studio.dump();
    Path disk = unmount();

    everyWriterStops(9, operator.backups().toString(), "is the disk mounted?");
    assertThat(studio.dump()).isEqualTo(before);
    assertThat(files(operator.backups())).isEmpty();
    assertThat(operator.run(MONTH, "verify").expect(9).err()).contains("is the disk mounted?");
    assertThat(operator.run("status", "--check").expect(12).err())
        .contains(operator.backups().toString(), "is the disk mounted?");
    assertThat(operator.run("doctor").expect(12).out()).contains("is the disk mounted?");
    assertThat(operator.run("status", "--json").expect(0).out())
        .contains("\"reason\":\"backup_folder\"");

    mount(disk);
    operator.run(MONTH, "monthly").expect(0);
    isWell(operator);
  }

  /** Without a database, too, a folder without a mark is not one that holds no backup yet. */
  @Test
  void unmountedDisk_isNotTakenForAMonthWithoutABackup(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    Path disk = unmount();

    for (List<String> args :
        List.of(
            List.of("verify", "--year", "2025", "--month", "9", "--file-only"),
            List.of("verify", "--all", "--file-only"))) {
      assertThat(operator.run(args.toArray(String[]::new)).expect(9).err())
          .contains(operator.backups() + " holds no backups", "is the disk mounted?");
    }
    assertThat(operator.succeed("status", "--backups").out())
        .contains(operator.backups() + " is not the folder", "there are no backups");
    mount(disk);
    operator.succeed("verify", "--all", "--file-only");
    assertThat(operator.succeed("status", "--backups").out()).doesNotContain("is not the folder");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void monthsFolder_thatIsGone_isNotAMonthWithoutABackup(boolean closed, StudioDatabase studio)
      throws IOException {
    operator.run(MONTH, "backup").expect(0);
    if (closed) {
      operator.run(MONTH, "extrato").expect(0);
    }
    Path folder = Objects.requireNonNull(operator.backup(MONTH, 1).getParent());
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);

    for (String command : closed ? List.of("verify", "drill") : List.of("verify", "extrato")) {
      assertThat(operator.run(MONTH, command).expect(4).err())
          .contains("the backup of 09/2025 is gone", folder.toString(), "bring it back, or ")
          .doesNotContain("has no backup");
    }
    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(4).err())
        .contains("the backup of 09/2025 is gone");
    operator.run(MONTH, "backup").expect(0);
    operator.run(MONTH, "verify").expect(0);
  }

  @Test
  void openMonth_whenTheDiskIsUnmounted_isNotBackedUpElsewhere(StudioDatabase studio)
      throws IOException {
    operator.run(MONTH, "backup").expect(0);
    unmount();

    assertThat(operator.run(MONTH, "monthly").expect(9).err()).contains("is the disk mounted?");
    assertThat(studio.count("pagamentos")).isPositive();
  }

  @Test
  void emptyFolder_thatIsMeant_isTakenByAWord(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    Operator elsewhere = operator.with("EXTRATO_BACKUP_DIR", "new");

    assertThat(elsewhere.run(MONTH, "monthly").expect(9).err()).contains("`extrato init --adopt`");
    elsewhere.succeed("init", "--adopt");
    elsewhere.run(MONTH, "backup").expect(0);
    elsewhere.run(MONTH, "monthly").expect(0);
    isWell(elsewhere);
  }

  @Tag("slow")
  @Test
  void folder_whoseFilesWereMoved_isTheSame(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    Files.move(operator.backups(), home.resolve("new"));

    operator.with("EXTRATO_BACKUP_DIR", "new").run(MONTH, "monthly").expect(0);
  }

  @Tag("slow")
  @Test
  void wrongDatabase_stopsBeforeAnythingIsMadeThere(StudioDatabase studio) {
    operator.close(MONTH);
    try (StudioDatabase wrong = StudioDatabase.create()) {
      operator = operator.movedTo(wrong);
      var before = wrong.dump();

      everyWriterStops(9, operator.backups().toString(), "another database");
      assertThat(wrong.dump()).isEqualTo(before);
      assertThat(operator.run("status", "--check").expect(12).err())
          .contains(operator.backups().toString(), "another database");
      assertThat(operator.run("doctor").expect(12).out()).contains("another database");
    }
  }

  @Tag("slow")
  @Test
  void twoDatabases_thatAreSwapped_stop(StudioDatabase studio) {
    operator.close(MONTH);
    try (StudioDatabase other = StudioDatabase.create()) {
      AwkwardMonth.fillOrdinary(other);
      Operator others = operator.movedTo(other).with("EXTRATO_BACKUP_DIR", "others");
      others.close(MONTH);

      assertThat(operator.movedTo(other).run(MONTH, "monthly").expect(9).err())
          .contains(operator.backups().toString());
      assertThat(
              operator.with("EXTRATO_BACKUP_DIR", "others").run(MONTH, "monthly").expect(9).err())
          .contains("others");
    }
  }

  @Tag("slow")
  @Test
  void secondCopy_thatIsNotMounted_stopsToo(StudioDatabase studio) throws IOException {
    operator = operator.with("EXTRATO_BACKUP_COPY", "nas");
    operator.run(MONTH, "backup").expect(0);
    assertThat(home.resolve("nas").resolve(MARK)).hasSameTextualContentAs(marker());
    Files.move(home.resolve("nas"), home.resolve("away"));

    assertThat(operator.run(MONTH, "extrato").expect(9).err())
        .contains(home.resolve("nas").toString(), "is the disk mounted?");
    assertThat(operator.run("status", "--check").expect(12).err()).contains("is the disk mounted?");

    operator.succeed("init", "--adopt");
    operator.run(MONTH, "extrato").expect(0);
    assertThat(files(home.resolve("nas"))).hasSize(3);
  }

  @Tag("slow")
  @Test
  void secondCopy_thatIsNew_isBegun(StudioDatabase studio) {
    operator.close(MONTH);

    operator.with("EXTRATO_BACKUP_COPY", "nas").run(MONTH, "backup").expect(0);

    assertThat(files(home.resolve("nas"))).hasSize(3);
  }

  @Tag("slow")
  @Test
  void damagedMarker_isSaid(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    Files.writeString(marker(), "{}");

    assertThat(operator.run(MONTH, "monthly").expect(9).err()).contains(marker().toString());
    assertThat(operator.run("status", "--check").expect(12).err()).contains(marker().toString());
  }

  @Tag("slow")
  @Test
  void copy_besideTheOriginal_stopsUntilItIsSaid(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    try (StudioDatabase copied = studio.copy()) {
      operator = operator.movedTo(copied);

      everyWriterStops(8, "`extrato init --moved`", "`extrato init --copy`");
      assertThat(operator.run("status", "--check").expect(12).err()).contains("is a copy");
      assertThat(operator.run("doctor").expect(12).out()).contains("--copy");
      assertThat(operator.run("init", "--copy").expect(9).err())
          .contains(operator.backups().toString(), "EXTRATO_BACKUP_DIR");

      Operator copy = operator.with("EXTRATO_BACKUP_DIR", "copy");
      copy.succeed("init", "--copy");
      assertThat(copied.value("select database_id::text from extrato.studio"))
          .isNotEqualTo(studio.value("select database_id::text from extrato.studio"));
      copy.run(MONTH, "backup").expect(0);
      copy.run(MONTH, "monthly").expect(0);
      isWell(copy);
      assertThat(operator.run(MONTH, "monthly").expect(9).err())
          .contains("another database")
          .containsPattern("since \\d\\d/\\d\\d/\\d{4}\\)");
    }
    Operator.inDecember(studio, home).run(MONTH, "monthly").expect(0);
  }

  @Tag("slow")
  @Test
  void aNewDatabase_hasNotMoved() {
    assertThat(operator.run("init", "--moved").expect(0).out())
        .contains("nothing was moved")
        .doesNotContain("has moved");
  }

  @Tag("slow")
  @Test
  void movedDatabase_goesOnWhenItIsSaid(StudioDatabase studio) {
    operator.close(MONTH);
    try (StudioDatabase there = studio.copy()) {
      operator = operator.movedTo(there);
      operator.run(MONTH, "monthly").expect(8);

      operator.succeed("init", "--moved");

      operator.run(MONTH, "monthly").expect(0);
      isWell(operator);
      assertThat(operator.run("init", "--moved").expect(0).out()).contains("where it was");
    }
  }

  @Tag("slow")
  @Test
  void newDatabase_takesTheFolderOver(StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    String old = String.valueOf(studio.value("select database_id from extrato.studio"));
    studio.execute("drop schema extrato cascade");

    assertThat(operator.run(MONTH, "monthly").expect(9).err()).contains("`extrato init --adopt`");
    operator.succeed("init", "--adopt");

    assertThat(Files.readString(marker())).contains("\"before\" : [ \"" + old + "\" ]");
    assertThat(studio.count("extrato.geracoes")).isEqualTo(1);
    assertThat(operator.run(MONTH, "verify").expect(0).err()).isEmpty();
    operator.run(MONTH, "extrato").expect(0);
    operator.run(MONTH, "drill").expect(0);
    isWell(operator);
  }

  @Tag("slow")
  @Test
  void emptyNewDatabase_isToldWhatTheFilesHoldMore(StudioDatabase studio) {
    operator.close(MONTH);
    try (StudioDatabase empty = StudioDatabase.create()) {
      operator = operator.movedTo(empty);

      assertThat(operator.run("init", "--adopt").expect(0).err())
          .contains("09/2025", "`extrato restore --year 2025 --month 9 --from backup`");
      assertThat(operator.run(MONTH, "monthly").expect(4).err())
          .contains("pagamentos id 101", "taken over");
      operator.run(MONTH.plusMonths(1), "monthly").expect(0);
    }
  }

  @Tag("slow")
  @Test
  void folderOfADatabaseThatGoesOn_isNotMixedWithAnothers(StudioDatabase studio) {
    operator.close(MONTH);
    try (StudioDatabase other = StudioDatabase.create()) {
      AwkwardMonth.fillOrdinary(other);
      Operator others = operator.movedTo(other).with("EXTRATO_BACKUP_DIR", "others");
      others.close(MONTH);

      assertThat(operator.movedTo(other).run("init", "--adopt").expect(9).err())
          .contains("backups of its own on record");
    }
  }

  @Tag("slow")
  @Test
  void upgrade_adoptsWhatIsThere_andSaysSo(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    studio.execute(
        "insert into pagamentos (data, valor, forma_pagamento, cliente_id, artista_id)"
            + " select '2025-10-03', 7, 'Pix', min(c.id), min(u.id) from clients c, users u");
    operator.run(MONTH.plusMonths(1), "backup").expect(0);
    OlderSchema.first(studio);
    Files.delete(marker());

    assertThat(operator.run(MONTH, "monthly").expect(0).err()).contains(MARK);

    assertThat(marker()).exists();
    assertThat(studio.count("extrato.geracoes")).isEqualTo(2);
    assertThat(studio.value("select banco from extrato.studio")).isNotNull();
    isWell(operator);
    assertThat(operator.run(MONTH, "monthly").expect(0).err()).doesNotContain(MARK);
  }

  @Tag("slow")
  @Test
  void upgrade_withoutTheDisk_stops(StudioDatabase studio) throws IOException {
    operator.close(MONTH);
    OlderSchema.first(studio);
    Files.delete(marker());
    unmount();

    assertThat(operator.run(MONTH, "monthly").expect(9).err()).contains("is the disk mounted?");
  }

  @Tag("slow")
  @Test
  void roleThatMayNotAskForTheServer_worksAllTheSame(StudioDatabase studio) {
    operator.succeed("init");
    studio.execute("revoke execute on function pg_control_system() from public");
    try {
      var role = studio.role();
      studio.execute(
          String.format(
              Locale.ROOT,
              "grant all on all tables in schema public, extrato to %1$s; grant usage on schema"
                  + " extrato to %1$s",
              role.name()));
      operator.with("DATABASE_URL", role.url()).run(MONTH, "backup").expect(0);
    } finally {
      studio.execute("grant execute on function pg_control_system() to public");
    }
  }
}
