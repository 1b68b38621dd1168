package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Terraform marks as sensitive, in any configuration and at any place, is left out. */
class TerraformSecretsTest {
  private static final String SECRET = "s3cr3t-value-of-nobody";
  private static final int MARKED_IN_EACH = 20;

  @TempDir Path empty;

  @Test
  void leavesOutEveryValueThatIsMarked() throws IOException, URISyntaxException {
    Random random = new Random(7);
    int marked = 0;
    for (Path folder : TerraformConfigurationsTest.configurations().toList()) {
      for (String name : List.of("state.json", "plan.json")) {
        for (int i = 0; i < MARKED_IN_EACH; i++) {
          JsonNode document = Json.parse(Files.readString(folder.resolve(name)));
          String place = new Marking(random, document).mark();
          if (!place.isEmpty()) {
            marked++;
            Path file = Files.writeString(empty.resolve(name), document.toString());
            Template template = Template.readUsable(file, Map.of());
            String all = template.json() + Doctor.examine(template).toString();
            assertThat(all.contains(SECRET)).as(folder.getFileName() + ": " + place).isFalse();
          }
        }
      }
    }
    assertThat(marked).isGreaterThan(300);
  }

  /** Puts the secret into a random text of a random resource, and marks it or what contains it. */
  private record Marking(Random random, JsonNode document) {

    String mark() {
      List<JsonNode> resources = new ArrayList<>();
      JsonNode planned = document.path("planned_values").path("root_module");
      collect(planned.isMissingNode() ? document.at("/values/root_module") : planned, resources);
      JsonNode resource = resources.get(random.nextInt(resources.size()));
      boolean wide = random.nextBoolean();
      JsonNode marks = below(resource.path("values"), wide);
      ((ObjectNode) resource).set("sensitive_values", marks);
      for (JsonNode change : document.path("resource_changes")) {
        if (change.path("address").equals(resource.path("address"))) {
          ObjectNode body = (ObjectNode) change.path("change");
          body.set("after", resource.path("values"));
          body.set("after_sensitive", marks);
        }
      }
      return resource.toString().contains(SECRET) ? resource.path("address") + " " + marks : "";
    }

    private static void collect(JsonNode module, List<JsonNode> resources) {
      module.path("resources").forEach(resources::add);
      module.path("child_modules").forEach(child -> collect(child, resources));
    }

    /** The marks of a value in which one text is now the secret; an empty object without one. */
    private JsonNode below(JsonNode value, boolean wide) {
      List<String> keys = new ArrayList<>();
      value.fieldNames().forEachRemaining(keys::add);
      while (!keys.isEmpty()) {
        String key = keys.remove(random.nextInt(keys.size()));
        JsonNode marks = within(value.path(key), wide);
        if (!marks.isNull()) {
          ((ObjectNode) value)
              .set(key, value.path(key).isTextual() ? new TextNode(SECRET) : value.path(key));
          return Json.object().set(key, marks);
        }
      }
      return Json.object();
    }

    private JsonNode within(JsonNode value, boolean wide) {
      if (value.isTextual()) {
        return BooleanNode.TRUE;
      }
      if (value instanceof ArrayNode items && !items.isEmpty()) {
        JsonNode marks = within(items.path(0), wide);
        if (items.path(0).isTextual()) {
          items.set(0, new TextNode(SECRET));
        }
        return marks.isNull() ? marks : wide ? BooleanNode.TRUE : Json.array().add(marks);
      }
      JsonNode marks = value.isObject() ? below(value, wide) : Json.object();
      return marks.isEmpty() ? NullNode.getInstance() : wide ? BooleanNode.TRUE : marks;
    }
  }
}
