package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Locale;

/** Each role trusts the service that assumes it, and the pipe's only for pipes of this account. */
final class TrustCheck implements Check {
  private static final Rule NOT_ASSUMABLE = Catalogue.rule("role-not-assumable");
  private static final Rule WITHOUT_CONDITIONS = Catalogue.rule("trust-without-conditions");

  @Override
  public void examine(Subject subject, Findings findings) {
    Trust ofPipes = Trust.inPipes(subject.pipe());
    subject
        .role()
        .ifPresent(role -> {
          assumable(role, ofPipes, findings);
          open(role, findings);
        });
    subject.servedBySam().ifPresent(other -> ofSam(other, ofPipes, subject, findings));
    for (Declaration function : subject.functions()) {
      Roles.declared(function.property("Role"), subject.template())
          .ifPresent(role -> assumable(role, Trust.inLambda(), findings));
    }
    for (Declaration machine : subject.machines()) {
      Property role = machine.property(machine.isServerless() ? "Role" : "RoleArn");
      Roles.declared(role, subject.template())
          .ifPresent(own -> assumable(own, Trust.inStepFunctions(), findings));
    }
  }

  private static void assumable(Declaration role, Trust trust, Findings findings) {
    Property document = role.property("AssumeRolePolicyDocument");
    trust
        .fault(document.parsed())
        .ifPresent(fault ->
            findings.add(
                NOT_ASSUMABLE,
                role,
                document.at(),
                "The trust policy of " + role + " " + fault + ".",
                trust.instead()));
  }

  /** SAM creates a role that trusts only Lambda or Step Functions, unless its policy is given. */
  private static void ofSam(Declaration served, Trust trust, Subject subject, Findings findings) {
    if (!served.property("AssumeRolePolicyDocument").isAbsent()) {
      assumable(served, trust, findings);
      return;
    }
    String service = served.isFunction() ? "lambda" : "states";
    findings.add(
        NOT_ASSUMABLE,
        subject.pipe(),
        subject.at("RoleArn").at(),
        subject.name()
            + " uses the role that SAM makes for "
            + served
            + ", which trusts only "
            + service
            + ".amazonaws.com.",
        "Write a role for the pipe, with Principal: {Service: pipes.amazonaws.com}.");
  }

  private static void open(Declaration role, Findings findings) {
    role.property("AssumeRolePolicyDocument").parsed().get("Statement").itemsOrSelf().stream()
        .filter(TrustCheck::trustsPipes)
        .filter(TrustCheck::isOpen)
        .findFirst()
        .ifPresent(open ->
            findings.add(
                WITHOUT_CONDITIONS,
                role,
                open.get("Principal").at(),
                role + " may be assumed by Pipes for any pipe of any account.",
                "Add Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}, ArnLike:"
                    + " {aws:SourceArn: !Sub 'arn:${AWS::Partition}:pipes:${AWS::Region}:"
                    + "${AWS::AccountId}:pipe/*'}}."));
  }

  private static boolean trustsPipes(Property statement) {
    Statement known = Statement.of(statement);
    return known.allows()
        && known.action("sts:AssumeRole") != Certainty.NO
        && Trust.names(statement, "pipes.amazonaws.com") == Certainty.YES;
  }

  /** What cannot be resolved does not count as open. */
  private static boolean isOpen(Property statement) {
    Property condition = statement.get("Condition");
    return !condition.isUnknown()
        && condition.keys().stream()
            .map(condition::get)
            .allMatch(operator ->
                !operator.isUnknown()
                    && operator.keys().stream()
                        .map(key -> key.toLowerCase(Locale.ROOT))
                        .noneMatch(TrustCheck::binds));
  }

  private static boolean binds(String key) {
    return key.matches("aws:source(arn|account|orgid|orgpaths)|aws:principal.*|sts:externalid");
  }
}
