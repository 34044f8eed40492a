package extrato.postgres;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two studios in one database, in the schemas public and sul. */
final class TwoStudios {
  private TwoStudios() {}

  /**
   * Makes a second studio with the records of the first, so that whatever reaches the wrong one
   * would fit there.
   */
  static void makeSecond(StudioDatabase studio) {
    studio.execute(
        """
        create schema sul;
        do $$
        declare
          one text;
        begin
          foreach one in array array['clients', 'users', 'sessoes', 'pagamentos', 'comissoes', 'gastos'] loop
            execute format('create table sul.%1$I (like public.%1$I including all)', one);
            execute format('insert into sul.%1$I select * from public.%1$I', one);
          end loop;
        end $$;
        alter table sul.sessoes add foreign key (payment_id) references sul.pagamentos;
        alter table sul.pagamentos add foreign key (sessao_id) references sul.sessoes;
        alter table sul.comissoes add foreign key (pagamento_id) references sul.pagamentos;
        """);
  }

  /**
   * Somebody with folders of their own.
   *
   * @param path the schema that the search_path leads to
   * @param tool the tool's schema
   */
  static Operator operator(StudioDatabase studio, Path home, String name, String path, String tool)
      throws IOException {
    return Operator.inDecember(studio, Files.createDirectory(home.resolve(name)))
        .with("EXTRATO_SCHEMA", tool)
        .with("DATABASE_URL", ledTo(studio.url(), path));
  }

  static String ledTo(String url, String path) {
    return url + (url.contains("?") ? "&" : "?") + "options=-c%20search_path%3D" + path;
  }
}
