package extrato.cli.running;

import extrato.cli.output.Console;
import extrato.cli.output.Person;
import extrato.cli.output.ProcessEnvironment;
import extrato.postgres.Interruption;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Asks the person at the terminal before the real books are changed. */
public final class Question {
  private static final Set<String> YES = Set.of("y", "yes", "s", "sim");

  private final ProcessEnvironment surroundings;
  private final Person person;
  private final Console console;
  private final Interruption interruption;

  Question(
      ProcessEnvironment surroundings, Person person, Console console, Interruption interruption) {
    this.surroundings = surroundings;
    this.person = person;
    this.console = console;
    this.interruption = interruption;
  }

  /** Whether anybody can be asked: nobody in a pipe, and nobody where cron started the program. */
  public boolean canBeAsked() {
    return person != Person.NOBODY && surroundings.isWatched() && surroundings.isReadDirectly();
  }

  /**
   * Stops unless the answer is yes.
   *
   * @param warnings what a person should know before the answer
   */
  public void ask(List<Wording> warnings, String question) {
    warnings.forEach(console::warning);
    console.ask(question + " Go on? [y/N]");
    if (!YES.contains(answer().strip().toLowerCase(Locale.ROOT))) {
      throw new Failure.WantsFlag(
          "nothing was done: the answer was not yes", "answer y, or say --yes beforehand");
    }
  }

  /** A signal ends the waiting; whoever types then types for nobody. */
  @SuppressWarnings("try") // The resource is there to be closed.
  private String answer() {
    CompletableFuture<Optional<String>> typed = new CompletableFuture<>();
    Thread reader =
        new Thread(() -> typed.complete(Optional.ofNullable(person.line())), "question");
    reader.setDaemon(true);
    try (Interruption.AutoCancel signal = interruption.onSignal(() -> typed.cancel(false))) {
      interruption.check();
      reader.start();
      return awaited(typed);
    } catch (Failure.Interrupted e) {
      throw new Failure.Unanswered(e);
    }
  }

  private String awaited(CompletableFuture<Optional<String>> typed) {
    try {
      return typed.join().orElse("");
    } catch (CancellationException e) {
      interruption.check();
      return "";
    }
  }
}
