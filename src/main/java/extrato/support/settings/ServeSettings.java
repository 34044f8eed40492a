package extrato.support.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How {@code extrato serve} is reached, and by whom.
 *
 * @param keyFile the key that this tool's tokens are signed with
 * @param legacyTokens whether the web application's own service token counts
 * @param legacySecret what that is signed with; null when it does not count, or nobody said
 */
public record ServeSettings(
    ListenAddress listen, Path keyFile, boolean legacyTokens, @Nullable Secret legacySecret) {
  /** The web application's name for it. */
  public static final String LEGACY_KEY = "JWT_SECRET_KEY";
}
