package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A change of an object in an S3 bucket.
 *
 * @param event such as {@code ObjectCreated:Put}, without {@code s3:}
 * @param key the unencoded key
 * @param versionId of a bucket with versions
 */
public record ObjectChange(
    String bucket, String event, String key, long size, Optional<String> versionId) {
  private static final String ETAG = "d41d8cd98f00b204e9800998ecf8427e";
  private static final String SEQUENCER = "0055AED6DCD90281E5";

  private boolean is(String kind) {
    return event.startsWith(kind);
  }

  /** The body of the message for a notification (rule {@code s3-notification}). */
  String notification(String configuration, Surroundings around) {
    ObjectNode record = Json.object();
    record.put("eventVersion", version()).put("eventSource", "aws:s3");
    record.put("awsRegion", around.region());
    record.put("eventTime", Digests.millis(around.clock().instant())).put("eventName", event);
    record.putObject("userIdentity").put("principalId", "AWS:EXAMPLE");
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    record
        .putObject("responseElements")
        .put("x-amz-request-id", "EXAMPLE123456789")
        .put("x-amz-id-2", "EXAMPLE");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", configuration);
    ObjectNode inBucket = s3.putObject("bucket");
    inBucket.put("name", bucket).putObject("ownerIdentity").put("principalId", "EXAMPLE");
    inBucket.put("arn", "arn:aws:s3:::" + bucket);
    s3.set("object", object(encoded(key), "eTag", "versionId"));
    ObjectNode notification = Json.object();
    notification.putArray("Records").add(record);
    return Json.text(notification);
  }

  private String version() {
    return is("Replication:")
        ? "2.2"
        : is("Lifecycle")
                || is("IntelligentTiering")
                || is("ObjectAcl:")
                || is("ObjectTagging:")
                || event.equals("ObjectRestore:Delete")
            ? "2.3"
            : "2.1";
  }

  /** A space becomes a plus, and slashes stay (rule {@code s3-key-encoded}). */
  static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  /** The fields depend on the kind of change. */
  private ObjectNode object(String name, String tag, String version) {
    ObjectNode object = Json.object().put("key", name);
    boolean settings = is("ObjectTagging:") || is("ObjectAcl:");
    if (!is("ObjectRemoved:") && !settings) {
      object.put("size", size);
    }
    if (!is("ObjectRemoved:")) {
      object.put(tag, ETAG);
    }
    versionId.ifPresent(id -> object.put(version, id));
    if (!settings) {
      object.put("sequencer", SEQUENCER);
    }
    return object;
  }

  /** What S3 sends when a notification is configured: no record (rule {@code s3-test-event}). */
  static String testEvent(String bucket, Surroundings around) {
    return Json.text(
        Json.object()
            .put("Service", "Amazon S3")
            .put("Event", "s3:TestEvent")
            .put("Time", Digests.millis(around.clock().instant()))
            .put("Bucket", bucket)
            .put("RequestId", "EXAMPLE123456789")
            .put("HostId", "EXAMPLE"));
  }

  /** The event on the default bus, whose key is not encoded (rule {@code s3-eventbridge}). */
  ClassicEvent onBus(Surroundings around) {
    ObjectNode detail = Json.object().put("version", "0");
    detail.putObject("bucket").put("name", bucket);
    detail.set("object", object(key, "etag", "version-id"));
    detail.put("request-id", "EXAMPLE123456789").put("requester", around.account());
    if (!is("Lifecycle") && !is("ObjectRestore:")) {
      detail.put("source-ip-address", "127.0.0.1");
    }
    ObjectChangeType type = ObjectChangeType.of(event);
    type.reason().ifPresent(reason -> detail.put("reason", reason));
    if (type.detailType().equals("Object Deleted")) {
      boolean marker = event.endsWith(":DeleteMarkerCreated");
      detail.put("deletion-type", marker ? "Delete Marker Created" : "Permanently Deleted");
    }
    return ClassicEvent.of(
        "aws.s3",
        type.detailType(),
        around.clock().instant(),
        List.of("arn:aws:s3:::" + bucket),
        detail,
        around);
  }
}
