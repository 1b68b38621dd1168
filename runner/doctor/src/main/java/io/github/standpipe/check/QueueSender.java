package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource that sends to a queue.
 *
 * @param service the service principal that sends
 * @param arn that the service passes as the source; empty if it is unknown
 * @param role that it sends with; empty if the queue's policy decides
 * @param needsPolicy whether the queue's policy decides
 * @param deadLetters the queue for what cannot be sent
 * @param reference how a policy names the source
 */
record QueueSender(
    Template template,
    Declaration resource,
    String service,
    Optional<String> arn,
    Optional<Declaration> role,
    boolean needsPolicy,
    Optional<Declaration> deadLetters,
    String reference) {

  /** The end of the source's ARN, for a message. */
  String arnForm() {
    return arn.flatMap(Arn::parse).map(Arn::resource).orElse(reference);
  }

  static List<QueueSender> all(Template template, Declaration queue) {
    List<QueueSender> senders = new ArrayList<>();
    template.declarations("AWS::Events::Rule").forEach(one -> rule(one, template, queue, senders));
    template
        .declarations("AWS::EventsV2::Subscriber")
        .forEach(one -> subscriber(one, template, queue, senders));
    template
        .declarations("AWS::SNS::Subscription")
        .forEach(one -> subscription(one, template, queue, senders));
    template.declarations("AWS::SNS::Topic").forEach(one -> topic(one, template, queue, senders));
    template.declarations("AWS::S3::Bucket").forEach(one -> bucket(one, template, queue, senders));
    template
        .declarations("AWS::Scheduler::Schedule")
        .forEach(one -> schedule(one, template, queue, senders));
    return senders;
  }

  private static boolean leads(Property arn, Template template, Declaration queue) {
    return template.find(arn).filter(queue::equals).isPresent();
  }

  private static void rule(
      Declaration rule, Template template, Declaration queue, List<QueueSender> senders) {
    Property role = rule.property("RoleArn");
    for (Property target : rule.property("Targets").items()) {
      if (leads(target.get("Arn"), template, queue)) {
        Property own = target.get("RoleArn").isAbsent() ? role : target.get("RoleArn");
        senders.add(
            new QueueSender(
                template,
                rule,
                "events.amazonaws.com",
                rule.property("EventBusName").isUnknown() ? Optional.empty() : ruleArn(rule),
                Roles.declared(own, template),
                own.isAbsent(),
                template
                    .find(target.get("DeadLetterConfig").get("Arn"))
                    .filter(Declaration::isQueue),
                "!GetAtt " + rule + ".Arn"));
      }
    }
  }

  /** On a custom bus, the ARN of a rule contains the name of the bus. */
  private static Optional<String> ruleArn(Declaration rule) {
    String bus = rule.property("EventBusName").text().orElse("default");
    String name = bus.replaceFirst("^arn:.*?:event-bus/", ""); // a partner's has slashes
    return rule.arn()
        .map(arn -> {
          String id = arn.substring(arn.lastIndexOf('/') + 1);
          String start = arn.substring(0, arn.indexOf(":rule/") + ":rule/".length());
          return start + (name.equals("default") ? "" : name + "/") + id;
        });
  }

  private static void subscriber(
      Declaration one, Template template, Declaration queue, List<QueueSender> senders) {
    Property invoke = one.property("InvokeConfiguration");
    if (leads(invoke.get("TargetArn"), template, queue)) {
      senders.add(
          withRole(
              one,
              template,
              invoke.get("RoleArn"),
              one.property("OnFailureConfiguration").get("Arn")));
    }
  }

  private static void schedule(
      Declaration one, Template template, Declaration queue, List<QueueSender> senders) {
    Property target = one.property("Target");
    if (leads(target.get("Arn"), template, queue)) {
      senders.add(
          withRole(
              one, template, target.get("RoleArn"), target.get("DeadLetterConfig").get("Arn")));
    }
  }

  private static QueueSender withRole(
      Declaration one, Template template, Property role, Property deadLetters) {
    return new QueueSender(
        template,
        one,
        "",
        Optional.empty(),
        Roles.declared(role, template),
        false,
        template.find(deadLetters).filter(Declaration::isQueue),
        "");
  }

  private static void subscription(
      Declaration one, Template template, Declaration queue, List<QueueSender> senders) {
    if (leads(one.property("Endpoint"), template, queue)) {
      Property topic = one.property("TopicArn");
      Property letters = one.property("RedrivePolicy").parsed().get("deadLetterTargetArn");
      senders.add(
          new QueueSender(
              template,
              one,
              "sns.amazonaws.com",
              topic.text(),
              Optional.empty(),
              true,
              template.find(letters).filter(Declaration::isQueue),
              template.find(topic).map(found -> "!Ref " + found).orElse("the topic's ARN")));
    }
  }

  private static void topic(
      Declaration one, Template template, Declaration queue, List<QueueSender> senders) {
    for (Property subscription : one.property("Subscription").items()) {
      if (leads(subscription.get("Endpoint"), template, queue)) {
        senders.add(
            new QueueSender(
                template,
                one,
                "sns.amazonaws.com",
                one.arn(),
                Optional.empty(),
                true,
                Optional.empty(),
                "!Ref " + one));
      }
    }
  }

  private static void bucket(
      Declaration one, Template template, Declaration queue, List<QueueSender> senders) {
    Property all = one.property("NotificationConfiguration").get("QueueConfigurations");
    if (all.items().stream().anyMatch(c -> leads(c.get("Queue"), template, queue))) {
      senders.add(
          new QueueSender(
              template,
              one,
              "s3.amazonaws.com",
              one.arn(),
              Optional.empty(),
              true,
              Optional.empty(),
              "!GetAtt " + one + ".Arn"));
    }
  }
}
