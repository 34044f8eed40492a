package extrato.testing;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy between the tool and PostgreSQL, on the loopback interface, that can do what networks do:
 * cut, refuse, stall, and lose a request or its answer at a chosen statement.
 */
public final class TcpProxy implements AutoCloseable {
  /** Which way bytes flow. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /** What happens at the statement that a {@link Trap} waits for. */
  public enum Fault {
    /** The statement never reaches the server; the connection is gone. */
    CUT_BEFORE,
    /** The server runs the statement and answers; the answer is lost and the connection gone. */
    CUT_ANSWER,
    /**
     * The statement never reaches the server, which does not notice that the client is gone: half a
     * cut.
     */
    ABANDON_BEFORE,
    /** The server runs the statement and answers; the client waits for ever. */
    SWALLOW_ANSWER,
    /** The statement waits in the proxy until the trap is released. */
    HOLD_BEFORE,
    /** The server runs the statement; everything that it sends waits until the trap is released. */
    HOLD_ANSWER
  }

  private final InetSocketAddress server;
  private final int port;
  private final Gate toServer = new Gate();
  private final Gate toClient = new Gate();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final List<Trap> traps = new CopyOnWriteArrayList<>();
  private volatile ServerSocket listener;
  private volatile Thread accepting;

  private TcpProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.listener = listenOn(0);
    this.port = listener.getLocalPort();
    this.accepting = accept(listener);
  }

  public static TcpProxy to(String host, int port) {
    try {
      return new TcpProxy(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** The same database through this proxy. */
  public String url(String databaseUrl) {
    return databaseUrl.replaceFirst("@[^/]+/", "@127.0.0.1:" + port + "/");
  }

  /** How many clients are connected now. */
  public int connections() {
    return links.size();
  }

  /** Cuts all connections now; new ones are accepted. */
  public void cutAll() {
    links.forEach(Link::cut);
  }

  /** From now on, connecting fails, as if no server listened. */
  public void refuseNew() {
    quietly(listener);
    try {
      // The socket keeps listening until the thread that accepts clients has released it.
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void acceptNew() {
    try {
      listener = listenOn(port);
      accepting = accept(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on, nothing passes that way on any connection; connections stay open. */
  public void hold(Direction direction) {
    gate(direction).shut();
  }

  public void release(Direction direction) {
    gate(direction).open();
  }

  /** Causes the fault at the next statement that contains the text; every statement contains "". */
  public Trap at(String statement, Fault fault) {
    return at(statement, 1, fault);
  }

  /** Causes the fault once, at the n-th statement from now that contains the text. */
  public Trap at(String statement, int nth, Fault fault) {
    Trap trap = new Trap(statement, nth, fault);
    traps.add(trap);
    return trap;
  }

  /** Cuts everything and stops listening. */
  @Override
  public void close() {
    quietly(listener);
    cutAll();
    traps.forEach(Trap::release);
    toServer.open();
    toClient.open();
  }

  private Gate gate(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  private static ServerSocket listenOn(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private Thread accept(ServerSocket from) {
    return inBackground(
        "accept",
        () -> {
          while (true) {
            connect(from.accept());
          }
        });
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket onwards = new Socket(server.getAddress(), server.getPort());
      Link link = new Link(client, onwards);
      links.add(link);
      link.start();
    } catch (IOException serverIsGone) {
      client.close();
    }
  }

  private static Thread inBackground(String what, IoTask task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closedOnEitherSide) {
                // Every connection, and the listener too, ends like this.
              }
            },
            "proxy-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void quietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface IoTask {
    void run() throws IOException;
  }

  /** One client's connection and the matching connection to the server. */
  private final class Link {
    private final Socket client;
    private final Socket onwards;
    private final FrontendMessages messages;
    private volatile Answers answers = Answers.thatPass();

    Link(Socket client, Socket onwards) throws IOException {
      this.client = client;
      this.onwards = onwards;
      this.messages = new FrontendMessages(client.getInputStream());
      client.setTcpNoDelay(true);
      onwards.setTcpNoDelay(true);
    }

    void start() {
      var unusedRequests = inBackground("to-server", () -> untilCut(this::passRequests));
      var unusedAnswers = inBackground("to-client", () -> untilCut(this::passAnswers));
    }

    private void untilCut(IoTask pump) throws IOException {
      try {
        pump.run();
      } finally {
        cut();
      }
    }

    void cut() {
      links.remove(this);
      quietly(client);
      quietly(onwards);
    }

    private void passRequests() throws IOException {
      OutputStream out = new BufferedOutputStream(onwards.getOutputStream(), 65536);
      while (true) {
        byte[] message = messages.next();
        toServer.pass();
        for (Trap trap : traps) {
          if (trap.isFor(messages.statement())) {
            walkInto(trap);
          }
        }
        out.write(message);
        if (!messages.moreAtHand()) {
          out.flush();
        }
      }
    }

    private void walkInto(Trap trap) throws IOException {
      switch (trap.fault()) {
        case CUT_BEFORE -> {
          cut();
          trap.spring();
          throw new IOException("cut before " + trap);
        }
        case ABANDON_BEFORE -> {
          quietly(client);
          trap.springAndWait();
          throw new IOException("abandoned before " + trap);
        }
        case HOLD_BEFORE -> trap.springAndWait();
        case CUT_ANSWER, SWALLOW_ANSWER, HOLD_ANSWER -> answers = Answers.caughtIn(trap);
      }
    }

    private void passAnswers() throws IOException {
      InputStream in = onwards.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] chunk = new byte[65536];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        byte[] passing = answers.pass(Arrays.copyOf(chunk, read), this::cut);
        toClient.pass();
        out.write(passing);
      }
    }
  }
}
