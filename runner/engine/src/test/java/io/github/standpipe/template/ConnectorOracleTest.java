package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Connectors of each kind, as aws-sam-translator 1.110.0 writes them out. */
class ConnectorOracleTest {
  private static final Path CASE =
      Path.of("runner/engine/src/test/resources/templates/connectors.json");

  /** The policies and permissions of a template, one line for each statement. */
  private static Set<String> statements(JsonNode template) throws JsonProcessingException {
    Value.Mapping root =
        (Value.Mapping) JsonValues.read(template.toString(), "t.json", new YamlNotes(false));
    Set<String> lines = new TreeSet<>();
    for (Declaration one : Template.of(root, Path.of("t.json"), Map.of()).declarations()) {
      switch (one.type()) {
        case "AWS::IAM::ManagedPolicy" -> statements(one, "Roles", lines);
        case "AWS::SQS::QueuePolicy" -> statements(one, "Queues", lines);
        case "AWS::SNS::TopicPolicy" -> statements(one, "Topics", lines);
        case "AWS::Lambda::Permission" ->
            lines.add(
                text(one.property("FunctionName"))
                    + text(one.property("Principal"))
                    + text(one.property("SourceArn")));
        default -> {}
      }
    }
    return lines;
  }

  private static void statements(Declaration policy, String holder, Set<String> lines) {
    for (Property one : policy.property("PolicyDocument").get("Statement").items()) {
      for (Property action : one.get("Action").itemsOrSelf()) {
        for (Property resource : one.get("Resource").itemsOrSelf()) {
          lines.add(
              String.join(
                  " ",
                  text(policy.property(holder)),
                  text(action),
                  text(resource),
                  text(one.get("Principal")),
                  text(one.get("Condition"))));
        }
      }
    }
  }

  private static String text(Property property) {
    return property.isAbsent() ? "" : property.json().map(JsonNode::toString).orElse("?");
  }

  @Test
  void grantsTheSame() throws JsonProcessingException {
    JsonNode one = Json.read(CASE);
    Set<String> expected = statements(one.get("expanded"));
    assertThat(expected).hasSizeGreaterThan(60);
    assertThat(statements(one.get("written"))).isEqualTo(expected);
  }
}
