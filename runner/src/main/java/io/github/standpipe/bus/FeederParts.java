package io.github.standpipe.bus;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a template's feeders, by what they are. Each kind is read when it is first needed,
 * so that what cannot be read of one does not stand in the way of another.
 */
final class FeederParts {
  private final Template template;
  private final Reading<ByName<Listeners<ClassicRule, ClassicEvent>>> buses;
  private final Reading<List<EventArchive>> archives;
  private final Reading<ByName<SnsTopic>> topics;
  private final Reading<ByName<ObjectNotifications>> buckets;
  private final Reading<ByName<Schedule>> schedules;
  private final Reading<ByName<CustomFeeders.BusSubscribers>> customBuses;
  private final Reading<Map<String, QueueTarget>> queues;
  private final Reading<Map<String, String>> queuesByUrl;
  private final Reading<Map<String, String>> names;

  FeederParts(Template template) {
    this.template = template;
    OtherFeeders others = new OtherFeeders(template);
    buses = new Reading<>(new ClassicFeeders(template)::buses);
    archives = new Reading<>(new ClassicFeeders(template)::archives);
    topics = new Reading<>(others::topics);
    buckets = new Reading<>(others::buckets);
    schedules = new Reading<>(others::schedules);
    customBuses = new Reading<>(new CustomFeeders(template)::buses);
    queues = new Reading<>(this::readQueues);
    queuesByUrl = new Reading<>(this::readUrls);
    names = new Reading<>(this::readNames);
  }

  /** A part that is read once; the template remembers what it resolved, so one at a time. */
  private final class Reading<T> {
    private final Supplier<T> source;
    private @Nullable T known;

    Reading(Supplier<T> source) {
      this.source = source;
    }

    T get() {
      synchronized (template) {
        T read = known;
        if (read == null) {
          read = source.get();
          known = read;
        }
        return read;
      }
    }
  }

  /** The rules of each Classic bus, by its ARN. */
  ByName<Listeners<ClassicRule, ClassicEvent>> buses() {
    return buses.get();
  }

  List<EventArchive> archives() {
    return archives.get();
  }

  /** By their ARNs. */
  ByName<SnsTopic> topics() {
    return topics.get();
  }

  /** By their names. */
  ByName<ObjectNotifications> buckets() {
    return buckets.get();
  }

  /** By their names. */
  ByName<Schedule> schedules() {
    return schedules.get();
  }

  /** By their ARNs. */
  ByName<CustomFeeders.BusSubscribers> customBuses() {
    return customBuses.get();
  }

  /** The queues that the template declares, by their ARNs. */
  Map<String, QueueTarget> queues() {
    return queues.get();
  }

  /** The ARNs of those queues, by their URLs. */
  Map<String, String> queuesByUrl() {
    return queuesByUrl.get();
  }

  /** The ARNs of buses and topics and the names of buckets, by their names and logical ids. */
  Map<String, String> names() {
    return names.get();
  }

  private Map<String, QueueTarget> readQueues() {
    Map<String, QueueTarget> read = new LinkedHashMap<>();
    for (Declaration queue : template.declarations("AWS::SQS::Queue")) {
      var contentBased = queue.property("ContentBasedDeduplication");
      boolean isFifo = queue.property("FifoQueue").isTrue();
      queue
          .arn()
          .ifPresent(arn ->
              read.put(
                  arn,
                  new QueueTarget(
                      arn, true, isFifo, contentBased.isTrue() || contentBased.isUnknown())));
    }
    return read;
  }

  private Map<String, String> readUrls() {
    Map<String, String> read = new LinkedHashMap<>();
    for (Declaration queue : template.declarations("AWS::SQS::Queue")) {
      queue.ref().ifPresent(url -> queue.arn().ifPresent(arn -> read.put(url, arn)));
    }
    return read;
  }

  private Map<String, String> readNames() {
    Map<String, String> read = new LinkedHashMap<>();
    for (String type :
        List.of("AWS::Events::EventBus", "AWS::EventsV2::EventBus", "AWS::SNS::Topic")) {
      for (Declaration one : template.declarations(type)) {
        one.arn()
            .ifPresent(arn -> {
              read.put(one.logicalId(), arn);
              one.name().ifPresent(name -> read.putIfAbsent(name, arn));
            });
      }
    }
    for (Declaration one : template.declarations("AWS::S3::Bucket")) {
      one.name().ifPresent(name -> read.putIfAbsent(one.logicalId(), name));
    }
    return read;
  }
}
