package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import java.util.Map;
import java.util.Optional;

/**
 * The names that EventBridge uses for a change of an object.
 *
 * @param reason the operation, for a creation or deletion
 */
record ObjectChangeType(String detailType, Optional<String> reason) {
  private static final Map<String, ObjectChangeType> BY_EVENT =
      Map.ofEntries(
          type("ObjectCreated:Put", "Object Created", "PutObject"),
          type("ObjectCreated:Post", "Object Created", "POST Object"),
          type("ObjectCreated:Copy", "Object Created", "CopyObject"),
          type(
              "ObjectCreated:CompleteMultipartUpload", "Object Created", "CompleteMultipartUpload"),
          type("ObjectRemoved:Delete", "Object Deleted", "DeleteObject"),
          type("ObjectRemoved:DeleteMarkerCreated", "Object Deleted", "DeleteObject"),
          type("LifecycleExpiration:Delete", "Object Deleted", "Lifecycle Expiration"),
          type("LifecycleExpiration:DeleteMarkerCreated", "Object Deleted", "Lifecycle Expiration"),
          type("ObjectRestore:Post", "Object Restore Initiated", ""),
          type("ObjectRestore:Completed", "Object Restore Completed", ""),
          type("ObjectRestore:Delete", "Object Restore Expired", ""),
          type("LifecycleTransition", "Object Storage Class Changed", ""),
          type("IntelligentTiering", "Object Access Tier Changed", ""),
          type("ObjectAcl:Put", "Object ACL Updated", ""),
          type("ObjectTagging:Put", "Object Tags Added", ""),
          type("ObjectTagging:Delete", "Object Tags Deleted", ""));

  private static Map.Entry<String, ObjectChangeType> type(
      String event, String detailType, String reason) {
    return Map.entry(
        event,
        new ObjectChangeType(
            detailType, reason.isEmpty() ? Optional.empty() : Optional.of(reason)));
  }

  static ObjectChangeType of(String event) {
    return Optional.ofNullable(BY_EVENT.get(event))
        .orElseThrow(() ->
            new Fault(
                "event '"
                    + event
                    + "' is not one that EventBridge receives; write one such as"
                    + " ObjectCreated:Put"));
  }
}
