package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.template.PipeProperties;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;

/** Compares the properties of a template with the deployed ones, one by one. */
public final class PropertyComparison {
  private final Map<String, JsonNode> template;
  private final Map<String, JsonNode> deployed;
  private final Map<String, PipeProperties.Open> open;
  private final Home home;
  private final List<PropertyDifference> differences = new ArrayList<>();

  private PropertyComparison(
      ObjectNode template, ObjectNode deployed, Map<String, PipeProperties.Open> open, Home home) {
    this.template = Leaves.of(template);
    this.deployed = Leaves.of(deployed);
    this.open = open;
    this.home = home;
  }

  /**
   * The differences, in the order of the template; {@code Name} and the tags of AWS are not
   * compared, and a default that the API fills in is not a difference.
   *
   * @throws io.github.standpipe.json.Fault for a property of the template that AWS does not have
   */
  public static List<PropertyDifference> of(PipeProperties template, DeployedPipe deployed) {
    PropertyComparison comparison =
        new PropertyComparison(
            normal(template.properties()),
            deployed.properties(),
            template.open(),
            Home.of(deployed));
    comparison.compare();
    return comparison.differences;
  }

  /** The differences of properties whose values are all known. */
  static List<PropertyDifference> of(ObjectNode template, ObjectNode deployed) {
    Home nowhere = new Home("", "", "", Optional.empty());
    PropertyComparison comparison = new PropertyComparison(template, deployed, Map.of(), nowhere);
    comparison.compare();
    return comparison.differences;
  }

  /** Properties in the API's form. */
  static ObjectNode normal(ObjectNode properties) {
    return Model.normal(properties, CreatePipeRequest.builder());
  }

  private void compare() {
    Set<String> paths = new LinkedHashSet<>(template.keySet());
    paths.addAll(open.keySet());
    paths.addAll(deployed.keySet());
    paths.stream().filter(PropertyComparison::counts).forEach(this::compare);
  }

  private static boolean counts(String path) {
    return !path.equals("Name") && !path.startsWith("Tags.aws:");
  }

  private void compare(String path) {
    Optional<JsonNode> ours = Optional.ofNullable(template.get(path));
    Optional<JsonNode> theirs = Optional.ofNullable(deployed.get(path));
    PipeProperties.Open unknown = open.get(path);
    if (unknown != null) {
      unknown(path, unknown, ours, theirs);
    } else if (insideOpen(path)) {
      return; // its parent is reported
    } else if (ours.isPresent() && theirs.isPresent()) {
      both(path, ours.get(), theirs.get());
    } else if (Leaves.isAbove(path, ours.isPresent() ? deployed : template)) {
      return; // an item that has no value here has some there, which are compared
    } else if (!ours.or(() -> theirs).map(v -> Leaves.isStandard(path, v)).orElse(true)) {
      differences.add(new PropertyDifference(path, ours, theirs, Optional.empty()));
    }
  }

  private boolean insideOpen(String path) {
    return open.keySet().stream().anyMatch(above -> Leaves.isInside(path, above));
  }

  private void unknown(
      String path,
      PipeProperties.Open unknown,
      Optional<JsonNode> ours,
      Optional<JsonNode> theirs) {
    if (ours.isPresent() && theirs.isEmpty()) {
      JsonNode name = TextNode.valueOf("${" + String.join(", ", unknown.names()) + "}");
      differences.add(new PropertyDifference(path, Optional.of(name), theirs, Optional.empty()));
      return;
    }
    switch (ValueMatch.of(unknown, home, text(ours), text(theirs))) {
      case SAME -> {}
      case DIFFERENT ->
          differences.add(new PropertyDifference(path, ours, theirs, Optional.empty()));
      case UNKNOWN ->
          differences.add(
              new PropertyDifference(
                  path, Optional.empty(), theirs, Optional.of(unknown.reason())));
    }
  }

  private static Optional<String> text(Optional<JsonNode> value) {
    return value.map(JsonNode::asText);
  }

  private void both(String path, JsonNode ours, JsonNode theirs) {
    Optional<JsonNode> ourJson = HeldJson.container(path, ours);
    Optional<JsonNode> theirJson = HeldJson.container(path, theirs);
    if (ourJson.isPresent() && theirJson.isPresent()) {
      differences.addAll(JsonDifferences.of(path, ourJson.get(), theirJson.get()));
    } else if (!HeldJson.same(path, ours.asText(), theirs.asText())) {
      differences.add(
          new PropertyDifference(path, Optional.of(ours), Optional.of(theirs), Optional.empty()));
    }
  }
}
