package io.github.standpipe.internal.migration;

import java.util.List;

/**
 * One target of a rule, and the subscriber that would take its place.
 *
 * @param rule the logical id of the rule
 * @param where its file and line
 * @param target the target's id
 * @param pipes the pipes whose queue the target is
 * @param changes what would change
 * @param yaml resources of a CloudFormation template; empty if no subscriber can take its place
 */
public record TargetMigration(
    String rule,
    String where,
    String target,
    List<String> pipes,
    List<MigrationChange> changes,
    String yaml) {

  public TargetMigration {
    pipes = List.copyOf(pipes);
    changes = List.copyOf(changes);
  }
}
