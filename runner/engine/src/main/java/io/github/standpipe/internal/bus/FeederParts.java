package io.github.standpipe.internal.bus;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a template's feeders, by what they are. Each kind is read when it is first needed,
 * so an unreadable one does not block the others.
 */
final class FeederParts {
  private final Template template;
  private final OnceRead<ByName<Listeners<ClassicRule, ClassicEvent>>> buses;
  private final OnceRead<List<EventArchive>> archives;
  private final OnceRead<ByName<SnsTopic>> topics;
  private final OnceRead<ByName<ObjectNotifications>> buckets;
  private final OnceRead<ByName<Schedule>> schedules;
  private final OnceRead<ByName<CustomFeeders.BusSubscribers>> customBuses;
  private final OnceRead<List<BusTrace.Route>> idleSources;
  private final OnceRead<Map<String, QueueTarget>> queues;
  private final OnceRead<Map<String, String>> queuesByUrl;
  private final OnceRead<Map<String, String>> names;

  FeederParts(Template template, Reading reading) {
    this.template = template;
    OtherFeeders others = new OtherFeeders(template, reading);
    buses = new OnceRead<>(new ClassicFeeders(template, reading)::buses);
    archives = new OnceRead<>(new ClassicFeeders(template, reading)::archives);
    topics = new OnceRead<>(others::topics);
    buckets = new OnceRead<>(others::buckets);
    schedules = new OnceRead<>(others::schedules);
    customBuses = new OnceRead<>(new CustomFeeders(template, reading)::buses);
    idleSources = new OnceRead<>(new CustomFeeders(template, reading)::idleSources);
    queues = new OnceRead<>(this::readQueues);
    queuesByUrl = new OnceRead<>(this::readUrls);
    names = new OnceRead<>(this::readNames);
  }

  /** A part that is read once; under a lock, because the template caches what it resolves. */
  private final class OnceRead<T> {
    private final Supplier<T> source;
    private @Nullable T known;

    OnceRead(Supplier<T> source) {
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

  /** The event sources that bring nothing to a bus of the template, with the reason. */
  List<BusTrace.Route> idleSources() {
    return idleSources.get();
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
