package io.github.standpipe.bus;

import io.github.standpipe.bus.SnsTopic.Subscription;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads topics, buckets and schedules. */
record OtherFeeders(Template template, Reading reading) {
  /** Stands for a topic whose ARN is not known here. */
  static final String UNKNOWN_TOPIC = "arn:aws:sns:us-east-1:123456789012:unknown";

  private Stream<FeederResource> declared(String type) {
    return template.declarations(type).stream().map(FeederResource::new);
  }

  /** The topics by ARN; one outside of the template is there if a subscription is on it. */
  Map<String, SnsTopic> topics() {
    Map<String, List<Subscription>> subscriptions = new LinkedHashMap<>();
    Map<String, FeederResource> declared = new LinkedHashMap<>();
    declared("AWS::SNS::Topic")
        .flatMap(topic -> reading.of(() -> Map.entry(topic, own(topic))))
        .forEach(one ->
            reading
                .of(() -> one.getKey().arn())
                .forEach(arn -> {
                  declared.put(arn, one.getKey());
                  subscriptions.put(arn, new ArrayList<>(one.getValue()));
                }));
    declared("AWS::SNS::Subscription")
        .filter(one ->
            reading
                .of(() -> one.text("Protocol").orElse("").equals("sqs"))
                .anyMatch(isQueue -> isQueue))
        .flatMap(one -> reading.of(() -> Map.entry(topicArn(one), subscription(one))))
        .forEach(one ->
            subscriptions
                .computeIfAbsent(one.getKey(), arn -> new ArrayList<>())
                .add(one.getValue()));
    Map<String, SnsTopic> topics = new LinkedHashMap<>();
    subscriptions.forEach((arn, all) -> topics.put(arn, topic(arn, declared, all)));
    return topics;
  }

  private String topicArn(FeederResource one) {
    return reading
        .of(() -> one.requiredText(one.property("TopicArn"), "TopicArn"))
        .findFirst()
        .orElse(UNKNOWN_TOPIC);
  }

  private static SnsTopic topic(
      String arn, Map<String, FeederResource> declared, List<Subscription> subscriptions) {
    FeederResource topic = declared.get(arn);
    boolean fifo = topic == null ? arn.endsWith(".fifo") : topic.property("FifoTopic").isTrue();
    boolean contentBased = topic == null || topic.property("ContentBasedDeduplication").isTrue();
    return new SnsTopic(arn, fifo, contentBased, subscriptions);
  }

  private static List<Subscription> own(FeederResource topic) {
    return topic.property("Subscription").items().stream()
        .filter(one -> topic.text(one.get("Protocol"), "Protocol").orElse("").equals("sqs"))
        .map(one ->
            new Subscription(
                one.valueAt().where() + ": " + topic.resource().logicalId(),
                endpoint(topic, one.get("Endpoint")),
                false,
                Optional.empty(),
                Optional.empty()))
        .toList();
  }

  private static Subscription subscription(FeederResource one) {
    boolean onBody = one.text("FilterPolicyScope").orElse("").equals("MessageBody");
    Property redrive = one.property("RedrivePolicy").parsed();
    return new Subscription(
        one.where(),
        endpoint(one, one.property("Endpoint")),
        one.property("RawMessageDelivery").isTrue(),
        one.json("FilterPolicy").map(text -> SnsFilterPolicy.parse(text, onBody, one.where())),
        one.text(redrive.get("deadLetterTargetArn"), "deadLetterTargetArn"));
  }

  private static String endpoint(FeederResource one, Property property) {
    String endpoint = one.requiredText(property, "Endpoint");
    if (!endpoint.startsWith("arn:")) {
      throw new Fault(
          property.valueAt().where() + ": " + one.resource().logicalId(),
          "Invalid parameter: SQS endpoint ARN; give the queue's Arn and not its URL");
    }
    return endpoint;
  }

