package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.cli.check.Sarif;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of {@code --format sarif} against what SARIF 2.1.0 lays down for its objects. */
class SarifTest {
  private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

  /** An object of the specification: what it must have, and all that it may have of what we use. */
  private record Shape(Set<String> required, Map<String, String> properties) {}

  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          shape("sarifLog", "version runs", "$schema:uri version:2.1.0 runs:run[]"),
          shape(
              "run",
              "tool",
              "tool:tool results:result[] columnKind:utf16CodeUnits|unicodeCodePoints"
                  + " originalUriBaseIds:any"),
          shape("tool", "driver", "driver:toolComponent"),
          shape("toolComponent", "name", "name:text version:text rules:reportingDescriptor[]"),
          shape(
              "reportingDescriptor",
              "id",
              "id:text name:text shortDescription:multiformatMessageString"
                  + " fullDescription:multiformatMessageString help:multiformatMessageString"
                  + " helpUri:uri defaultConfiguration:reportingConfiguration"),
          shape("multiformatMessageString", "text", "text:text markdown:text"),
          shape("reportingConfiguration", "", "level:none|note|warning|error"),
          shape(
              "result",
              "message",
              "ruleId:text ruleIndex:index level:none|note|warning|error message:message"
                  + " locations:location[] suppressions:suppression[]"),
          shape("message", "text", "text:text"),
          shape(
              "location",
              "",
              "physicalLocation:physicalLocation logicalLocations:logicalLocation[]"),
          shape(
              "physicalLocation",
              "artifactLocation",
              "artifactLocation:artifactLocation region:region"),
          shape("artifactLocation", "uri", "uri:uri uriBaseId:text"),
          shape("region", "startLine", "startLine:count startColumn:count"),
          shape("logicalLocation", "", "name:text kind:text"),
          shape("suppression", "kind", "kind:inSource|external justification:text"));

  @TempDir Path folder;
  private JsonNode sarif = Json.object();

  private static Map.Entry<String, Shape> shape(String name, String required, String properties) {
    Map<String, String> sorts = new HashMap<>();
    for (String property : properties.split(" ")) {
      int colon = property.indexOf(':');
      sorts.put(property.substring(0, colon), property.substring(colon + 1));
    }
    return Map.entry(
        name, new Shape(required.isEmpty() ? Set.of() : Set.of(required.split(" ")), sorts));
  }

  /** Findings of each severity, one of them suppressed, in files with names that need escapes. */
  @BeforeEach
  void examine() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("größe 1 & 2")).resolve("a#b%20.yaml");
    Files.writeString(
        odd,
        """
        Resources:
          Queue: {Type: AWS::SQS::Queue}
          Late:
            Type: AWS::Pipes::Pipe
            Metadata: {standpipe: {suppress: [{rule: no-logs, reason: "only tried"}]}}
            Properties:
              Source: !GetAtt Queue.Arn
              RoleArn: !ImportValue role
              Target: !ImportValue target
              DesiredState: RUNING
        """);
    String relative = "runner/cli/src/test/rules/pipes/template.yaml";
    sarif = Json.parse(Said.by("check", "--format", "sarif", odd.toString(), relative).out());
  }

  @Test
  void hasTheStructureOfTheSpecification() {
    List<String> faults = new ArrayList<>();
    check(sarif, "sarifLog", "", faults);
    assertThat(faults).isEmpty();
  }

  @Test
  void aResultNamesItsRuleByIdAndIndex() {
    JsonNode rules = sarif.at("/runs/0/tool/driver/rules");
    assertThat(rules.findValuesAsText("id")).doesNotHaveDuplicates();
    assertThat(results())
        .isNotEmpty()
        .allSatisfy(result -> {
          JsonNode rule = rules.get(result.get("ruleIndex").asInt());
          assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
          assertThat(rule.at("/defaultConfiguration/level")).isEqualTo(result.get("level"));
        });
  }

  @Test
  void eachSeverityHasItsLevel() {
    assertThat(results())
        .extracting(result -> result.get("level").asText())
        .contains("error", "warning", "note")
        .isSubsetOf(LEVELS);
  }

  @Test
  void aSuppressedResultSaysSoAndNoOtherDoes() {
    assertThat(results())
        .filteredOn(result -> result.has("suppressions"))
        .extracting(result -> result.get("ruleId").asText())
        .containsExactly("no-logs");
  }

  @Test
  void anAddressIsThatOfTheFileAndRegionsCountFromOne() throws IOException {
    JsonNode odd = place("unknown-value");
    URI uri = URI.create(odd.at("/artifactLocation/uri").asText());

    assertThat(uri.toString())
        .startsWith("file:///")
        .endsWith("gr%C3%B6%C3%9Fe%201%20&%202/a%23b%2520.yaml");
    List<String> lines = Files.readAllLines(Path.of(uri));
    String line = lines.get(odd.at("/region/startLine").asInt() - 1);
    assertThat(line.substring(odd.at("/region/startColumn").asInt() - 1))
        .isEqualTo("DesiredState: RUNING");
  }

  @Test
  void aRelativeAddressIsNoScheme() throws IOException {
    assertThat(Sarif.uri("a b/c.yaml")).isEqualTo("a%20b/c.yaml");
    assertThat(Sarif.uri("./orders:v1.yaml")).isEqualTo("./orders:v1.yaml");
    assertThat(Sarif.uri("orders:v1.yaml")).isEqualTo("./orders:v1.yaml");
  }

  private List<JsonNode> results() {
    List<JsonNode> results = new ArrayList<>();
    sarif.at("/runs/0/results").forEach(results::add);
    return results;
  }

  private JsonNode place(String rule) {
    return results().stream()
        .filter(result -> result.get("ruleId").asText().equals(rule))
        .map(result -> result.at("/locations/0/physicalLocation"))
        .findFirst()
        .orElseThrow();
  }

  private static void check(JsonNode json, String sort, String path, List<String> faults) {
    if (sort.endsWith("[]")) {
      String items = sort.substring(0, sort.length() - 2);
      fault(!json.isArray(), path, "is not an array", faults);
      for (int i = 0; i < json.size(); i++) {
        check(json.get(i), items, path + "/" + i, faults);
      }
    } else if (SHAPES.containsKey(sort)) {
      object(json, SHAPES.get(sort), path, faults);
    } else {
      fault(!isOf(json, sort), path, "is " + json + " and not of " + sort, faults);
    }
  }

  private static void object(JsonNode json, Shape shape, String path, List<String> faults) {
    fault(!json.isObject(), path, "is not an object", faults);
    shape.required().forEach(key -> fault(!json.has(key), path, "has no " + key, faults));
    json.properties()
        .forEach(property -> {
          String sort = shape.properties().get(property.getKey());
          String at = path + "/" + property.getKey();
          if (sort == null) {
            faults.add(at + " is not a property of it");
          } else {
            check(property.getValue(), sort, at, faults);
          }
        });
  }

  private static boolean isOf(JsonNode json, String sort) {
    return switch (sort) {
      case "any" -> true;
      case "text" -> json.isTextual() && !json.asText().isBlank();
      case "uri" -> json.isTextual() && json.asText().matches("[!#-;=?-\\[\\]_a-z~]+");
      case "count" -> json.isInt() && json.asInt() >= 1;
      case "index" -> json.isInt() && json.asInt() >= 0;
      default -> json.isTextual() && Set.of(sort.split("\\|")).contains(json.asText());
    };
  }

  private static void fault(boolean is, String path, String what, List<String> faults) {
    if (is) {
      faults.add(path + " " + what);
    }
  }
}
