package extrato.postgres;

import extrato.support.settings.Settings;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction must know before it begins. It is looked up once per run; each transaction
 * then checks that it is still true.
 */
final class KnownPlace {
  private final Connections connections;
  private final Settings settings;
  private volatile @Nullable Whereabouts known;

  KnownPlace(Connections connections, Settings settings) {
    this.connections = connections;
    this.settings = settings;
  }

  /** Looks up anew where the role's search_path leads. */
  StudioTables.Place ledTo() {
    return connections.bare(Whereabouts::ledTo);
  }

  /** Stops if the path leads to a studio other than the one that the tool was set up for. */
  void checkStudio() {
    check((handle, others) -> {});
  }

  /** The same, and stops if the tool's schema is not what its name says. */
  void checkOwn() {
    check(Fitness::checkOwn);
  }

  private void check(BiConsumer<Handle, OtherSchemas> more) {
    StudioTables.Place ledTo = ledTo();
    connections.brief(
        handle -> {
          OtherSchemas others = OtherSchemas.of(handle);
          StudioTables.schemas(handle, ledTo)
              .forEach(schema -> Fitness.checkStudio(handle, schema, others));
          more.accept(handle, others);
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

  /**
   * Like {@link #find}, but stops at once if another run is at work, instead of waiting for a lock.
   */
  Whereabouts unlessBusy() {
    Whereabouts found = find();
    connections.brief(
        handle -> {
          RunLock.take(handle, found.schemaId());
          return found;
        });
    return found;
  }

  /** Call this when the tool's own tables have changed. */
  void forget() {
    known = null;
  }
}
