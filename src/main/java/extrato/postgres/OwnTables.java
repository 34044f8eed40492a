package extrato.postgres;

import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The tool's own tables in a database: whether they exist, and how they are created. */
public final class OwnTables {
  private final Connections connections;
  private final KnownPlace place;

  OwnTables(Connections connections, KnownPlace place) {
    this.connections = connections;
    this.place = place;
  }

  /** Stops where the search_path leads to another studio than the tool was set up for. */
  public void checkStudio() {
    place.checkStudio();
  }

  /** The same, and where the tool's schema is a copy of another, or books what it does there. */
  public void checkOwn() {
    place.checkOwn();
  }

  /** Stops where another schema of the tool's in this database has the same identity. */
  public void checkNoTwin() {
    connections.brief(
        handle -> {
          if (OwnSchema.exists(handle)) {
            OtherSchemas.of(handle).checkNoTwin(handle);
          }
          return true;
        });
  }

  /** Creates or upgrades the tool's own tables if needed; returns what was created. */
  public List<String> bringUpToDate() {
    return bringUpToDate(handle -> {});
  }

  /** The same, and writes the tool's first own record in the same transaction. */
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

  /** The SQL that {@code init} would run here, for an administrator to read. */
  public String script() {
    Whereabouts where = place.find();
    return connections.brief(handle -> OwnSchema.script(handle, where.schema()));
  }

  public boolean exist() {
    return connections.brief(OwnSchema::exists);
  }

  /**
   * Whether a run can be recorded here. Stops if the search_path leads to a studio other than the
   * one that the tool was set up for, because the record would end up there.
   */
  public boolean keepRuns() {
    if (!exist()) {
      return false;
    }
    place.find();
    return true;
  }
}
