package extrato;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the packages may know of each other, and what only one of them may do. */
class ArchitectureTest {
  private static final String MAIN = "extrato.cli.Main";
  private static final int MOST_PARAMETERS = 7;

  /** A package may use those that stand in the lines below its own, and no others. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("cli"),
          List.of("cli.commands"),
          List.of("cli.fleet", "cli.running"),
          List.of("cli.output"),
          List.of("work.doctor", "work.importing", "work.serve"),
          List.of("work.serve.tokens", "work.serve.pages"),
          List.of(
              "work.closing",
              "work.restoring",
              "work.overview",
              "work.records",
              "work.wallet",
              "demo"),
          List.of("work.staging", "work.importing.files"),
          List.of("documents"),
          List.of("documents.html", "documents.xlsx", "documents.pdf"),
          List.of("documents.model"),
          List.of("runs.notices", "runs.metrics"),
          List.of("month.statement"),
          List.of("month.backup", "month.archive"),
          List.of("month.selection", "runs"),
          List.of("postgres", "postgres.embedded", "support.logging", "support.messages"),
          List.of("support.settings"),
          List.of("support.json", "support.files", "studio"),
          List.of("support.failure"));

  private static final JavaClasses EXTRATO =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("extrato");

  static Stream<String> packages() {
    return LEVELS.stream().flatMap(List::stream);
  }

  @Test
  void packages_allHaveTheirPlace() {
    assertThat(rooms())
        .extracting(room -> room.getName().substring("extrato.".length()))
        .containsExactlyInAnyOrderElementsOf(packages().toList());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packages_useOnlyThoseBelow(String name) {
    int level = LEVELS.indexOf(LEVELS.stream().filter(l -> l.contains(name)).findFirst().get());
    String[] others =
        LEVELS.subList(0, level + 1).stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(name))
            .map(other -> "extrato." + other)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("extrato." + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .check(EXTRATO);
  }

  @Test
  void packages_allSayWhatMayBeNull() {
    assertThat(rooms()).isNotEmpty().allMatch(p -> p.isAnnotatedWith(NullMarked.class));
  }

  /** The packages that hold more than others. */
  private static List<JavaPackage> rooms() {
    return EXTRATO.getPackage("extrato").getSubpackagesInTree().stream()
        .filter(room -> room.getClasses().stream().anyMatch(it -> !it.isAnnotation()))
        .filter(room -> room.getClasses().size() > 1)
        .toList();
  }

  @Test
  void picocli_isForTheCommandLineAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("extrato.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(EXTRATO);
  }

  /** What Java prints to forgets that it failed; {@code StandardStream} does not. */
  @ParameterizedTest
  @ValueSource(strings = {"in", "out", "err"})
  void javasStandardStreams_areNotUsed(String stream) {
    noClasses().should().accessField(System.class, stream).check(EXTRATO);
  }

  @Test
  void theProcess_isEndedByMainAlone() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(MAIN)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(EXTRATO);
  }

  /** Libraries that use it are heard; we do not. */
  @Test
  void javaLogging_isOnlyListenedTo() {
    noClasses()
        .that()
        .resideOutsideOfPackage("extrato.support.logging")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging")
        .check(EXTRATO);
  }

  @Test
  void failuresOfTheDatabase_areJudgedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("extrato.postgres.SqlStates")
        .and()
        .doNotHaveFullyQualifiedName("extrato.postgres.ServerWords")
        .should()
        .callMethod(SQLException.class, "getSQLState")
        .orShould()
        .callMethod(SQLException.class, "getErrorCode")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(PSQLException.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ServerErrorMessage.class)
        .check(EXTRATO);
  }

  /** What day it is, somebody else says: a test could not, where it is asked for directly. */
  @Test
  void theTime_isTakenFromAClockThatIsGiven() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(MAIN)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(EXTRATO);
  }

  /**
   * What others may have put where it lies is opened with care, or not at all. The demo's and an
   * embedded server's folders belong to one user, who makes them; a temporary file has no name.
   */
  @Test
  void files_areOpenedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("extrato.support.files", "extrato.demo")
        .and()
        .haveSimpleNameNotStartingWith("Embedded")
        .should()
        .callMethodWhere(OPENS_A_FILE)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            FileInputStream.class,
            FileOutputStream.class,
            FileReader.class,
            FileWriter.class,
            RandomAccessFile.class)
        .check(EXTRATO);
  }

  private static final DescribedPredicate<JavaMethodCall> OPENS_A_FILE =
      DescribedPredicate.describe(
          "opens a file",
          call -> {
            String owner = call.getTargetOwner().getFullName();
            String method = call.getTarget().getName();
            return owner.equals(Files.class.getName())
                && method.matches("(?:new|read|write|create[DF]|lines|copy).*")
                && !method.equals("readAttributes");
          });

  /** Of records too, whose components are what their constructor takes. */
  @Test
  void parameters_areFewEnoughToBeToldApart() {
    assertThat(EXTRATO.stream().flatMap(type -> type.getCodeUnits().stream()))
        .filteredOn(unit -> parameters(unit) > MOST_PARAMETERS)
        .extracting(JavaCodeUnit::getFullName)
        .isEmpty();
  }

  /** As many as the source names: a lambda takes what it sees, an enum its constant's name. */
  private static int parameters(JavaCodeUnit unit) {
    if (unit.getModifiers().contains(SYNTHETIC)) {
      return 0;
    }
    int hidden = unit.isConstructor() && unit.getOwner().isEnum() ? 2 : 0;
    return unit.getRawParameterTypes().size() - hidden;
  }

  @Test
  void classes_areFinalOrMeantToBeExtended() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .and()
        .doNotHaveModifier(ABSTRACT)
        .and()
        .doNotHaveSimpleName("")
        .and(
            DescribedPredicate.not(
                DescribedPredicate.<JavaClass>describe(
                    "sealed", type -> type.reflect().isSealed())))
        .should()
        .haveModifier(FINAL)
        .check(EXTRATO);
  }

  /** Where it is called, nobody sees which of them is which: an enum says it. */
  @Test
  void flags_doNotStandInARow() {
    codeUnits().that().doNotHaveModifier(SYNTHETIC).should(notTakeTwoFlagsInARow()).check(EXTRATO);
  }

  private static ArchCondition<JavaCodeUnit> notTakeTwoFlagsInARow() {
    return new ArchCondition<>("not take two booleans in a row") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        List<JavaClass> types = unit.getRawParameterTypes();
        for (int at = 1; at < types.size(); at++) {
          if (types.get(at).isEquivalentTo(boolean.class)
              && types.get(at - 1).isEquivalentTo(boolean.class)) {
            events.add(SimpleConditionEvent.violated(unit, unit.getDescription()));
          }
        }
      }
    };
  }

  @Test
  void staticState_doesNotChange() {
    fields().that().areStatic().should().beFinal().check(EXTRATO);
  }
}
