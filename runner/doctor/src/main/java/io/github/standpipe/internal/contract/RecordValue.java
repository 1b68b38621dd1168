package io.github.standpipe.internal.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands for an SQS message as the source gives it.
 *
 * @param message takes the names of the fields that are read besides the body
 */
record RecordValue(Set<String> message) {
  private static final List<String> TEXTS =
      List.of(
          "messageId",
          "receiptHandle",
          "md5OfBody",
          "md5OfMessageAttributes",
          "eventSource",
          "eventSourceARN",
          "awsRegion");

  FollowedValue record() {
    Map<String, FollowedValue> keys = new LinkedHashMap<>();
    TEXTS.forEach(key -> keys.put(key, new FollowedValue.Computed("string")));
    keys.put("attributes", new FollowedValue.Computed(""));
    keys.put("messageAttributes", new FollowedValue.Computed(""));
    keys.put("body", ContractReader.body());
    return new FollowedValue.Built(keys, Optional.empty());
  }
}
