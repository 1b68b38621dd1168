package io.github.standpipe.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Whether a valid pattern matches every SQS record, regardless of the message. */
final class AlwaysTrue {
  private static final Set<String> ALWAYS_THERE = Set.of("messageId", "receiptHandle", "md5OfBody");
  private static final Set<String> MAY_HOLD =
      Set.of("body", "attributes", "messageAttributes", "md5OfMessageAttributes");

  private AlwaysTrue() {}

  static boolean of(String pattern) {
    try {
      return of(Json.parse(pattern));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean of(JsonNode pattern) {
    return pattern.properties().stream().allMatch(AlwaysTrue::holds);
  }

  private static boolean holds(Map.Entry<String, JsonNode> field) {
    String key = field.getKey();
    JsonNode value = field.getValue();
    if (key.equals("$or") && value.isArray()) {
      return any(value);
    }
    if (ALWAYS_THERE.contains(key)) {
      return value.isArray() && stream(value).anyMatch(AlwaysTrue::takesAnyText);
    }
    return !MAY_HOLD.contains(key) && !key.contains(".") && asksForAbsence(value);
  }

  /** Of a key that no record has; in a branch of {@code $or} it may ask for a value too. */
  private static boolean asksForAbsence(JsonNode value) {
    return value.isArray()
        ? stream(value).anyMatch(m -> m.has("exists") && !m.get("exists").booleanValue())
        : value.properties().stream()
            .allMatch(f ->
                f.getKey().equals("$or")
                    ? stream(f.getValue()).anyMatch(AlwaysTrue::asksForAbsence)
                    : asksForAbsence(f.getValue()));
  }

  private static boolean any(JsonNode branches) {
    return stream(branches).anyMatch(AlwaysTrue::of);
  }

  private static boolean takesAnyText(JsonNode matcher) {
    return matcher.path("exists").booleanValue()
        || matcher.path("prefix").isTextual() && matcher.path("prefix").textValue().isEmpty()
        || matcher.path("suffix").isTextual() && matcher.path("suffix").textValue().isEmpty();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode items) {
    return StreamSupport.stream(items.spliterator(), false);
  }
}
