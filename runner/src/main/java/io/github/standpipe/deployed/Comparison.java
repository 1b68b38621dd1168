package io.github.standpipe.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.template.Written;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;

/** Holds the properties of a template against those that are deployed, one by one. */
public final class Comparison {
  private final Map<String, JsonNode> template;
  private final Map<String, JsonNode> deployed;
  private final Map<String, Written.Open> open;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(ObjectNode template, ObjectNode deployed, Map<String, Written.Open> open) {
    this.template = Leaves.of(template);
    this.deployed = Leaves.of(deployed);
    this.open = open;
  }

  /**
   * The differences, in the order of the template; {@code Name} is not compared, nor are the tags
   * of AWS, and what the API fills in is no difference.
   *
   * @throws io.github.standpipe.enrich.Fault for a property of the template that AWS does not take
   */
  public static List<Difference> of(Written template, DeployedPipe deployed) {
    return of(normal(template.properties()), deployed.properties(), template.open());
  }

  static List<Difference> of(
      ObjectNode template, ObjectNode deployed, Map<String, Written.Open> open) {
    Comparison comparison = new Comparison(template, deployed, open);
    comparison.compare();
    return comparison.differences;
  }

  /** Properties as the API has them. */
  static ObjectNode normal(ObjectNode properties) {
    return Model.normal(properties, CreatePipeRequest.builder());
  }

  private void compare() {
    Set<String> paths = new LinkedHashSet<>(template.keySet());
    paths.addAll(open.keySet());
    paths.addAll(deployed.keySet());
    paths.stream().filter(Comparison::counts).forEach(this::compare);
  }

  private static boolean counts(String path) {
    return !path.equals("Name") && !path.startsWith("Tags.aws:");
  }

  private void compare(String path) {
    Optional<JsonNode> ours = Optional.ofNullable(template.get(path));
    Optional<JsonNode> theirs = Optional.ofNullable(deployed.get(path));
    Written.Open unknown = open.get(path);
    if (unknown != null) {
      unknown(path, unknown, ours, theirs);
    } else if (insideOpen(path)) {
      return; // what holds it is told
    } else if (ours.isPresent() && theirs.isPresent()) {
      both(path, ours.get(), theirs.get());
    } else if (!ours.or(() -> theirs).map(v -> Leaves.isStandard(path, v)).orElse(true)) {
      differences.add(new Difference(path, ours, theirs, Optional.empty()));
    }
  }

  private boolean insideOpen(String path) {
    return open.keySet().stream()
        .anyMatch(above -> path.startsWith(above + ".") || path.startsWith(above + "["));
  }

  private void unknown(
      String path, Written.Open unknown, Optional<JsonNode> ours, Optional<JsonNode> theirs) {
    if (ours.isPresent() && theirs.isEmpty()) {
      JsonNode name = TextNode.valueOf("${" + String.join(", ", unknown.names()) + "}");
      differences.add(new Difference(path, Optional.of(name), theirs, Optional.empty()));
      return;
    }
    switch (Likeness.of(unknown, text(ours), text(theirs))) {
      case SAME -> {}
      case DIFFERENT -> differences.add(new Difference(path, ours, theirs, Optional.empty()));
      case UNKNOWN ->
          differences.add(
              new Difference(path, Optional.empty(), theirs, Optional.of(unknown.reason())));
    }
  }

  private static Optional<String> text(Optional<JsonNode> value) {
    return value.map(JsonNode::asText);
  }

  private void both(String path, JsonNode ours, JsonNode theirs) {
    Optional<JsonNode> ourJson = Leaves.json(path, ours);
    Optional<JsonNode> theirJson = Leaves.json(path, theirs);
    if (ourJson.isPresent() && theirJson.isPresent()) {
      inside(path, ourJson.get(), theirJson.get());
    } else if (!same(path, ours.asText(), theirs.asText())) {
      differences.add(
          new Difference(path, Optional.of(ours), Optional.of(theirs), Optional.empty()));
    }
  }

  /** Blanks between the lines of an input template that is not JSON do not count. */
  private static boolean same(String path, String ours, String theirs) {
    return path.endsWith(".InputTemplate")
        ? squeezed(ours).equals(squeezed(theirs))
        : ours.equals(theirs);
  }

  private static String squeezed(String template) {
    return template.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }

  private void inside(String path, JsonNode ours, JsonNode theirs) {
    Map<String, JsonNode> our = Leaves.of(ours);
    Map<String, JsonNode> their = Leaves.of(theirs);
    Set<String> paths = new LinkedHashSet<>(our.keySet());
    paths.addAll(their.keySet());
    for (String below : paths) {
      Optional<JsonNode> one = Optional.ofNullable(our.get(below));
      Optional<JsonNode> other = Optional.ofNullable(their.get(below));
      if (!one.equals(other)) {
        differences.add(new Difference(path + " " + below, one, other, Optional.empty()));
      }
    }
  }
}
