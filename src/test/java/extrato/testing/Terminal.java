package extrato.testing;

/** Where commands of the program are typed. */
@FunctionalInterface
public interface Terminal {
  Operator.Ended run(String... args);
}
