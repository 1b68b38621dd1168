package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.PipeProperties;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployed pipe as a template for local use, with its deployed properties including ARNs.
 *
 * <p>A possible secret (values of headers and query strings, variables of containers) becomes a
 * parameter without a value; the tags of AWS are left out.
 *
 * @param template the CloudFormation template, with long names of intrinsics
 * @param hidden the paths of values that became a parameter
 */
public record LocalDefinition(ObjectNode template, List<String> hidden) {
  private static final String FORMAT = "2010-09-09";

  /** A template that holds only the pipe. */
  public static LocalDefinition of(DeployedPipe pipe) {
    SecretProperties secrets = new SecretProperties();
    ObjectNode properties = secrets.without(properties(pipe));
    ObjectNode template = Json.object().put("AWSTemplateFormatVersion", FORMAT);
    template.put("Description", "Pulled from " + pipe.arn());
    secrets.into(template);
    template
        .putObject("Resources")
        .putObject(logicalId(pipe.name()))
        .put("Type", "AWS::Pipes::Pipe")
        .set("Properties", properties);
    return new LocalDefinition(template, secrets.paths());
  }

  /**
   * A template in which a pipe has the deployed properties. A reference to a resource of the
   * template stays a reference if the deployed value names that resource.
   *
   * @param as the pipe in the template
   */
  public static LocalDefinition joined(DeployedPipe pipe, Template template, PipeDefinition as) {
    PipeProperties written = as.written();
    SecretProperties secrets = new SecretProperties();
    ObjectNode properties = secrets.without(properties(pipe));
    ObjectNode json = template.json();
    ObjectNode resource = (ObjectNode) json.get("Resources").get(as.logicalId());
    JsonNode own = resource.path("Properties");
    Home home = Home.of(pipe);
    Map<String, JsonNode> theirs = Leaves.of(pipe.properties());
    Map<String, JsonNode> ours = Leaves.of(written.properties());
    written
        .open()
        .forEach((path, open) -> {
          Optional<String> deployed = Optional.ofNullable(theirs.get(path)).map(JsonNode::asText);
          Optional<String> here = Optional.ofNullable(ours.get(path)).map(JsonNode::asText);
          if (ValueMatch.of(open, home, here, deployed) == ValueMatch.SAME) {
            keep(path, own, properties);
          }
        });
    if (!own.has("Name")) {
      properties.remove("Name"); // CloudFormation created it
    }
    resource.set("Properties", properties);
    secrets.into(json);
    return new LocalDefinition(json, secrets.paths());
  }

  /** Puts the template's value at a path back into its place. */
  private static void keep(String path, JsonNode own, ObjectNode properties) {
    String pointer = "/" + path.replace('.', '/').replace("[", "/").replace("]", "");
    JsonNode written = own.at(pointer);
    int last = pointer.lastIndexOf('/');
    if (!written.isMissingNode()
        && properties.at(pointer.substring(0, last)) instanceof ObjectNode above) {
      above.set(pointer.substring(last + 1), written);
    }
  }

  private static ObjectNode properties(DeployedPipe pipe) {
    ObjectNode properties = pipe.properties().deepCopy();
    if (properties.get("Tags") instanceof ObjectNode tags) {
      tags.remove(pipe.tags().keySet().stream().filter(tag -> tag.startsWith("aws:")).toList());
      if (tags.isEmpty()) {
        properties.remove("Tags");
      }
    }
    if (properties.path("DesiredState").asText().equals("RUNNING")) {
      properties.remove("DesiredState");
    }
    return properties;
  }

  /**
   * The pipe of a template from which a deployed one was created: by its name, or by the logical id
   * in its name or tags.
   *
   * @throws Fault if there is none, or more than one
   */
  public static PipeDefinition origin(DeployedPipe pipe, Template template) {
    List<PipeDefinition> found =
        template.pipes().stream().filter(candidate -> isOrigin(candidate, pipe)).toList();
    if (found.size() != 1) {
      throw new Fault(
          pipe.name(),
          (found.isEmpty() ? "no pipe" : "more than one pipe")
              + " of the template has its name; pass --as PIPE");
    }
    return found.getFirst();
  }

  private static boolean isOrigin(PipeDefinition candidate, DeployedPipe pipe) {
    String tagged = pipe.tags().get("aws:cloudformation:logical-id");
    return tagged != null
        ? tagged.equals(candidate.logicalId())
        : candidate.name().equals(pipe.name())
            || ValueMatch.isMadeOf(candidate.logicalId(), pipe.name());
  }

  /** Turns a text into a valid logical id. */
  private static String logicalId(String name) {
    String id = name.replaceAll("[^A-Za-z0-9]", "");
    return id.isEmpty() ? "Pipe" : id;
  }

  /** The template as YAML. */
  public String yaml() {
    return YamlText.of(template);
  }
}
