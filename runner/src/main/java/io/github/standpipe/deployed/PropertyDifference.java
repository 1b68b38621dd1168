package io.github.standpipe.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.util.Optional;

/**
 * One property in which a template and a deployed pipe are not the same, or may not be.
 *
 * @param path such as {@code SourceParameters.SqsQueueParameters.BatchSize}; behind a blank, a path
 *     within the JSON that the property holds as a text
 * @param template what the template says; empty where it says nothing
 * @param deployed what is deployed; empty where nothing is
 * @param unknown why the template's value is not known here; empty for a difference
 */
public record PropertyDifference(
    String path,
    Optional<JsonNode> template,
    Optional<JsonNode> deployed,
    Optional<String> unknown) {
  private static final String HIDDEN = "(hidden)";
  private static final String NOTHING = "nothing";

  /** Whether the two differ for sure. */
  public boolean isCertain() {
    return unknown.isEmpty();
  }

  /** The template's value as it is shown; one that may be a secret is not. */
  public String shownTemplate() {
    return shown(template);
  }

  /** The deployed value as it is shown; one that may be a secret is not. */
  public String shownDeployed() {
    return shown(deployed);
  }

  private String shown(Optional<JsonNode> value) {
    return value.map(v -> Leaves.isSecret(path) ? HIDDEN : compact(v)).orElse(NOTHING);
  }

  private String compact(JsonNode value) {
    return Json.text(HeldJson.container(path, value).orElse(value));
  }
}
