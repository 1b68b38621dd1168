package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The policies of a template's resources, which grant a role of the account what its own do not.
 */
record ResourcePolicies(Template template) {
  /** The property that names the resource, and the one with the policy. */
  private record Form(String resource, String document) {}

  private static final Map<String, Form> APART =
      Map.ofEntries(
          Map.entry("AWS::SQS::QueuePolicy", new Form("Queues", "PolicyDocument")),
          Map.entry("AWS::SQS::QueueInlinePolicy", new Form("Queue", "PolicyDocument")),
          Map.entry("AWS::SNS::TopicPolicy", new Form("Topics", "PolicyDocument")),
          Map.entry("AWS::SNS::TopicInlinePolicy", new Form("TopicArn", "PolicyDocument")),
          Map.entry("AWS::S3::BucketPolicy", new Form("Bucket", "PolicyDocument")),
          Map.entry("AWS::Kinesis::ResourcePolicy", new Form("ResourceArn", "ResourcePolicy")),
          Map.entry("AWS::SecretsManager::ResourcePolicy", new Form("SecretId", "ResourcePolicy")),
          Map.entry("AWS::MSK::ClusterPolicy", new Form("ClusterArn", "Policy")),
          Map.entry("AWS::Events::EventBusPolicy", new Form("EventBusName", "Statement")),
          Map.entry("AWS::Lambda::Permission", new Form("FunctionName", "")),
          Map.entry("AWS::Logs::ResourcePolicy", new Form("", "PolicyDocument")));
  private static final List<List<String>> WITHIN =
      List.of(
          List.of("ResourcePolicy", "PolicyDocument"),
          List.of("StreamSpecification", "ResourcePolicy", "PolicyDocument"),
          List.of("Policy"),
          List.of("KeyPolicy"),
          List.of("Auth", "ResourcePolicy"));

  /** A statement about a resource, as far as it is attached to it. */
  private record Attached(Statement statement, Answer attached) {

    Answer holds(String action, String arn, Holder holder) {
      Answer resource =
          statement.resources().isEmpty()
              ? statement.action(action)
              : statement.holds(action, arn, holder.context());
      return attached.and(resource).and(holder.isIn(statement.at(), statement.denies()));
    }
  }

  Answer allow(String action, String arn, Holder holder) {
    return answer(action, arn, holder, Statement::allows);
  }

  Answer deny(String action, String arn, Holder holder) {
    return answer(action, arn, holder, Statement::denies);
  }

  private Answer answer(String action, String arn, Holder holder, Predicate<Statement> effect) {
    return about(arn)
        .filter(one -> effect.test(one.statement()))
        .map(one -> one.holds(action, arn, holder))
        .reduce(Answer.NO, Answer::or);
  }

  private Stream<Attached> about(String arn) {
    Optional<Declaration> resource = template.ofArn(arn);
    Stream<Attached> within =
        resource.stream()
            .flatMap(one -> WITHIN.stream().map(path -> at(one, path)))
            .flatMap(ResourcePolicies::statements)
            .map(statement -> new Attached(Statement.of(statement), Answer.YES));
    Stream<Attached> apart =
        APART.keySet().stream()
            .flatMap(type -> template.declarations(type).stream())
            .flatMap(policy -> apart(policy, resource, arn));
    return Stream.concat(within, apart);
  }

  private static Property at(Declaration resource, List<String> path) {
    Property found = resource.properties();
    for (String key : path) {
      found = found.get(key);
    }
    return found;
  }

  private static Stream<Property> statements(Property document) {
    Property parsed = document.parsed();
    return parsed.isUnknown() ? Stream.of(parsed) : parsed.get("Statement").itemsOrSelf().stream();
  }

  private static Stream<Attached> apart(
      Declaration policy, Optional<Declaration> resource, String arn) {
    Form form = APART.getOrDefault(policy.type(), new Form("", ""));
    Answer attached = attached(policy.property(form.resource()), form, resource, arn);
    if (attached == Answer.NO) {
      return Stream.of();
    }
    Answer certain = policy.isCertain() ? attached : attached.and(Answer.MAYBE);
    return form.document().isEmpty() || policy.property(form.document()).isAbsent()
        ? Stream.of(new Attached(plain(policy.properties()), certain.and(bound(policy))))
        : written(policy.property(form.document())).map(one -> new Attached(one, certain));
  }

  private static Stream<Statement> written(Property document) {
    Stream<Property> all =
        document.get("Effect").isAbsent() ? statements(document) : Stream.of(document);
    return all.map(Statement::of);
  }

  /** A permission that is written without a document. */
  private static Statement plain(Property properties) {
    List<Optional<String>> actions =
        properties.get("Action").itemsOrSelf().stream().map(Property::text).toList();
    return new Statement(actions, List.of(), false, false, "Allow", properties);
  }

  private static Answer bound(Declaration permission) {
    boolean open =
        Stream.of("SourceArn", "SourceAccount", "EventSourceToken", "PrincipalOrgID", "Condition")
            .allMatch(key -> permission.property(key).isAbsent());
    return open ? Answer.YES : Answer.MAYBE;
  }

  private static Answer attached(
      Property named, Form form, Optional<Declaration> resource, String arn) {
    if (form.resource().isEmpty()) {
      return Answer.YES;
    }
    return named.itemsOrSelf().stream()
        .map(one -> names(one, resource, arn))
        .reduce(Answer.NO, Answer::or);
  }

  private static Answer names(Property named, Optional<Declaration> resource, String arn) {
    if (named.isUnknown()) {
      Optional<String> direct = named.direct();
      return direct.isEmpty()
          ? Answer.MAYBE
          : Answer.of(direct.equals(resource.map(Declaration::logicalId)));
    }
    String text = named.text().orElse("");
    if (text.equals(arn)) {
      return Answer.YES;
    }
    if (arn.contains(":lambda:")) {
      return Answer.of(function(text).equals(function(arn)));
    }
    boolean same =
        resource
            .filter(one ->
                Stream.of(one.arn(), one.ref(), one.name()).anyMatch(Optional.of(text)::equals))
            .isPresent();
    String last = text.substring(text.lastIndexOf('/') + 1);
    boolean alike = text.startsWith("https:") && arn.endsWith(":" + last);
    return same ? Answer.YES : Answer.of(alike).and(Answer.MAYBE);
  }

  /** {@code name:alias} of a function, whichever way it is named. */
  private static String function(String named) {
    return named.replaceFirst("^.*:?function:", "");
  }
}
