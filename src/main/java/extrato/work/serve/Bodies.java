package extrato.work.serve;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads requests' bodies. All that are in the memory together, from their first byte to the answer,
 * have only so much room: otherwise some hundred clients that send slowly would fill it.
 */
final class Bodies {
  static final int LARGEST = 64 * 1024;

  private static final int PIECE = 4 * 1024;

  private final AtomicInteger room;

  /**
   * @param room in bytes
   */
  Bodies(int room) {
    this.room = new AtomicInteger(room);
  }

  /** What happens to the body, or to who sent one that is not read. */
  record Reader(Consumer<String> read, Consumer<Answer> refused) {}

  void read(HttpServerExchange exchange, Reader reader) {
    if (!isPlain(exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING))) {
      refuse(
          exchange, reader, Answer.failure(400, "the only transfer coding known here is chunked"));
      return;
    }
    if (exchange.isRequestComplete()) {
      reader.read().accept("");
      return;
    }
    long length = exchange.getRequestContentLength();
    if (length > LARGEST) {
      refuse(exchange, reader, tooLarge());
      return;
    }
    int reserved = length >= 0 ? (int) length : LARGEST;
    if (room.addAndGet(-reserved) < 0) {
      room.addAndGet(reserved);
      refuse(exchange, reader, RefusedRequest.later("too many requests at once").answer());
      return;
    }
    exchange.addExchangeCompleteListener(
        (over, next) -> {
          room.addAndGet(reserved);
          next.proceed();
        });
    new Body(exchange, reader).read(exchange.getRequestChannel());
  }

  /** Of anything else, a proxy and this server could have two opinions on where a body ends. */
  private static boolean isPlain(@Nullable List<String> coding) {
    return coding == null || (coding.size() == 1 && coding.get(0).equalsIgnoreCase("chunked"));
  }

  private static void refuse(HttpServerExchange exchange, Reader reader, Answer answer) {
    exchange.setPersistent(false);
    reader.refused().accept(answer);
  }

  private static Answer tooLarge() {
    return Answer.failure(413, "the body has more than " + LARGEST + " bytes");
  }

  /** One body, which may come in many pieces. Only the connection's own thread reads it. */
  private record Body(HttpServerExchange exchange, Reader reader, ByteArrayOutputStream bytes) {
    Body(HttpServerExchange exchange, Reader reader) {
      this(exchange, reader, new ByteArrayOutputStream());
    }

    void read(StreamSourceChannel channel) {
      boolean over;
      try {
        over = takeWhatIsThere(channel);
      } catch (IOException | RuntimeException e) {
        // The server's own parser of pieces throws both.
        refuse(exchange, reader, Answer.failure(400, "the body could not be read"));
        return;
      }
      if (bytes.size() > LARGEST) {
        refuse(exchange, reader, tooLarge());
      } else if (over && bytes.size() == 0) {
        // The server takes a piece whose length is no number for the end, and the answer to no
        // body at all is a month that nobody named.
        refuse(exchange, reader, Answer.failure(400, "the body that was announced is empty"));
      } else if (over) {
        reader.read().accept(bytes.toString(StandardCharsets.UTF_8));
      } else {
        channel.getReadSetter().set(this::readOn);
        channel.resumeReads();
      }
    }

    /** Returns whether that was all. */
    private boolean takeWhatIsThere(StreamSourceChannel channel) throws IOException {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      int count = channel.read(piece);
      while (count > 0 && bytes.size() <= LARGEST) {
        bytes.write(piece.array(), 0, count);
        piece.clear();
        count = channel.read(piece);
      }
      return count < 0;
    }

    /** What follows may answer, so it must run as a request's handler does. */
    private void readOn(StreamSourceChannel channel) {
      channel.suspendReads();
      Connectors.executeRootHandler(same -> read(channel), exchange);
    }
  }
}
