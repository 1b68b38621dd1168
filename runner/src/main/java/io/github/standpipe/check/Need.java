package io.github.standpipe.check;

import java.util.List;
import java.util.Optional;

/**
 * What a role must be allowed to do.
 *
 * @param arn of the resource; empty where it cannot be known
 * @param named how a template names that resource: {@code !GetAtt Queue.Arn}
 * @param purpose what it is for: {@code to read OrderQueue}
 */
record Need(List<String> actions, Optional<String> arn, String named, String purpose) {

  /** How an action is named that holds for no resource. */
  static final String ANYWHERE = "'*'";

  /** The actions that are surely not allowed. */
  List<String> lackingIn(Grants grants) {
    return arn.map(known -> lacking(grants, known)).orElse(List.of());
  }

  private List<String> lacking(Grants grants, String known) {
    // without s3:ListBucket an absent object is told as a forbidden one, which works
    return actions.stream()
        .filter(action -> !action.equals("s3:ListBucket"))
        .filter(action -> grants.allow(action, known) == Answer.NO)
        .toList();
  }
}
