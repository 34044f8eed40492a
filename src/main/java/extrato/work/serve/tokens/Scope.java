package extrato.work.serve.tokens;

import extrato.support.failure.Failure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token lets its bearer do. None of them includes another. */
public enum Scope {
  /** Look at months, runs, statements and balances. */
  READ,
  BACKUP,
  CLOSE,
  /** Move money that is held. */
  WALLET,
  METRICS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From a list such as {@code backup,close}. */
  public static Set<Scope> parse(String text) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : text.split("[, ]", -1)) {
      scopes.add(
          Arrays.stream(values())
              .filter(scope -> scope.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Failure.BadArguments(
                          "'" + word + "' is no scope", "a scope is one of " + words(allOf()))));
    }
    return scopes;
  }

  private static Set<Scope> allOf() {
    return EnumSet.allOf(Scope.class);
  }

  public static String words(Set<Scope> scopes) {
    return list(scopes).stream().collect(Collectors.joining(","));
  }

  /** In the order of this list, whatever the set's. */
  public static List<String> list(Set<Scope> scopes) {
    return Arrays.stream(values()).filter(scopes::contains).map(Scope::word).toList();
  }
}