  /** The buckets by name. */
  Map<String, ObjectNotifications> buckets() {
    Map<String, ObjectNotifications> buckets = new LinkedHashMap<>();
    declared("AWS::S3::Bucket")
        .flatMap(bucket -> reading.of(() -> notifications(bucket)))
        .forEach(bucket -> buckets.put(bucket.bucket(), bucket));
    declared("Custom::S3BucketNotifications")
        .flatMap(one -> reading.of(() -> ofCdk(bucketName(one), one)))
        .forEach(one -> buckets.merge(one.bucket(), one, ObjectNotifications::and));
    return buckets;
  }

  private static String bucketName(FeederResource custom) {
    return custom.requiredText(custom.property("BucketName"), "BucketName");
  }

  /** The custom resource by which the CDK configures a bucket, in the words of S3's own API. */
  private static ObjectNotifications ofCdk(String name, FeederResource custom) {
    Property all = custom.property("NotificationConfiguration");
    List<ObjectNotifications.Configuration> configurations = new ArrayList<>();
    for (String kind : List.of("Queue", "Topic")) {
      for (Property one : all.get(kind + "Configurations").items()) {
        List<ObjectNotifications.KeyRule> keys =
            keys(custom, one.get("Filter").get("Key").get("FilterRules"));
        for (Property event : one.get("Events").items()) {
          configurations.add(
              new ObjectNotifications.Configuration(
                  custom.requiredText(event, "Events"),
                  custom.requiredText(one.get(kind + "Arn"), kind + "Arn"),
                  keys));
        }
      }
    }
    boolean isOn = !all.get("EventBridgeConfiguration").isAbsent();
    return new ObjectNotifications(name, custom.where(), isOn, configurations);
  }

  private static ObjectNotifications notifications(FeederResource bucket) {
    Property all = bucket.property("NotificationConfiguration");
    List<ObjectNotifications.Configuration> configurations = new ArrayList<>();
    for (String kind : List.of("Queue", "Topic")) {
      for (Property one : all.get(kind + "Configurations").items()) {
        configurations.add(
            new ObjectNotifications.Configuration(
                bucket.requiredText(one.get("Event"), "Event"),
                bucket.requiredText(one.get(kind), kind),
                keys(bucket, one.get("Filter").get("S3Key").get("Rules"))));
      }
    }
    Property bridge = all.get("EventBridgeConfiguration");
    boolean isOn = !bridge.isAbsent() && !bridge.get("EventBridgeEnabled").isFalse();
    return new ObjectNotifications(bucket.name(), bucket.where(), isOn, configurations);
  }

  private static List<ObjectNotifications.KeyRule> keys(FeederResource bucket, Property rules) {
    return rules.items().stream()
        .map(rule ->
            new ObjectNotifications.KeyRule(
                bucket.requiredText(rule.get("Name"), "Name").equalsIgnoreCase("suffix"),
                bucket.requiredText(rule.get("Value"), "Value")))
        .toList();
  }

  List<Schedule> schedules() {
    return declared("AWS::Scheduler::Schedule")
        .flatMap(one -> reading.of(() -> schedule(one)))
        .toList();
  }

  private static Schedule schedule(FeederResource schedule) {
    Property target = schedule.property("Target");
    String group = schedule.text("GroupName").orElse("default");
    return new Schedule(
        schedule.name(),
        schedule.arn().replaceFirst(":schedule/.*", ":schedule/" + group + "/" + schedule.name()),
        schedule.where(),
        !schedule.text("State").orElse("ENABLED").equals("DISABLED"),
        schedule.requiredText(target.get("Arn"), "Target.Arn"),
        schedule.text(target.get("Input"), "Target.Input"),
        schedule.text(target.get("SqsParameters").get("MessageGroupId"), "MessageGroupId"),
        schedule.text(target.get("DeadLetterConfig").get("Arn"), "DeadLetterConfig.Arn"));
  }
}
