package io.github.standpipe.bus;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the feeders of a template. */
public final class TemplateFeeders {
  private TemplateFeeders() {}

  /**
   * Reads them.
   *
   * @throws io.github.standpipe.enrich.Fault for a pattern, path or template that the service
   *     refuses
   */
  public static Feeders of(Template template) {
    return new Feeders(
        new FeederParts(
            new ClassicFeeders(template).buses(),
            new ClassicFeeders(template).archives(),
            new OtherFeeders(template).topics(),
            new OtherFeeders(template).buckets(),
            new OtherFeeders(template).schedules(),
            new CustomFeeders(template).buses(),
            queues(template),
            urls(template),
            names(template)));
  }

  private static Map<String, String> names(Template template) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String type :
        List.of("AWS::Events::EventBus", "AWS::EventsV2::EventBus", "AWS::SNS::Topic")) {
      for (Declaration one : template.declarations(type)) {
        one.arn()
            .ifPresent(arn -> {
              names.put(one.logicalId(), arn);
              one.name().ifPresent(name -> names.putIfAbsent(name, arn));
            });
      }
    }
    template
        .declarations("AWS::S3::Bucket")
        .forEach(one -> one.name().ifPresent(name -> names.putIfAbsent(one.logicalId(), name)));
    return names;
  }

  private static Map<String, String> urls(Template template) {
    Map<String, String> urls = new LinkedHashMap<>();
    template
        .declarations("AWS::SQS::Queue")
        .forEach(queue ->
            queue.ref().ifPresent(url -> queue.arn().ifPresent(arn -> urls.put(url, arn))));
    return urls;
  }

  private static Map<String, QueueTarget> queues(Template template) {
    Map<String, QueueTarget> queues = new LinkedHashMap<>();
    template
        .declarations("AWS::SQS::Queue")
        .forEach(queue ->
            queue
                .arn()
                .ifPresent(arn ->
                    queues.put(
                        arn,
                        new QueueTarget(
                            arn,
                            true,
                            queue.property("FifoQueue").isTrue(),
                            queue.property("ContentBasedDeduplication").isTrue()
                                || queue.property("ContentBasedDeduplication").isUnknown()))));
    return queues;
  }
}
