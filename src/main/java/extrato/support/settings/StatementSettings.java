package extrato.support.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How statements look, and where they go.
 *
 * @param studioName what stands above them, or null
 * @param logo a picture beside the name, or null
 * @param folder where each closing, merge and restore leaves them, or null
 * @param formats as what they are left there and sent
 * @param mailTo who gets the statement of a month when it is closed; empty for nobody
 */
public record StatementSettings(
    Language language,
    @Nullable String studioName,
    @Nullable Path logo,
    @Nullable Path folder,
    Set<StatementFormat> formats,
    List<String> mailTo) {
  public StatementSettings {
    formats = Set.copyOf(formats);
    mailTo = List.copyOf(mailTo);
  }

  /** Whether a run that changes a month has to write any. */
  public boolean areWanted() {
    return folder != null || !mailTo.isEmpty();
  }
}
