package io.github.standpipe.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The actions that a role must be allowed.
 *
 * @param arn of the resource; empty if it is unknown
 * @param reference how a template names that resource: {@code !GetAtt Queue.Arn}
 * @param purpose what it is for: {@code to read OrderQueue}
 * @param doubtful actions that the AWS documentation requires but whose absence may be harmless
 */
record Need(
    List<String> actions,
    Optional<String> arn,
    String reference,
    String purpose,
    Set<String> doubtful) {

  /** The resource of an action that does not apply to one. */
  static final String ANYWHERE = "'*'";

  Need(List<String> actions, Optional<String> arn, String named, String purpose) {
    this(actions, arn, named, purpose, Set.of());
  }

  Need doubting(String... some) {
    return new Need(actions, arn, reference, purpose, Set.of(some));
  }

  /** The same need, if it is uncertain whether its absence matters. */
  Need doubted() {
    return new Need(actions, arn, reference, purpose, Set.copyOf(actions));
  }

  /** The actions that are certain to be denied. */
  List<String> lackingIn(Access access) {
    return lacksIn(access).values().stream().flatMap(List::stream).toList();
  }

  /** The actions that are certain to be denied, by the reason. */
  Map<Lack, List<String>> lacksIn(Access access) {
    Map<Lack, List<String>> lacks = new EnumMap<>(Lack.class);
    for (String action : actions) {
      if (!doubtful.contains(action)) {
        arn.flatMap(known -> access.lack(action, known))
            .ifPresent(lack -> lacks.computeIfAbsent(lack, l -> new ArrayList<>()).add(action));
      }
    }
    return lacks;
  }
}
