package extrato.postgres;

import extrato.support.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction must know before it begins. Asked once a run: each transaction finds out again
 * whether it is still so.
 */
final class KnownPlace {
  private final Connections connections;
  private final Settings settings;
  private volatile @Nullable Whereabouts known;

  KnownPlace(Connections connections, Settings settings) {
    this.connections = connections;
    this.settings = settings;
  }

  /** Where the role's search_path leads to, asked afresh. */
  StudioTables.Place ledTo() {
    return connections.bare(Whereabouts::ledTo);
  }

  /** Stops where that is another studio than the one that the tool was set up for. */
  void checkStudio() {
    StudioTables.Place ledTo = ledTo();
    connections.brief(
        handle -> {
          List<String> schemas = StudioTables.schemas(handle, ledTo);
          if (schemas.size() == 1 && OwnSchema.exists(handle)) {
            Fitness.checkRemembered(handle, schemas.get(0));
          }
          return true;
        });
  }

  Whereabouts find() {
    Whereabouts found = known;
    if (found == null) {
      StudioTables.Place ledTo = ledTo();
      found =
          connections.brief(
              handle ->
                  Whereabouts.find(
                      handle, ledTo, TextForm.of(settings, connections.applicationName())));
      known = found;
    }
    return found;
  }

  /** The same; stops at once where a run is at work, before it waits for anybody's lock. */
  Whereabouts unlessBusy() {
    Whereabouts found = find();
    connections.brief(
        handle -> {
          RunLock.take(handle, found.schemaId());
          return found;
        });
    return found;
  }

  /** The tool's own tables are others now. */
  void forget() {
    known = null;
  }
}
