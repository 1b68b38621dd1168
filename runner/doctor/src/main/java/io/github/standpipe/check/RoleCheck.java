package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The roles have the permissions that they need, and no more. */
final class RoleCheck implements Check {
  private static final Rule LACKS_ACTION = Catalogue.rule("role-lacks-action");
  private static final Rule ALIAS_NOT_GRANTED = Catalogue.rule("alias-not-granted");
  private static final Rule TOO_WIDE = Catalogue.rule("role-too-wide");
  private static final Rule POLICY_RACE = Catalogue.rule("role-policy-race");
  private static final Set<String> NARROW = Set.of("sqs", "lambda", "states", "dynamodb", "s3");

  @Override
  public void examine(Subject subject, Findings findings) {
    List<Need> needs = new Needs(subject.template()).ofPipe(subject);
    subject
        .role()
        .ifPresent(role -> {
          Access access = Access.ofRole(role, subject.template());
          needs.forEach(need -> lack(need, role, role.logicalId(), access, findings));
          wide(role, access.own(), findings);
          race(role, subject, findings);
        });
    subject
        .servedBySam()
        .ifPresent(other -> {
          Access access = Access.ofServerless(other, subject.template());
          String name = access.role().id() + ", which SAM makes for " + other + ",";
          needs.forEach(need -> lack(need, other, name, access, findings));
        });
    subject.functions().forEach(function -> function(function, subject, findings));
  }

  private static void function(Declaration function, Subject subject, Findings findings) {
    Access.ofFunction(function, subject.template())
        .ifPresent(access -> {
          new FunctionNeeds(subject.template())
              .of(function)
              .forEach(need -> lack(need, function, function.logicalId(), access, findings));
          wide(function, access.own(), findings);
        });
  }

  private static void lack(
      Need need, Declaration resource, String holder, Access access, Findings findings) {
    need.lacksIn(access)
        .forEach((lack, all) -> {
          String actions = String.join(", ", all);
          boolean alias =
              lack == Lack.NOT_ALLOWED
                  && need.arn().filter(arn -> onFunctionAlone(arn, access)).isPresent();
          findings.add(
              alias ? ALIAS_NOT_GRANTED : LACKS_ACTION,
              resource,
              resource.at(),
              lack.describe(holder, actions, need.purpose()),
              lack.instead(actions, need.reference()));
        });
  }

  /** Whether the function behind an alias may be called. */
  private static boolean onFunctionAlone(String arn, Access access) {
    return arn.matches("arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+:.+")
        && access.lack("lambda:InvokeFunction", arn.replaceAll(":[^:]+$", "")).isEmpty();
  }

  private static void wide(Declaration holder, Grants grants, Findings findings) {
    grants
        .wide()
        .forEach(policy ->
            wide(
                holder,
                policy,
                holder + " has the managed policy " + name(policy) + ".",
                findings));
    for (Statement statement : grants.statements()) {
      boolean own = statement.allows() && !statement.inverted() && statement.at().isMapping();
      if (own) {
        wideActions(statement)
            .ifPresent(action ->
                wide(
                    holder,
                    statement.at().get("Action"),
                    holder + " allows " + action + ".",
                    findings));
        wideResource(statement)
            .ifPresent(action ->
                wide(
                    holder,
                    statement.at().get("Resource"),
                    holder + " allows " + action + " on all resources.",
                    findings));
      }
    }
  }

  private static String name(Property policy) {
    return policy.text().map(text -> text.substring(text.lastIndexOf('/') + 1)).orElse("");
  }

  private static Optional<String> wideActions(Statement statement) {
    return actions(statement).filter(action -> action.matches("\\*|\\w+:\\*")).findFirst();
  }

  private static Optional<String> wideResource(Statement statement) {
    boolean all = statement.resources().contains(Optional.of("*"));
    return actions(statement)
        .filter(action -> all && wideActions(statement).isEmpty())
        .filter(action -> NARROW.contains(action.split(":", 2)[0]))
        .filter(action -> !action.matches("\\w+:List.*"))
        .findFirst();
  }

  private static Stream<String> actions(Statement statement) {
    return statement.actions().stream().flatMap(Optional::stream);
  }

  private static void wide(Declaration holder, Property at, String seen, Findings findings) {
    findings.add(
        TOO_WIDE,
        holder,
        at.at(),
        seen,
        "Allow only the needed actions on the used resources; standpipe check --iam"
            + " lists them.");
  }

  private static void race(Declaration role, Subject subject, Findings findings) {
    Set<String> before = subject.pipe().dependsOn();
    RolePolicies.of(subject.template())
        .referringTo(role)
        .filter(policy -> policy.is("AWS::IAM::Policy"))
        .filter(policy -> !before.contains(policy.logicalId()))
        .filter(policy -> letsRead(policy, subject))
        .findFirst()
        .ifPresent(policy ->
            findings.add(
                POLICY_RACE,
                subject.pipe(),
                subject.pipe().at(),
                policy
                    + " belongs to the role of "
                    + subject.name()
                    + ", which does not wait for it.",
                "Write the policy in Policies of " + role + ", or DependsOn: " + policy + "."));
  }

  /**
   * Only the permissions for the source and its dead letters are tested while the pipe is created.
   */
  private static boolean letsRead(Declaration policy, Subject subject) {
    List<Need> reading = new Needs(subject.template()).whenCreated(subject);
    return policy.property("PolicyDocument").parsed().get("Statement").itemsOrSelf().stream()
        .map(Statement::of)
        .filter(Statement::allows)
        .anyMatch(statement -> reading.stream().anyMatch(need -> grants(statement, need)));
  }

  private static boolean grants(Statement statement, Need need) {
    return need.actions().stream()
        .filter(action -> !need.doubtful().contains(action))
        .anyMatch(action ->
            need.arn()
                .filter(arn -> statement.holds(action, arn, Map.of()) == Certainty.YES)
                .isPresent());
  }
}
