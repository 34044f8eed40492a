package extrato.documents.model;

import extrato.support.settings.StatementSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a document, and at the foot of each of its pages.
 *
 * @param title what it is, such as a statement
 * @param subject of what, such as a month
 * @param foot studio, month and version, in one line
 */
public record Head(
    Sender sender, String title, String subject, Edition edition, String foot, List<String> notes) {

  /**
   * Whose document it is.
   *
   * @param studio null where nobody said what the studio is called
   * @param logo null for no picture
   */
  public record Sender(@Nullable String studio, @Nullable Logo logo) {
    static Sender of(StatementSettings settings) {
      return new Sender(settings.studioName(), Logo.of(settings.logo()));
    }
  }

  /**
   * Which of its versions it is.
   *
   * @param state in a few words, such as the version
   * @param proof what makes it believable
   * @param dated when what it tells was settled; null when nobody knows
   * @param id the same for the same document, another one for every other
   */
  public record Edition(String state, String proof, @Nullable Instant dated, String id) {}

  public Head {
    notes = List.copyOf(notes);
  }
}
