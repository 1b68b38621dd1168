package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes of the envelopes that services wrap around a payload; they have no other keys. */
final class EnvelopeShapes {
  static final Shape ANY_OBJECT = new Fields(Map.of(), true, false);
  static final Shape STRINGS = new Listing(Shape.STRING, true);
  private static final List<String> TEXTS =
      List.of("id", "detail-type", "source", "account", "time", "region");

  private EnvelopeShapes() {}

  /** An event on a Classic bus (rule {@code bus-envelope}). */
  static Shape event(Shape detail) {
    Map<String, Member> members = envelope();
    members.put("detail", new Member(detail, true));
    members.put("replay-name", new Member(Shape.STRING, false));
    return Shape.closed(members);
  }

  /**
   * The event that PutEvents of a custom event bus creates: its detail may be absent (question V5).
   */
  static Shape enveloped() {
    Map<String, Member> members = envelope();
    members.put("detail", new Member(Shape.OPEN, false));
    return Shape.closed(members);
  }

  private static Map<String, Member> envelope() {
    Map<String, Member> members = new LinkedHashMap<>();
    members.put("version", new Member(Shape.constant("0"), true));
    TEXTS.forEach(key -> members.put(key, new Member(Shape.STRING, true)));
    members.put("resources", new Member(STRINGS, true));
    return members;
  }

  /** Rule {@code bus-scheduled}. */
  static Shape scheduled() {
    Map<String, Member> members = envelope();
    members.put("detail-type", new Member(Shape.constant("Scheduled Event"), true));
    members.put("source", new Member(Shape.constant("aws.events"), true));
    members.put("detail", new Member(Shape.closed(Map.of()), true));
    return Shape.closed(members);
  }

  /**
   * The detail of an event that a rule accepts, as far as its source and its type show (rule
   * s3-eventbridge).
   */
  static Shape detail(JsonNode pattern) {
    boolean isOfS3 = pattern.path("source").equals(Json.array().add("aws.s3"));
    if (!isOfS3 || !isOfObjects(pattern.path("detail-type"))) {
      return ANY_OBJECT;
    }
    Map<String, Member> members = new LinkedHashMap<>();
    members.put("bucket", new Member(ANY_OBJECT, true));
    members.put("object", new Member(object("etag", "version-id"), true));
    return new Fields(members, true, false);
  }

  /** CloudTrail reports calls to S3 with the same source and another detail. */
  private static boolean isOfObjects(JsonNode detailTypes) {
    boolean all = detailTypes.isArray() && !detailTypes.isEmpty();
    for (JsonNode type : detailTypes) {
      JsonNode text = type.has("prefix") ? type.get("prefix") : type;
      all &= text.asText().startsWith("Object ");
    }
    return all;
  }

  private static Shape object(String tag, String version) {
    return Shape.closed(
        Map.of(
            "key",
            new Member(Shape.STRING, true),
            "size",
            new Member(Shape.NUMBER, false),
            tag,
            new Member(Shape.STRING, false),
            version,
            new Member(Shape.STRING, false),
            "sequencer",
            new Member(Shape.STRING, false)));
  }

  /** A notification of S3 with its records (rule {@code s3-notification}). */
  static Shape notification() {
    Map<String, Member> s3 = new LinkedHashMap<>();
    s3.put("s3SchemaVersion", new Member(Shape.STRING, true));
    s3.put("configurationId", new Member(Shape.STRING, true));
    s3.put("bucket", new Member(ANY_OBJECT, true));
    s3.put("object", new Member(object("eTag", "versionId"), true));
    Map<String, Member> record = new LinkedHashMap<>();
    for (String key : List.of("eventVersion", "awsRegion", "eventTime", "eventName")) {
      record.put(key, new Member(Shape.STRING, true));
    }
    record.put("eventSource", new Member(Shape.constant("aws:s3"), true));
    for (String key : List.of("userIdentity", "requestParameters", "responseElements")) {
      record.put(key, new Member(ANY_OBJECT, true));
    }
    record.put("s3", new Member(Shape.closed(s3), true));
    Shape records = new Listing(new Fields(record, true, false), false);
    return Shape.closed(Map.of("Records", new Member(records, true)));
  }

  /** A message of SNS that is not delivered raw (rule {@code sns-envelope}). */
  static Shape wrapper(SnsTopic topic, SnsTopic.Subscription to) {
    Map<String, Member> members = new LinkedHashMap<>();
    members.put("Type", new Member(Shape.constant("Notification"), true));
    for (String key : List.of("MessageId", "TopicArn", "Message", "Timestamp", "UnsubscribeURL")) {
      members.put(key, new Member(Shape.STRING, true));
    }
    members.put("Subject", new Member(Shape.STRING, false));
    boolean isUnknown = topic.arn().equals(OtherFeeders.UNKNOWN_TOPIC);
    Member ofItsKind = isUnknown ? new Member(Shape.OPEN, false) : new Member(Shape.STRING, true);
    if (topic.fifo() || isUnknown) {
      members.put("SequenceNumber", ofItsKind);
    }
    if (!topic.fifo() || isUnknown) {
      for (String key : List.of("SignatureVersion", "Signature", "SigningCertURL")) {
        members.put(key, ofItsKind);
      }
    }
    boolean byAttribute = to.policy().filter(policy -> !policy.onBody()).isPresent();
    members.put("MessageAttributes", new Member(ANY_OBJECT, byAttribute));
    return Shape.closed(members);
  }

  /**
   * The metadata that the service adds to an event of a custom event bus (rule {@code
   * custom-addressing}).
   */
  static Shape systemMetadata(boolean enveloped) {
    Map<String, Member> members = new LinkedHashMap<>();
    members.put("aws:DeliveryType", new Member(Shape.STRING, true));
    for (String key :
        List.of(
            "aws:EventId",
            "aws:IngestionTime",
            "aws:SequenceNumber",
            "EventGroupId",
            "DeduplicationId")) {
      members.put(key, new Member(Shape.STRING, false));
    }
    Shape type = enveloped ? Shape.constant(CustomEvent.ENVELOPE) : Shape.STRING;
    members.put("ContentType", new Member(type, true));
    for (String key :
        enveloped
            ? List.of("aws:Source", "aws:DetailType")
            : List.of("aws:SchemaId", "aws:RegistryType")) {
      members.put(key, new Member(Shape.STRING, false));
    }
    return Shape.closed(members);
  }
}
