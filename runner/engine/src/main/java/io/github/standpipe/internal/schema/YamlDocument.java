package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A file in JSON or YAML as JSON; the tags of templates are left out. */
final class YamlDocument {
  private static final int MOST_DEPTH = 200;

  private YamlDocument() {}

  /**
   * @throws Fault if it is neither
   */
  static JsonNode parse(String where, String text) {
    if (text.isBlank()) {
      throw new Fault(where, "is empty");
    }
    if (text.stripLeading().startsWith("{")) {
      try {
        return Json.parseStrictly(text);
      } catch (JsonProcessingException e) {
        throw new Fault(where + Json.place(e), "is not JSON: " + Json.reason(e));
      }
    }
    try {
      LoaderOptions options = new LoaderOptions();
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      return root == null ? Json.object() : json(where, root, 0);
    } catch (MarkedYAMLException e) {
      String at =
          e.getProblemMark() == null
              ? ""
              : ":"
                  + (e.getProblemMark().getLine() + 1)
                  + ":"
                  + (e.getProblemMark().getColumn() + 1);
      throw new Fault(where + at, "is not JSON or YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new Fault(where, "is not JSON or YAML");
    }
  }

  private static JsonNode json(String where, Node node, int depth) {
    if (depth > MOST_DEPTH) {
      throw new Fault(where, "it nests deeper than " + MOST_DEPTH + " levels");
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = Json.object();
      for (NodeTuple field : mapping.getValue()) {
        object.set(
            field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "",
            json(where, field.getValueNode(), depth + 1));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = Json.array();
      sequence.getValue().forEach(item -> array.add(json(where, item, depth + 1)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    boolean isTyped =
        tag.equals(Tag.INT)
            || tag.equals(Tag.FLOAT)
            || tag.equals(Tag.BOOL)
            || tag.equals(Tag.NULL);
    if (isTyped) {
      try {
        JsonNode value = Json.parse(scalar.getValue());
        return value.isValueNode() ? value : text(scalar);
      } catch (JsonProcessingException e) {
        return tag.equals(Tag.NULL) ? Json.object().nullNode() : text(scalar);
      }
    }
    return text(scalar);
  }

  private static JsonNode text(ScalarNode scalar) {
    return Json.object().textNode(scalar.getValue());
  }
}
