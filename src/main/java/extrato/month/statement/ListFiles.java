package extrato.month.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import extrato.month.archive.JsonList;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.UnnamedFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement's lists while they are printed, in files that nobody else can open and that are gone
 * with the process: they may be larger than the memory, they are gone through more than once, and a
 * reader who takes his time must not keep a transaction open.
 */
public final class ListFiles implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Map<Tabela, FileChannel> files = new EnumMap<>(Tabela.class);

  /** Copies a list's text into its file, and says whether it is a list. */
  JsonList.Shape keep(Tabela tabela, InputStream text, Consumer<Item> each) {
    try {
      FileChannel file = UnnamedFile.open();
      files.put(tabela, file);
      text.transferTo(Channels.newOutputStream(file));
      JsonList.Shape kind = read(file, each);
      if (kind != JsonList.Shape.LIST) {
        drop(tabela);
      }
      return kind;
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** Writes a list of its own, record by record. */
  void keep(Tabela tabela, Iterator<String> records) {
    try {
      drop(tabela);
      FileChannel file = UnnamedFile.open();
      files.put(tabela, file);
      try (Writer out =
          Channels.newWriter(new Unclosed(file), StandardCharsets.UTF_8.newEncoder(), BUFFER)) {
        out.write('[');
        for (String mark = ""; records.hasNext(); mark = ",") {
          out.write(mark + records.next());
        }
        out.write(']');
      }
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** What closes a writer must not close its file, which is read afterwards. */
  private record Unclosed(FileChannel file) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return file.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {}
  }

  void forEach(Tabela tabela, Consumer<Item> each) {
    forEach(files.get(tabela), each);
  }

  /** What a list adds up to; may be asked on another thread, while no one else reads that list. */
  Supplier<ListSums> sums(Tabela tabela) {
    FileChannel file = files.get(tabela);
    return () -> {
      ListSums sums = new ListSums(Field.of(tabela));
      forEach(file, sums::add);
      return sums;
    };
  }

  private static void forEach(@Nullable FileChannel file, Consumer<Item> each) {
    try {
      if (file != null) {
        read(file, each);
      }
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  private static JsonList.Shape read(FileChannel file, Consumer<Item> each) throws IOException {
    file.position(0);
    // Not closed: that would close the file, which is read again.
    InputStream text = new BufferedInputStream(Channels.newInputStream(file));
    try {
      return StoredJson.forEach(text, each);
    } catch (JsonProcessingException e) {
      return JsonList.Shape.OTHER;
    }
  }

  private void drop(Tabela tabela) throws IOException {
    FileChannel file = files.remove(tabela);
    if (file != null) {
      file.close();
    }
  }

  private static Failure trouble(IOException e) {
    return new Failure.FileTrouble(
        "the statement's lists could not be kept in "
            + System.getProperty("java.io.tmpdir")
            + " while they are printed: "
            + Reason.of(e),
        "make room there, or name another folder: EXTRATO_JAVA_OPTS=-Djava.io.tmpdir=…",
        e);
  }

  @Override
  public void close() {
    try {
      for (Tabela tabela : Tabela.values()) {
        drop(tabela);
      }
    } catch (IOException e) {
      throw trouble(e);
    }
  }
}
