package extrato.month.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.archive.JsonList;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * The lists and totals of the row that {@code extratos} now has for the month, whoever wrote it.
 */
public final class KeptItems {
  private static final String TOTAIS =
      "select e.totais::text from :\"studio\".extratos e where e.ano = :ano and e.mes = :mes limit"
          + " 1";

  private KeptItems() {}

  /** Reads one list item by item; returns whether it is a list and could be read to its end. */
  public static boolean forEach(MonthBooks books, Tabela tabela, Consumer<Item> each) {
    try (InputStream text = StatementPage.text(books, tabela)) {
      return StoredJson.forEach(text, each) != JsonList.Shape.OTHER;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The totals; a missing node if they cannot be read. */
  public static JsonNode totais(MonthBooks books) {
    return StoredJson.read(books.query(TOTAIS).mapTo(String.class).findOne().orElse(null));
  }
}
