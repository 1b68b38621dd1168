package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resource policies that are resources of their own in the template, by what they name. */
final class AttachedPolicies {
  /** The property that names the resource, and the one with the policy. */
  private record Form(String resource, String document) {}

  private static final Map<String, Form> FORMS =
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

  private final Index<List<AttachedStatement>> byName = new Index<>();
  private final List<List<AttachedStatement>> open = new ArrayList<>();
  private final List<List<AttachedStatement>> ofAll = new ArrayList<>();

  private AttachedPolicies(Template template) {
    FORMS.forEach((type, form) -> template.declarations(type).forEach(policy -> add(policy, form)));
  }

  static AttachedPolicies of(Template template) {
    return template.derived(AttachedPolicies.class, AttachedPolicies::new);
  }

  private void add(Declaration policy, Form form) {
    List<AttachedStatement> statements = statements(policy, form.document()).toList();
    if (form.resource().isEmpty()) {
      ofAll.add(statements);
      return;
    }
    List<Property> named = policy.property(form.resource()).itemsOrSelf();
    byName.add(statements, named.stream().flatMap(AttachedPolicies::keys));
    if (named.stream().anyMatch(one -> one.isUnknown() && one.direct().isEmpty())) {
      open.add(statements);
    }
  }

  private static Stream<String> keys(Property named) {
    return named.isUnknown()
        ? named.direct().map(AttachedPolicies::id).stream()
        : named.text().stream()
            .flatMap(text -> Stream.of(text, function(text), address(text)))
            .distinct();
  }

  private static String id(String logicalId) {
    return "id " + logicalId; // no ARN and no URL has a blank
  }

  /** {@code name:alias} of a function, however it is named. */
  private static String function(String named) {
    return "function " + named.replaceFirst("^.*:?function:", "");
  }

  /** The name at the end of a URL, which may be the name of a queue of the template. */
  private static String address(String text) {
    return text.startsWith("https:") ? "address " + last(text, '/') : text;
  }

  private static String last(String text, char separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }

  /** The statements about a resource, and those that may be about it. */
  Stream<AttachedStatement> about(String arn, Optional<Declaration> resource) {
    List<List<AttachedStatement>> sure = byName.find(names(arn, resource).toList());
    Stream<List<AttachedStatement>> perhaps =
        arn.contains(":lambda:")
            ? open.stream()
            : Stream.concat(open.stream(), byName.find("address " + last(arn, ':')));
    return Stream.concat(
        Stream.concat(sure.stream(), ofAll.stream()).flatMap(List::stream),
        perhaps
            .flatMap(List::stream)
            .map(one ->
                new AttachedStatement(one.statement(), one.attached().and(Certainty.MAYBE))));
  }

  private static Stream<String> names(String arn, Optional<Declaration> resource) {
    Stream<String> id = resource.map(one -> id(one.logicalId())).stream();
    Stream<String> own =
        arn.contains(":lambda:")
            ? Stream.of(function(arn))
            : resource.stream()
                .flatMap(one -> Stream.of(one.arn(), one.ref(), one.name()))
                .flatMap(Optional::stream);
    return Stream.concat(Stream.concat(Stream.of(arn), id), own);
  }

  private static Stream<AttachedStatement> statements(Declaration policy, String document) {
    Certainty certain = policy.isCertain() ? Certainty.YES : Certainty.MAYBE;
    Property written = policy.property(document);
    return document.isEmpty() || written.isAbsent()
        ? Stream.of(plain(policy, certain))
        : ResourcePolicies.statements(written).map(one -> new AttachedStatement(one, certain));
  }

  /** A permission that is written without a document. */
  private static AttachedStatement plain(Declaration policy, Certainty certain) {
    List<Optional<String>> actions =
        policy.property("Action").itemsOrSelf().stream().map(Property::text).toList();
    boolean bound =
        Stream.of("SourceArn", "SourceAccount", "EventSourceToken", "PrincipalOrgID", "Condition")
            .anyMatch(key -> !policy.property(key).isAbsent());
    return new AttachedStatement(
        new Statement(actions, List.of(), false, false, "Allow", policy.properties()),
        bound ? Certainty.MAYBE : certain);
  }
}
