package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties that hold JSON as text: filter patterns and input templates. */
final class HeldJson {
  private static final Pattern HOLDERS =
      Pattern.compile(
          "SourceParameters\\.FilterCriteria\\.Filters\\[\\d+]\\.Pattern"
              + "|(Enrichment|Target)Parameters\\.InputTemplate");

  /** A JSON string, or a placeholder outside of one. */
  private static final Pattern PIECE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|<([^<>\"]+)>");

  /**
   * This character does not occur in a text, so it distinguishes a placeholder from a string that
   * looks like it.
   */
  private static final String MARK = "\uFDD0";

  private HeldJson() {}

  /** The text at a path as JSON, if it is an object or an array. */
  static Optional<JsonNode> container(String path, JsonNode text) {
    return HOLDERS.matcher(path).matches() ? container(text.asText()) : Optional.empty();
  }

  private static Optional<JsonNode> container(String text) {
    try {
      return Optional.of(Json.parse(text)).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // an input template does not have to be JSON
    }
  }

  /** Whether two texts at a path mean the same: whitespace counts, except between JSON values. */
  static boolean same(String path, String ours, String theirs) {
    if (ours.equals(theirs) || !HOLDERS.matcher(path).matches()) {
      return ours.equals(theirs);
    }
    Optional<JsonNode> one = withPlaceholders(ours);
    Optional<JsonNode> other = withPlaceholders(theirs);
    return one.isPresent()
        && other.isPresent()
        && JsonDifferences.of(path, one.get(), other.get()).isEmpty();
  }

  private static Optional<JsonNode> withPlaceholders(String template) {
    if (template.contains(MARK)) {
      return Optional.empty();
    }
    return container(
        PIECE
            .matcher(template)
            .replaceAll(piece ->
                Matcher.quoteReplacement(
                    piece.group(1) == null
                        ? piece.group()
                        : Json.text(TextNode.valueOf(MARK + piece.group(1))))));
  }
}
