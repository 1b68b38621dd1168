package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.InputTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows an input template.
 *
 * @param item what stands for the item that its paths begin at
 */
record TemplateFollower(FollowedValue item, Readings readings, String place) {
  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]'\"]+)|\\[(\\d+)]|\\['([^']*)']");
  private static final Pattern MARK = Pattern.compile("\u0001([^\u0001]*)\u0001");

  FollowedValue follow(String text) {
    StringBuilder marked = new StringBuilder();
    int at = 0;
    for (InputTemplate.Insertion insertion :
        InputTemplate.review(text, place).template().insertions()) {
      int end = text.indexOf('>', insertion.offset());
      if (insertion.offset() < at || end < 0) {
        continue;
      }
      String mark = "\\u0001" + insertion.name().replace("\"", "'") + "\\u0001";
      marked.append(text, at, insertion.offset());
      marked.append(insertion.quoted() ? mark : "\"" + mark + "\"");
      at = end + 1;
    }
    try {
      return of(Json.parse(marked.append(text.substring(at)).toString()));
    } catch (JsonProcessingException e) {
      readings.whole(item, Use.COMPUTED, place);
      return FollowedValue.UNKNOWN;
    }
  }

  private FollowedValue of(JsonNode value) {
    if (value.isObject()) {
      Map<String, FollowedValue> keys = new LinkedHashMap<>();
      value.properties().forEach(field -> keys.put(field.getKey(), of(field.getValue())));
      return new FollowedValue.Built(keys, Optional.empty());
    }
    if (value.isArray()) {
      List<FollowedValue> items = new ArrayList<>();
      value.forEach(one -> items.add(of(one)));
      return new FollowedValue.BuiltList(items);
    }
    return value.isTextual() ? text(value) : new FollowedValue.Fixed(value);
  }

  private FollowedValue text(JsonNode value) {
    Matcher mark = MARK.matcher(value.textValue());
    if (mark.matches()) {
      return path(mark.group(1));
    }
    boolean isComputed = false;
    mark.reset();
    while (mark.find()) {
      isComputed = true;
      readings.whole(path(mark.group(1)), Use.RESULT, place);
    }
    return isComputed ? new FollowedValue.Computed("string") : new FollowedValue.Fixed(value);
  }

  private FollowedValue path(String name) {
    if (!name.startsWith("$")) {
      return new FollowedValue.Computed("string");
    }
    FollowedValue value = item;
    Matcher step = STEP.matcher(name.substring(1));
    while (step.find()) {
      String key = step.group(1) == null ? step.group(3) : step.group(1);
      value = key == null ? value.item() : value.get(key);
    }
    return value;
  }
}
