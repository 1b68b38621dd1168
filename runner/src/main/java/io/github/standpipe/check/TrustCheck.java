package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    List<Property> trusting = all.stream().filter(one -> trustsPipes(one, subject)).toList();
    boolean denied = all.stream().anyMatch(one -> deniesPipes(one, subject));
    if (denied && !document.isAbsent()) {
      findings.add(
          NOT_ASSUMABLE,
          role,
          document.at(),
          "The trust policy of " + role + " denies Pipes sts:AssumeRole.",
          "Take the Deny statement out, or name another principal in it.");
    } else if (trusting.isEmpty() && isWhole(statements) && !document.isAbsent()) {
      findings.add(
          NOT_ASSUMABLE,
          role,
          document.at(),
          "The trust policy of " + role + nameless(all),
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

  private static boolean trustsPipes(Property statement, Subject subject) {
    return statement.get("Effect").text().equals(Optional.of("Allow"))
        && new PipesTrust(statement, subject).holds() != Answer.NO;
  }

  private static boolean deniesPipes(Property statement, Subject subject) {
    return statement.get("Effect").text().equals(Optional.of("Deny"))
        && new PipesTrust(statement, subject).holds() == Answer.YES;
  }

  private static String nameless(List<Property> statements) {
    return statements.stream().anyMatch(PipesTrust::namesPipes)
        ? " names pipes.amazonaws.com, and does not let it assume the role for this pipe."
        : " does not name pipes.amazonaws.com.";
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
