package extrato.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for a {@link StudioDatabase} one of its own; {@code @BeforeEach}
 * methods get the same one.
 */
public final class StudioExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(StudioExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    // All tests of a class would share a database given to its constructor or to @BeforeAll.
    return context.getTestMethod().isPresent()
        && parameter.getParameter().getType() == StudioDatabase.class;
  }

  @Override
  public StudioDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // JUnit closes what its store holds after the test, and a failing close fails the test.
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            StudioDatabase.class, key -> StudioDatabase.create(), StudioDatabase.class);
  }
}
