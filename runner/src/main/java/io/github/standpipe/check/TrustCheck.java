package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;

/** The pipe's role trusts Pipes, and Pipes for this account's pipes alone. */
final class TrustCheck implements Check {
  private static final Rule NOT_ASSUMABLE =
      Rule.error(
          "role-not-assumable",
          "the role does not trust Pipes",
          "Pipes does all its work in this role, so the pipe is not created.");
  private static final Rule WITHOUT_CONDITIONS =
      Rule.warning(
          "trust-without-conditions",
          "the trust policy holds for the pipes of any account",
          "Without a condition another account's pipe may be made to act in this role: the confused"
              + " deputy.");

  @Override
  public List<Rule> rules() {
    return List.of(NOT_ASSUMABLE, WITHOUT_CONDITIONS);
  }

  @Override
  public void examine(Subject subject, Findings findings) {
    subject.role().ifPresent(role -> trust(role, subject, findings));
  }

  private static void trust(Declaration role, Subject subject, Findings findings) {
    Property document = role.property("AssumeRolePolicyDocument").parsed();
    Property statements = document.get("Statement");
    List<Property> all = statements.itemsOrSelf();
    List<Property> trusting = all.stream().filter(TrustCheck::trustsPipes).toList();
    if (trusting.isEmpty() && isWhole(statements) && !document.isAbsent()) {
      findings.add(
          NOT_ASSUMABLE,
          role,
          document.at(),
          "The trust policy of " + role + " does not name pipes.amazonaws.com.",
          "Write Principal: {Service: pipes.amazonaws.com} and Action: sts:AssumeRole.");
    }
    trusting.stream()
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

  private static boolean isWhole(Property statements) {
    return statements.isKnown()
        && statements.itemsOrSelf().stream().allMatch(s -> s.json().isPresent());
  }

  private static boolean trustsPipes(Property statement) {
    Property principal = statement.get("Principal");
    return principal.get("Service").itemsOrSelf().stream()
            .flatMap(service -> service.text().stream())
            .anyMatch(service -> service.startsWith("pipes."))
        || principal.text().filter("*"::equals).isPresent();
  }

  /** What cannot be resolved is not taken for open. */
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
