package extrato.runs;

import java.net.InetAddress;
import java.net.UnknownHostException;

public final class Host {
  private Host() {}

  public static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
