package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.Optional;

/**
 * A property in which a template and a deployed pipe differ, or may differ.
 *
 * @param path such as {@code SourceParameters.SqsQueueParameters.BatchSize}; after a blank, a path
 *     within the JSON that the property holds as text
 * @param template the template's value; empty if it does not have one
 * @param deployed the deployed value; empty if there is none
 * @param unknown why the template's value is not known here; empty for a difference
 */
public record PropertyDifference(
    String path,
    Optional<JsonNode> template,
    Optional<JsonNode> deployed,
    Optional<String> unknown) {
  private static final String HIDDEN = "(hidden)";
  private static final String NOTHING = "nothing";

  /** Whether the two certainly differ. */
  public boolean isCertain() {
    return unknown.isEmpty();
  }

  /** The template's value for display; a possible secret is hidden. */
  public String shownTemplate() {
    return shown(template);
  }

  /** The deployed value for display; a possible secret is hidden. */
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
