package extrato.month.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.postgres.CopySink;
import extrato.postgres.MonthBooks;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table's records to the archive in batches. A batch is one JSON array, sent as one
 * binary COPY, so that no value is bound, escaped twice or kept longer than its batch. The next
 * batch is made while the server takes one in.
 */
final class ArchiveWriter implements BatchProcessor.Work<CsvRow>, AutoCloseable {
  private static final String COPY =
      "copy extrato.lotes (ano, mes, versao, tabela, lote, quantidade, primeiro_id, ultimo_id,"
          + " registros) from stdin (format binary)";

  private static final JsonFactory JSON = new JsonFactory();

  /** The order in which jsonb keeps an object's keys, so that the server need not sort them. */
  private static final Comparator<Column> AS_JSONB_HAS_THEM =
      Comparator.comparing(
          column -> column.name().getBytes(StandardCharsets.UTF_8),
          Comparator.<byte[]>comparingInt(name -> name.length)
              .thenComparing(Arrays::compareUnsigned));

  private final MonthBooks books;
  private final int version;
  private final Tabela tabela;
  private final SerializedString[] names;
  private final int[] positions;
  private final int idPosition;
  private final CopyBuffer buffer;
  private long firstId;
  private long lastId;
  private @Nullable JsonGenerator json;
  private @Nullable CopySink underWay;

  /**
   * @param buffer may be used for several tables in turn
   */
  ArchiveWriter(MonthBooks books, int version, Tabela tabela, Layout layout, CopyBuffer buffer) {
    this.books = books;
    this.version = version;
    this.tabela = tabela;
    List<Column> columns = layout.columns(tabela).stream().sorted(AS_JSONB_HAS_THEM).toList();
    this.names =
        columns.stream().map(c -> new SerializedString(c.name())).toArray(SerializedString[]::new);
    this.positions = columns.stream().mapToInt(c -> layout.position(tabela, c.name())).toArray();
    this.idPosition = layout.position(tabela, "id");
    this.buffer = buffer;
  }

  @Override
  public void begin(int number) {
    Month month = books.month();
    firstId = Long.MAX_VALUE;
    lastId = Long.MIN_VALUE;
    buffer.begin(9);
    buffer.integer(month.year());
    buffer.integer(month.month());
    buffer.integer(version);
    buffer.text(tabela.table());
    buffer.integer(number);
    buffer.beginCount();
    buffer.beginRange();
    buffer.beginJsonb();
    try {
      json = JSON.createGenerator(buffer);
      json.writeStartArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long add(CsvRow row) {
    long id = row.number(idPosition);
    firstId = Math.min(firstId, id);
    lastId = Math.max(lastId, id);
    try {
      JsonGenerator out = generator();
      out.writeStartObject();
      for (int i = 0; i < names.length; i++) {
        out.writeFieldName(names[i]);
        int field = positions[i];
        if (row.isNull(field)) {
          out.writeNull();
        } else {
          out.writeUTF8String(row.bytes(), row.start(field), row.length(field));
        }
      }
      out.writeEndObject();
      return (long) buffer.size() + out.getOutputBuffered();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(int number, int records) {
    try {
      generator().writeEndArray();
      generator().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.endJsonb();
    buffer.count(records);
    buffer.range(firstId, lastId);
    buffer.end();
    books.checkInterruption();
    underWay = books.copySink(COPY);
    underWay.write(buffer.bytes(), buffer.size());
  }

  @Override
  public void await() {
    if (underWay != null) {
      underWay.finish();
      underWay = null;
    }
  }

  @Override
  public void close() {
    if (underWay != null) {
      underWay.close();
    }
  }

  private JsonGenerator generator() {
    if (json == null) {
      throw new IllegalStateException("no batch has begun");
    }
    return json;
  }
}
