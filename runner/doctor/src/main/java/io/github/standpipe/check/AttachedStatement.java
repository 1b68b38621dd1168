package io.github.standpipe.check;

/**
 * A statement of a resource's policy.
 *
 * @param attached whether it is about the resource
 */
record AttachedStatement(Statement statement, Certainty attached) {

  /** Whether it holds for an action of a role on the resource. */
  Certainty holds(String action, String arn, Holder holder) {
    Certainty resource =
        statement.resources().isEmpty()
            ? statement.action(action)
            : statement.holds(action, arn, holder.context());
    return attached.and(resource).and(holder.isIn(statement.at(), statement.denies()));
  }
}
