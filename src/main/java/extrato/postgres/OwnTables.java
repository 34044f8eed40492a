package extrato.postgres;

import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The tool's own tables in a database: whether they are there, and what makes them. */
public final class OwnTables {
  private final Connections connections;
  private final KnownPlace place;

  OwnTables(Connections connections, KnownPlace place) {
    this.connections = connections;
    this.place = place;
  }

  /** Makes or upgrades the tool's own tables where that is needed; returns what was made. */
  public List<String> bringUpToDate() {
    return bringUpToDate(handle -> {});
  }

  /** The same, and at once writes the first of the tool's own records there. */
  public List<String> bringUpToDate(Consumer<Handle> firstRecord) {
    Whereabouts where = place.find();
    List<String> made =
        connections.brief(
            handle -> {
              List<String> names = makeMissing(handle, where);
              firstRecord.accept(handle);
              return names;
            });
    if (!made.isEmpty()) {
      place.forget();
    }
    return made;
  }

  private static List<String> makeMissing(Handle handle, Whereabouts where) {
    if (OwnSchema.isComplete(handle, where.schema())) {
      return List.of();
    }
    RunLock.take(handle, where.schemaId());
    return OwnSchema.bringUpToDate(handle, where.schema());
  }

  /** What {@code init} would run here, for an administrator to read. */
  public String script() {
    Whereabouts where = place.find();
    return connections.brief(handle -> OwnSchema.script(handle, where.schema()));
  }

  /** Whether they are there. */
  public boolean exist() {
    return connections.brief(OwnSchema::exists);
  }

  /**
   * Whether a run can be put on record here. Stops where the search_path leads to another studio
   * than the tool was set up for: its record would be the other one's.
   */
  public boolean keepRuns() {
    if (!exist()) {
      return false;
    }
    place.find();
    return true;
  }
}
