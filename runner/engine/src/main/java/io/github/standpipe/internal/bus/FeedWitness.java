package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.QueueFeed.SampleDelivery;
import io.github.standpipe.internal.shape.PatternShape;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import java.util.List;
import java.util.Optional;

/** An event that a feeder takes and whose message a pipe's filter deletes. */
public record FeedWitness(QueueFeed feed, FilterCriteria filter) {

  /** One whose every message is deleted. */
  public Optional<SampleDelivery> deleted() {
    return feed.samples().get().stream().filter(this::isDeleted).findFirst();
  }

  /**
   * One whose every message is deleted and has nothing at certain paths.
   *
   * @param paths below the body, with {@code body.} in front
   */
  public Optional<SampleDelivery> without(List<String> paths) {
    return feed.samples().get().stream()
        .filter(this::isDeleted)
        .filter(sample -> sample.bodies().stream().allMatch(body -> lacks(body, paths)))
        .findFirst();
  }

  private boolean isDeleted(SampleDelivery sample) {
    return sample.bodies().stream().noneMatch(filter::passes);
  }

  private static boolean lacks(String body, List<String> paths) {
    try {
      JsonNode json = Json.parse(body);
      return paths.stream()
          .map(path -> PatternShape.keys(path.substring("body.".length())))
          .noneMatch(keys -> has(json, keys));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Whether a value is at a path, also in an element of an array. */
  private static boolean has(JsonNode json, List<String> keys) {
    if (json.isArray()) {
      for (JsonNode element : json) {
        if (has(element, keys)) {
          return true;
        }
      }
      return false;
    }
    if (keys.isEmpty()) {
      return !json.isMissingNode();
    }
    return json.isObject() && has(json.path(keys.getFirst()), keys.subList(1, keys.size()));
  }
}
