package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the policies of queues, functions, topics, buses and other resources grant to a role.
 *
 * <p>Within one account either policy is enough, unless one of them denies.
 *
 * @param role the logical id of the role
 * @param arn of the role, if it is known
 */
record ResourcePolicies(Template template, String role, Optional<String> arn) {

  /** A grant to a role by name; it is never sure, since it may hold for another account's. */
  Answer allow(String action, String resource) {
    return answer(true, action, resource).and(Answer.MAYBE);
  }

  Answer deny(String action, String resource) {
    return answer(false, action, resource);
  }

  private Answer answer(boolean allows, String action, String resource) {
    if (role.isEmpty()) {
      return Answer.NO;
    }
    return Answer.any(
        template.declarations().stream()
            .flatMap(this::statements)
            .filter(one -> one.allows() == allows)
            .map(one -> one.holds(action, resource).and(names(one)))
            .toList());
  }

  private Stream<Statement> statements(Declaration policy) {
    return switch (policy.type()) {
      case "AWS::SQS::QueuePolicy",
          "AWS::SQS::QueueInlinePolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SNS::TopicInlinePolicy",
          "AWS::S3::BucketPolicy" ->
          document(policy.property("PolicyDocument")).map(Statement::of);
      case "AWS::Kinesis::ResourcePolicy" ->
          document(policy.property("ResourcePolicy")).map(Statement::of);
      case "AWS::Lambda::Permission" -> Stream.of(permission(policy));
      case "AWS::Events::EventBusPolicy" -> bus(policy);
      case "AWS::KMS::Key" -> own(policy, policy.property("KeyPolicy"));
      case "AWS::DynamoDB::Table" ->
          own(policy, policy.property("ResourcePolicy").get("PolicyDocument"));
      default -> Stream.of();
    };
  }

  private static Stream<Property> document(Property written) {
    return written.parsed().get("Statement").itemsOrSelf().stream();
  }

  /** Of a policy that is part of its resource, "*" is that resource. */
  private static Stream<Statement> own(Declaration owner, Property written) {
    return document(written).map(Statement::of).map(one -> one.on(List.of(owner.arn())));
  }

  private Stream<Statement> bus(Declaration policy) {
    Property statement = policy.property("Statement");
    Property at = statement.isAbsent() ? policy.properties() : statement.parsed();
    Statement written = Statement.of(at);
    return Stream.of(
        statement.isAbsent() ? granting(at, at.get("Action"), List.of(Optional.empty())) : written);
  }

  private Statement permission(Declaration policy) {
    Property function = policy.property("FunctionName");
    Optional<String> named =
        function
            .text()
            .map(text ->
                text.startsWith("arn:")
                    ? text
                    : "arn:*:lambda:*:*:function:" + text.replaceAll("^.*function:", ""));
    return granting(policy.properties(), policy.property("Action"), List.of(named));
  }

  private static Statement granting(
      Property at, Property actions, List<Optional<String>> resources) {
    Statement bare = Statement.granting(List.of(), Optional.empty(), at);
    return new Statement(
        actions.itemsOrSelf().stream().map(Property::text).toList(),
        resources,
        true,
        bare.allBut(),
        false,
        at);
  }

  private Answer names(Statement statement) {
    if (!statement.at().get("NotPrincipal").isAbsent()) {
      return Answer.MAYBE;
    }
    Property principal = statement.at().get("Principal");
    return Answer.any(
        Stream.concat(
                Stream.of(principal).filter(one -> !one.isMapping()),
                principal.get("AWS").itemsOrSelf().stream())
            .map(one -> names(one))
            .toList());
  }

  private Answer names(Property one) {
    if (one.names().contains(role)) {
      return Answer.YES;
    }
    if (one.isUnknown()) {
      return Answer.MAYBE;
    }
    return Answer.of(one.text().filter(text -> text.equals("*") || isRole(text)).isPresent());
  }

  private boolean isRole(String text) {
    return arn.filter(text::equals).isPresent();
  }
}
