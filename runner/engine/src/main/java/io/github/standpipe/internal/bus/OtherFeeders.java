package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.SnsTopic.Subscription;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads topics, buckets and schedules. */
record OtherFeeders(Template template, Reading reading) {
  /** Stands for a topic with an unknown ARN. */
  static final String UNKNOWN_TOPIC = "arn:aws:sns:us-east-1:123456789012:unknown";

  private Stream<FeederResource> declared(String type) {
    return new FeederResources(template, type).all().stream();
  }

  /** The topics by ARN; one outside of the template is there if a subscription is on it. */
  ByName<SnsTopic> topics() {
    FeederResources topics = new FeederResources(template, "AWS::SNS::Topic");
    Map<String, FeederResource> declared = topics.byArn();
    ListenersByBus<Subscription, Publication> subscriptions =
        new ListenersByBus<>(reading, new SubscriptionReader(reading));
    declared.keySet().forEach(subscriptions::bus);
    declared.forEach((arn, topic) -> addOwn(topic, arn, subscriptions));
    declared("AWS::Serverless::Function")
        .forEach(function ->
            SamSubscription.of(function, reading).forEach(one -> one.addTo(subscriptions)));
    FeederResources written = new FeederResources(template, "AWS::SNS::Subscription");
    written.all().stream().filter(OtherFeeders::isOfQueue).forEach(subscriptions::add);
    written.absent().stream().filter(OtherFeeders::isOfQueue).forEach(subscriptions::addAbsent);
    return subscriptions.byName(topics.unread(), arn -> all -> topic(arn, declared, all));
  }

  private static boolean isOfQueue(FeederResource subscription) {
    return subscription.property("Protocol").text().filter("sqs"::equals).isPresent();
  }

  private record SubscriptionReader(Reading reading)
      implements ListenersByBus.Reader<Subscription, Publication> {
    @Override
    public String bus(FeederResource subscription) {
      return reading
          .of(() -> subscription.requiredText(subscription.property("TopicArn"), "TopicArn"))
          .findFirst()
          .orElse(UNKNOWN_TOPIC);
    }

    @Override
    public Subscription listener(FeederResource subscription) {
      return subscription(subscription, reading);
    }

    @Override
    public Decision decide(FeederResource subscription, Publication publication) {
      return SnsTopic.decide(policy(subscription), publication);
    }
  }

  private static SnsTopic topic(
      String arn,
      Map<String, FeederResource> declared,
      Listeners<Subscription, Publication> subscriptions) {
    FeederResource topic = declared.get(arn);
    boolean fifo = topic == null ? arn.endsWith(".fifo") : isFifo(topic, arn);
    boolean contentBased = topic == null || topic.property("ContentBasedDeduplication").isTrue();
    return new SnsTopic(arn, fifo, contentBased, subscriptions);
  }

  /** The name of a FIFO topic ends in {@code .fifo}. */
  private static boolean isFifo(FeederResource topic, String arn) {
    Property fifo = topic.property("FifoTopic");
    return fifo.isTrue() || fifo.isUnknown() && arn.endsWith(".fifo");
  }

  /** The subscriptions that a topic declares itself. */
  private void addOwn(
      FeederResource topic, String arn, ListenersByBus<Subscription, Publication> subscriptions) {
    for (Property one : topic.property("Subscription").items()) {
      if (one.get("Protocol").text().filter("sqs"::equals).isPresent()) {
        subscriptions.add(topic, own(arn, one));
      }
    }
  }

  private ListenersByBus.Reader<Subscription, Publication> own(String arn, Property one) {
    return new ListenersByBus.Reader<>() {
      @Override
      public String bus(FeederResource topic) {
        return arn;
      }

      @Override
      public Subscription listener(FeederResource topic) {
        return new Subscription(
            one.valueAt().where() + ": " + topic.resource().logicalId(),
            endpoint(topic, one.get("Endpoint"), reading),
            false,
            Optional.empty(),
            Optional.empty());
      }

      @Override
      public Decision decide(FeederResource topic, Publication publication) {
        return new Decision.Passed(List.of());
      }
    };
  }

  private static Subscription subscription(FeederResource one, Reading reading) {
    Property redrive = one.property("RedrivePolicy").parsed();
    return new Subscription(
        one.where(),
        endpoint(one, one.property("Endpoint"), reading),
        isRaw(one),
        policy(one),
        reading.optional(
            () -> one.text(redrive.get("deadLetterTargetArn"), "deadLetterTargetArn"),
            Optional.empty()));
  }

