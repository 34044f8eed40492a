package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Schemas of this tool's beside the one that is meant: each keeps the books of another studio. */
final class OtherSchemas {
  private static final String OTHERS = Sql.load(OtherSchemas.class, "other_schemas.sql");

  private OtherSchemas() {}

  /** Stops where another schema of the tool's keeps this studio's books: they would have two. */
  static void checkNoneKeeps(Handle handle, String studioSchema) {
    List<String> others =
        handle.createQuery(OTHERS).bind("usual", ToolSchema.USUAL).mapTo(String.class).list();
    for (String other : others) {
      Optional<String> keeps =
          handle
              .createQuery("select schema_name from " + Sql.quoted(other) + ".studio")
              .mapTo(String.class)
              .findFirst();
      if (keeps.filter(studioSchema::equals).isPresent()) {
        throw new Failure.Unfit(
            "the books in schema "
                + studioSchema
                + " are kept in the tool's schema "
                + other
                + ", not in "
                + ToolSchema.of(handle).name(),
            "set EXTRATO_SCHEMA=" + other);
      }
    }
  }
}
