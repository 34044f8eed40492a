package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Schemas of this tool's beside the one that is meant: each keeps the books of another studio. */
final class OtherSchemas {
  private static final String OTHERS = Sql.load(OtherSchemas.class, "other_schemas.sql");

  private final String own;
  private final List<String> unreadable;
  private final List<Kept> kept;

  private OtherSchemas(String own, List<String> unreadable, List<Kept> kept) {
    this.own = own;
    this.unreadable = unreadable;
    this.kept = kept;
  }

  private record Other(String name, boolean isReadable) {}

  /** What stands in one of them. */
  private record Kept(String name, String studioSchema, String databaseId) {}

  /** Looks at all of them at once: there may be hundreds. */
  static OtherSchemas of(Handle handle) {
    List<Other> others =
        handle
            .createQuery(OTHERS)
            .bind("usual", ToolSchema.USUAL)
            .map((row, context) -> new Other(row.getString("name"), row.getBoolean("is_readable")))
            .list();
    return new OtherSchemas(
        ToolSchema.of(handle).name(),
        others.stream().filter(other -> !other.isReadable()).map(Other::name).toList(),
        kept(handle, others.stream().filter(Other::isReadable).map(Other::name).toList()));
  }

  /**
   * Stops where another schema of the tool's keeps this studio's books, too: they would have two.
   *
   * @param hasOwn whether the one that is meant is there
   */
  void checkNoneKeeps(String studioSchema, boolean hasOwn) {
    List<String> keepers =
        kept.stream()
            .filter(other -> other.studioSchema().equals(studioSchema))
            .map(Kept::name)
            .distinct()
            .toList();
    if (!keepers.isEmpty()) {
      throw hasOwn ? twice(studioSchema, keepers) : elsewhere(studioSchema, keepers);
    }
    if (!hasOwn && !unreadable.isEmpty()) {
      throw new Failure.Unfit(
          "the tool's schema "
              + own
              + " is not there, and whose books are kept in "
              + String.join(", ", unreadable)
              + " this role may not read: they may be this studio's",
          "set EXTRATO_SCHEMA if one of them is this studio's; if none is, let somebody run `extrato"
              + " init` who may read them, such as the database's administrator");
    }
  }

  private Failure elsewhere(String studioSchema, List<String> keepers) {
    return new Failure.Unfit(
        "the books in schema "
            + studioSchema
            + " are kept in the tool's schema "
            + String.join(" and in ", keepers)
            + ", not in "
            + own,
        "set EXTRATO_SCHEMA=" + String.join(" or ", keepers));
  }

  private Failure twice(String studioSchema, List<String> keepers) {
    return new Failure.Unfit(
        "the books in schema "
            + studioSchema
            + " are kept twice: in the tool's schema "
            + own
            + " and in "
            + String.join(", ", keepers),
        "an administrator who knows which one is right sets the other aside, under a name that does"
            + " not begin with extrato: alter schema … rename to old_…");
  }

  /** Stops where another schema says that it is the very database that this one is. */
  void checkNoTwin(Handle handle) {
    String id =
        handle
            .createQuery("select database_id::text from extrato.studio")
            .mapTo(String.class)
            .findOne()
            .orElse("");
    List<String> twins =
        kept.stream()
            .filter(other -> other.databaseId().equals(id))
            .map(Kept::name)
            .distinct()
            .toList();
    if (!twins.isEmpty()) {
      throw new Failure.Unfit(
          "the tool's schemas "
              + own
              + " and "
              + String.join(", ", twins)
              + " have one identity: one is a copy of the other, and backups do not tell them"
              + " apart",
          "`extrato init --copy` for the one that is the copy, with an EXTRATO_BACKUP_DIR of its"
              + " own; or an administrator sets it aside, under a name that does not begin with"
              + " extrato: alter schema … rename to old_…");
    }
  }

  /** Those of which this role cannot know whose books they keep. */
  List<String> unreadable() {
    return unreadable;
  }

  private static List<Kept> kept(Handle handle, List<String> schemas) {
    List<String> asked = new ArrayList<>();
    for (String schema : schemas) {
      asked.add(
          "select "
              + Sql.literal(schema)
              + " as name, s.schema_name, s.database_id::text as database_id from "
              + Sql.quoted(schema)
              + ".studio s");
    }
    return asked.isEmpty()
        ? List.of()
        : handle
            .createQuery(asked.stream().collect(Collectors.joining(" union all ")))
            .map(
                (row, context) ->
                    new Kept(
                        row.getString("name"),
                        row.getString("schema_name"),
                        row.getString("database_id")))
            .list();
  }
}
