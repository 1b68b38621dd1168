package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.template.PipeProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A template's properties; a value that is not known here is taken from the deployed pipe if its
 * name matches.
 *
 * @param open values that are still not known
 */
record ResolvedProperties(ObjectNode properties, Map<String, PipeProperties.Open> open) {

  static ResolvedProperties of(PipeProperties template, DeployedPipe deployed) {
    ObjectNode properties = template.properties().deepCopy();
    Home home = Home.of(deployed);
    Map<String, JsonNode> ours = Leaves.of(properties);
    Map<String, JsonNode> theirs = Leaves.of(deployed.properties());
    Map<String, PipeProperties.Open> left = new LinkedHashMap<>();
    template
        .open()
        .forEach((path, open) -> {
          Optional<String> there = Optional.ofNullable(theirs.get(path)).map(JsonNode::asText);
          Optional<String> here = Optional.ofNullable(ours.get(path)).map(JsonNode::asText);
          boolean same = ValueMatch.of(open, home, here, there) == ValueMatch.SAME;
          if (!same || path.contains("[") || !put(properties, path, there.orElseThrow())) {
            left.put(path, open);
          }
        });
    left.remove("Name");
    return new ResolvedProperties(properties, left);
  }

  /** Sets a text at a path, if its parent exists. */
  private static boolean put(ObjectNode properties, String path, String text) {
    ObjectNode at = properties;
    String[] keys = path.split("\\.", -1);
    for (int i = 0; i < keys.length - 1; i++) {
      if (!(at.get(keys[i]) instanceof ObjectNode below)) {
        return false;
      }
      at = below;
    }
    at.put(keys[keys.length - 1], text);
    return true;
  }
}
