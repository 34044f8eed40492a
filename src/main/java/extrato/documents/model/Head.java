package extrato.documents.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a document, and at the foot of each of its pages.
 *
 * @param studio null where nobody said what the studio is called
 * @param logo null for no picture
 * @param title what it is, such as a statement
 * @param subject of what, such as a month
 * @param state in a few words, such as the version
 * @param proof what makes it believable
 * @param foot studio, month and version, in one line
 * @param dated when what it tells was settled; null when nobody knows
 * @param id the same for the same document, another one for every other
 */
public record Head(
    @Nullable String studio,
    @Nullable Logo logo,
    String title,
    String subject,
    String state,
    String proof,
    String foot,
    @Nullable Instant dated,
    String id,
    List<String> notes) {
  public Head {
    notes = List.copyOf(notes);
  }
}