  /** The bodies depend on it, so it has to be known. */
  private static boolean isRaw(FeederResource subscription) {
    Property raw = subscription.property("RawMessageDelivery");
    return subscription.text(raw, "RawMessageDelivery").isPresent() && raw.isTrue();
  }

  private static Optional<SnsFilterPolicy> policy(FeederResource one) {
    boolean onBody = one.text("FilterPolicyScope").orElse("").equals("MessageBody");
    return one.json("FilterPolicy").map(text -> SnsFilterPolicy.parse(text, onBody, one.where()));
  }

  static String endpoint(FeederResource one, Property property, Reading reading) {
    String endpoint = reading.target(one, property, "Endpoint");
    if (!endpoint.startsWith("arn:")) {
      throw new Fault(
          property.valueAt().where() + ": " + one.resource().logicalId(),
          "Invalid parameter: SQS endpoint ARN; write the queue's Arn instead of its URL");
    }
    return endpoint;
  }

  /** The buckets by name. */
  ByName<ObjectNotifications> buckets() {
    Map<String, ObjectNotifications> buckets = new LinkedHashMap<>();
    Map<String, Fault> unread = new LinkedHashMap<>();
    declared("AWS::S3::Bucket")
        .forEach(bucket ->
            read(bucket, bucket.name(), unread)
                .accept(() -> buckets.put(bucket.name(), notifications(bucket))));
    declared("Custom::S3BucketNotifications")
        .forEach(one -> {
          String name = one.property("BucketName").text().orElse(one.name());
          read(one, name, unread)
              .accept(() -> buckets.merge(name, ofCdk(name, one), ObjectNotifications::and));
        });
    unread.keySet().forEach(buckets::remove);
    return new ByName<>(buckets, unread);
  }

  /** Reads one; what cannot be read is kept under its names. */
  private static Consumer<Runnable> read(
      FeederResource one, String name, Map<String, Fault> unread) {
    return reading -> {
      try {
        reading.run();
      } catch (Fault e) {
        unread.put(name, e);
        unread.put(one.resource().logicalId(), e);
      }
    };
  }

  /** The custom resource with which the CDK configures a bucket, in the terms of the S3 API. */
  private ObjectNotifications ofCdk(String name, FeederResource custom) {
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
                  reading.target(custom, one.get(kind + "Arn"), kind + "Arn"),
                  keys));
        }
      }
    }
    boolean isOn = !all.get("EventBridgeConfiguration").isAbsent();
    return new ObjectNotifications(name, custom.where(), isOn, configurations);
  }

  private ObjectNotifications notifications(FeederResource bucket) {
    Property all = bucket.property("NotificationConfiguration");
    List<ObjectNotifications.Configuration> configurations = new ArrayList<>();
    for (String kind : List.of("Queue", "Topic")) {
      for (Property one : all.get(kind + "Configurations").items()) {
        configurations.add(
            new ObjectNotifications.Configuration(
                bucket.requiredText(one.get("Event"), "Event"),
                reading.target(bucket, one.get(kind), kind),
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

  /** The schedules by name. */
  ByName<Schedule> schedules() {
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    Map<String, Fault> unread = new LinkedHashMap<>();
    declared("AWS::Scheduler::Schedule")
        .forEach(one ->
            read(one, one.name(), unread)
                .accept(() -> schedules.put(one.name(), schedule(one, reading))));
    return new ByName<>(schedules, unread);
  }

  private static Schedule schedule(FeederResource schedule, Reading reading) {
    Property target = schedule.property("Target");
    Property letters = target.get("DeadLetterConfig").get("Arn");
    Property message = target.get("SqsParameters").get("MessageGroupId");
    String group =
        reading.optional(() -> schedule.text("GroupName"), Optional.empty()).orElse("default");
    return new Schedule(
        schedule.name(),
        schedule.arn().replaceFirst(":schedule/.*", ":schedule/" + group + "/" + schedule.name()),
        schedule.where(),
        !schedule.text("State").orElse("ENABLED").equals("DISABLED"),
        reading.target(schedule, target.get("Arn"), "Target.Arn"),
        schedule.text(target.get("Input"), "Target.Input"),
        reading.optional(() -> schedule.text(message, "MessageGroupId"), Optional.of("unknown")),
        reading.optional(() -> schedule.text(letters, "DeadLetterConfig.Arn"), Optional.empty()));
  }
}
