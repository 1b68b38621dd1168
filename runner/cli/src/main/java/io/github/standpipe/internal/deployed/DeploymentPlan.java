package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeProperties;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The changes that a deployment will make to one pipe.
 *
 * <p>An update sends whole objects. To keep properties that the template does not mention, it sends
 * the deployed properties overridden by the template's; lists are replaced by the template's.
 *
 * @param name the pipe's name
 * @param before the current pipe; empty if it does not exist yet
 * @param after all properties after the deployment
 * @param changes the differences from the deployed properties
 * @param kept deployed properties that are kept although the template does not have them
 */
public record DeploymentPlan(
    String name,
    Optional<DeployedPipe> before,
    ObjectNode after,
    List<PropertyDifference> changes,
    List<PropertyDifference> kept) {

  /**
   * Plans to create a pipe.
   *
   * @throws Fault for values that are not known, with the option to set them, and for missing
   *     required properties
   */
  public static DeploymentPlan create(String name, PipeProperties template) {
    refuseOpen(name, template.open(), "made");
    ObjectNode after = PropertyComparison.normal(template.properties()).put("Name", name);
    List<String> missing =
        Stream.of("Source", "Target", "RoleArn")
            .filter(p -> after.path(p).asText("").isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw new Fault(
          name, "a pipe needs " + String.join(", ", missing) + "; add it to the template");
    }
    return new DeploymentPlan(
        name, Optional.empty(), after, PropertyComparison.of(after, Json.object()), List.of());
  }

  /**
   * Plans to change a pipe.
   *
   * @param exact whether to remove properties that the template does not have
   * @throws Fault for values that are not known, and for properties that an update cannot change
   */
  public static DeploymentPlan update(
      PipeProperties template, DeployedPipe deployed, boolean exact) {
    refuse(deployed);
    ResolvedProperties settled = ResolvedProperties.of(template, deployed);
    refuseOpen(deployed.name(), settled.open(), "changed");
    ObjectNode ours = PropertyComparison.normal(settled.properties()).put("Name", deployed.name());
    ObjectNode after = exact ? Merge.exact(ours, deployed) : Merge.over(deployed, ours);
    refuseMove(after, deployed);
    List<PropertyDifference> changes = PropertyComparison.of(after, deployed.properties());
    refuseFixed(changes, after, deployed);
    return new DeploymentPlan(
        deployed.name(),
        Optional.of(deployed),
        after,
        changes,
        exact ? List.of() : kept(ours, after, deployed));
  }

  /** A list is replaced by the template's, so none of its deployed items are kept. */
  private static List<PropertyDifference> kept(
      ObjectNode ours, ObjectNode after, DeployedPipe deployed) {
    Set<String> stays = Leaves.of(after).keySet();
    return PropertyComparison.of(ours, deployed.properties()).stream()
        .filter(d -> d.template().isEmpty() && stays.contains(d.path()))
        .toList();
  }

  private static void refuse(DeployedPipe deployed) {
    if (deployed.isInBetween()) {
      throw new Fault(deployed.name(), "is " + deployed.state() + "; wait until that is done");
    }
  }

  private static void refuseMove(ObjectNode after, DeployedPipe deployed) {
    JsonNode source = after.path("Source");
    if (!source.asText().equals(deployed.text("Source"))) {
      throw new Fault(
          deployed.name(),
          "reads from "
              + deployed.text("Source")
              + " and the template says "
              + source.asText()
              + "; an update cannot change a Source: delete the pipe first, or deploy with another"
              + " --name");
    }
  }

  private static void refuseFixed(
      List<PropertyDifference> changes, ObjectNode after, DeployedPipe deployed) {
    Set<String> fixed = new LinkedHashSet<>(DeployedPipes.fixed(after));
    fixed.addAll(DeployedPipes.fixed(deployed.properties()));
    List<String> changing =
        fixed.stream()
            .filter(path ->
                changes.stream()
                    .map(PropertyDifference::path)
                    .anyMatch(p -> p.equals(path) || Leaves.isInside(p, path)))
            .toList();
    if (!changing.isEmpty()) {
      throw new Fault(
          deployed.name(),
          "an update cannot change "
              + String.join(", ", changing)
              + "; delete the pipe first, or deploy with another --name");
    }
  }

  private static void refuseOpen(String name, Map<String, PipeProperties.Open> open, String verb) {
    if (open.isEmpty()) {
      return;
    }
    Map<String, PipeProperties.Open> sorted = new TreeMap<>(open);
    sorted.values().stream()
        .filter(value -> value.names().isEmpty())
        .findFirst()
        .ifPresent(value -> {
          throw new Fault(value.reason());
        });
    List<String> names =
        sorted.values().stream().flatMap(o -> o.names().stream()).distinct().toList();
    throw new Fault(
        name,
        "cannot be "
            + verb
            + ", for "
            + String.join(", ", sorted.keySet())
            + (open.size() == 1 ? " is" : " are")
            + " not known here; pass "
            + String.join(" ", names.stream().map(n -> "-p " + n + "=...").toList()));
  }

  /** Whether nothing would change, and the last change succeeded. */
  public boolean isDone() {
    return before.isPresent() && changes.isEmpty() && !isRetry();
  }

  /** Whether the last change failed, so that even unchanged properties are sent again. */
  public boolean isRetry() {
    return before.map(DeployedPipe::hasFailed).orElse(false);
  }

  /** Whether to send an update, apart from tags. */
  boolean changesPipe() {
    return isRetry() || changes.stream().anyMatch(d -> !d.path().startsWith("Tags."));
  }

  /** The tags to set. */
  Map<String, String> tags() {
    Map<String, String> set = new TreeMap<>();
    changes.stream()
        .filter(d -> d.path().startsWith("Tags.") && d.template().isPresent())
        .forEach(d -> set.put(tag(d), d.template().get().asText()));
    return set;
  }

  /** The keys of the tags to remove. */
  List<String> untagged() {
    return changes.stream()
        .filter(d -> d.path().startsWith("Tags.") && d.template().isEmpty())
        .map(DeploymentPlan::tag)
        .toList();
  }

  private static String tag(PropertyDifference difference) {
    return difference.path().substring("Tags.".length());
  }
}
