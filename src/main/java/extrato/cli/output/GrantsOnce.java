package extrato.cli.output;

import extrato.work.doctor.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names each right that is missing once, although several commands lack it. A program gets them all
 * with each command.
 */
final class GrantsOnce {
  private static final String RIGHTS = "rights ";
  private static final Pattern GRANT = Pattern.compile("grant (.+?) on (.+?) to (.+?);(?: |$)");

  private final Set<String> named = new HashSet<>();

  Check of(Check check) {
    Matcher grant = GRANT.matcher(check.cure());
    if (!check.name().startsWith(RIGHTS) || !grant.lookingAt()) {
      return check;
    }
    List<String> lacking = new ArrayList<>();
    List<String> grants = new ArrayList<>();
    grant.reset();
    while (grant.find()) {
      String object = grant.group(2);
      List<String> privileges =
          List.of(grant.group(1).split(", (?![^(]*\\))", -1)).stream()
              .filter(privilege -> named.add(privilege + " on " + object))
              .toList();
      if (!privileges.isEmpty()) {
        lacking.add(String.join(", ", privileges) + " on " + object);
        grants.add("grant " + lacking.get(lacking.size() - 1) + " to " + grant.group(3) + ";");
      }
    }
    return new Check(
        check.name(),
        check.state(),
        lacking.isEmpty()
            ? "this role lacks rights that are named above"
            : "this role lacks " + String.join("; ", lacking),
        String.join(" ", grants));
  }
}
