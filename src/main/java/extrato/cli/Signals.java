package extrato.cli;

import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * Makes a signal end the work instead of the process. A shutdown hook could not tell which signal
 * it was, nor wait for a commit's answer and still set the exit code.
 *
 * <p>The JDK's class for signals is unofficial, so it is loaded by name. Without it, a signal ends
 * the process at once, and the server rolls back.
 */
final class Signals {
  private Signals() {}

  static void handle(Interruption interruption) {
    try {
      handle("INT", () -> interruption.request(ExitCode.INTERRUPTED));
      handle("TERM", () -> interruption.request(ExitCode.TERMINATED));
    } catch (ReflectiveOperationException e) {
      LoggerFactory.getLogger("extrato.cli")
          .warn("signals cannot be handled on this Java: {}", e.toString());
    }
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, given) -> called(method, given, action));
    Method register = signal.getMethod("handle", signal, handler);
    register.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
  }

  private static @org.jspecify.annotations.Nullable Object called(
      Method method, Object[] given, Runnable action)
      throws InvocationTargetException, IllegalAccessException {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(action, given);
    }
    action.run();
    return null;
  }
}
