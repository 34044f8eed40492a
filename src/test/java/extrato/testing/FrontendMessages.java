package extrato.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The messages that a client sends to PostgreSQL, one by one, and the statement that each runs. A
 * driver names a statement once and later runs it by that name, so its text is remembered.
 */
final class FrontendMessages {
  private static final int SSL_REQUEST = 80877103;
  private static final int ENCRYPTION_REQUEST = 80877104;

  private final DataInputStream in;
  private final Map<String, String> prepared = new HashMap<>();
  private boolean started;
  private String statement = "";

  FrontendMessages(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 65536));
  }

  byte[] next() throws IOException {
    statement = "";
    return started ? typed() : startup();
  }

  /** The statement that the last message makes the server run; empty if it runs none. */
  String statement() {
    return statement;
  }

  boolean moreAtHand() throws IOException {
    return in.available() > 0;
  }

  private byte[] startup() throws IOException {
    int length = in.readInt();
    byte[] message = new byte[length];
    ByteBuffer.wrap(message).putInt(length);
    in.readFully(message, 4, length - 4);
    int code = ByteBuffer.wrap(message).getInt(4);
    started = code != SSL_REQUEST && code != ENCRYPTION_REQUEST;
    return message;
  }

  private byte[] typed() throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    byte[] message = new byte[1 + length];
    ByteBuffer.wrap(message).put(type).putInt(length);
    in.readFully(message, 5, length - 4);
    note((char) type, ByteBuffer.wrap(message, 5, length - 4));
    return message;
  }

  private void note(char type, ByteBuffer body) {
    switch (type) {
      case 'Q' -> statement = text(body);
      case 'P' -> prepared.put(text(body), text(body));
      case 'B' -> {
        text(body);
        statement = prepared.getOrDefault(text(body), "");
      }
      default -> {}
    }
  }

  private static String text(ByteBuffer body) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte next = body.get(); next != 0; next = body.get()) {
      text.write(next);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
