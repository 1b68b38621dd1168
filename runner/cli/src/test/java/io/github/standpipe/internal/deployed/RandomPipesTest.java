package io.github.standpipe.internal.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeProperties;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;

/** Pipes of all members of the SDK's model, with a naive merge and equality as the oracle. */
class RandomPipesTest {
  private static final int PIPES = 300;
  private static final String TARGET = "arn:aws:sqs:eu-west-1:1:q";

  private final Random random = new Random(36);

  private ObjectNode pipe() {
    ObjectNode pipe = object(CreatePipeRequest.builder().sdkFields());
    pipe.put("Source", TARGET).put("Target", TARGET).put("Enrichment", TARGET).put("Name", "p");
    return pipe.put("RoleArn", "arn:aws:iam::1:role/r").put("DesiredState", "STOPPED");
  }

  private ObjectNode object(List<SdkField<?>> fields) {
    ObjectNode object = Json.object();
    for (SdkField<?> field : fields) {
      if (random.nextInt(3) > 0) {
        String name = field.locationName();
        String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        object.set(upper, value(field));
      }
    }
    return object;
  }

  private JsonNode value(SdkField<?> field) {
    ObjectNode value = Json.object();
    return switch (field.marshallingType().getTargetClass().getSimpleName()) {
      case "SdkPojo" -> object((field.constructor().get()).sdkFields());
      case "List" -> list(field.getTrait(ListTrait.class).memberFieldInfo());
      case "Map" -> map(field.getTrait(MapTrait.class).valueFieldInfo());
      case "Integer" -> value.put("v", 1000 + random.nextInt(5)).get("v");
      case "Boolean" -> value.put("v", random.nextBoolean()).get("v");
      case "Instant" ->
          value.put("v", Instant.ofEpochSecond(random.nextInt(5)).toString()).get("v");
      default -> value.put("v", "text " + random.nextInt(5)).get("v");
    };
  }

  private ArrayNode list(SdkField<?> member) {
    ArrayNode list = Json.array();
    for (int i = random.nextInt(3); i >= 0; i--) {
      list.add(value(member));
    }
    return list;
  }

  private ObjectNode map(SdkField<?> member) {
    ObjectNode map = Json.object();
    for (int i = random.nextInt(3); i >= 0; i--) {
      map.set("key." + random.nextInt(4), value(member));
    }
    return map;
  }

  private static DeployedPipe deployed(ObjectNode properties) {
    return new DeployedPipe(
        "p",
        "arn:aws:pipes:eu-west-1:1:pipe/p",
        properties,
        "STOPPED",
        "STOPPED",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JsonNode merged(JsonNode there, JsonNode ours) {
    if (!there.isObject() || !ours.isObject()) {
      return ours;
    }
    ObjectNode merged = there.deepCopy();
    ours.properties()
        .forEach(e ->
            merged.set(
                e.getKey(),
                there.has(e.getKey())
                    ? merged(there.get(e.getKey()), e.getValue())
                    : e.getValue()));
    return merged;
  }

  @Test
  void mergesAsANaiveMergeDoes() {
    for (int i = 0; i < PIPES; i++) {
      ObjectNode there = pipe();
      ObjectNode ours = pipe();

      ObjectNode after = Merge.over(deployed(there), ours);

      assertThat(after).isEqualTo(merged(there, ours));
      assertThat(PropertyComparison.of(after, PropertyComparison.normal(after))).isEmpty();
    }
  }

  @Test
  void findsEachValueThatIsChangedAndNothingElse() {
    for (int i = 0; i < PIPES; i++) {
      ObjectNode there = pipe();
      ObjectNode ours = there.deepCopy();
      Set<String> changed = new HashSet<>();
      change(ours, "", changed);

      Set<String> found = new HashSet<>();
      PropertyComparison.of(ours, there).forEach(d -> found.add(d.path()));

      assertThat(found).isEqualTo(changed);
    }
  }

  private void change(JsonNode node, String path, Set<String> changed) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        change(array.get(i), path + "[" + i + "]", changed);
      }
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : Set.copyOf(object.properties())) {
        String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        if (entry.getValue().isTextual() && !below.equals("Name") && random.nextInt(9) == 0) {
          object.put(
              entry.getKey(), below.endsWith("Timestamp") ? "2026-01-01T00:00:00Z" : "changed");
          changed.add(below);
        }
        change(entry.getValue(), below, changed);
      }
    }
  }

  /** What is shown is sent, so that afterwards nothing differs; or it is refused by its name. */
  @Test
  void sendsEachChangeOrRefusesIt() {
    int sent = 0;
    for (int i = 0; i < PIPES; i++) {
      ObjectNode there = pipe();
      ObjectNode ours = there.deepCopy();
      Set<String> changed = new HashSet<>();
      change(ours.path("TargetParameters"), "TargetParameters", changed);
      change(ours.path("SourceParameters"), "SourceParameters", changed);
      Set<String> lacking = new HashSet<>();
      Model.fill(UpdatePipeRequest.builder(), ours.deepCopy().without(NO_UPDATE), lacking::add);
      boolean refused = changed.stream().anyMatch(c -> lacking.stream().anyMatch(c::startsWith));

      assertThat(isRefused(ours, there)).as("%s of %s", changed, lacking).isEqualTo(refused);
      sent += refused ? 0 : 1;
    }
    assertThat(sent).isBetween(1, PIPES - 1);
  }

  private static final List<String> NO_UPDATE = List.of("Name", "Source", "Tags");

  private static boolean isRefused(ObjectNode ours, ObjectNode there) {
    try {
      DeploymentPlan plan =
          DeploymentPlan.update(new PipeProperties(ours, Map.of()), deployed(there), false);
      ObjectNode sent =
          Model.normal(plan.after(), CreatePipeRequest.builder()); // all members are kept
      assertThat(PropertyComparison.of(sent, ours)).isEmpty();
      return false;
    } catch (Fault e) {
      assertThat(e).hasMessageContaining("an update cannot change ");
      return true;
    }
  }
}
