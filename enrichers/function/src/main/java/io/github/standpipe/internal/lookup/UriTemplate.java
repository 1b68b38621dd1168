package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {key}}, or with {@code {1}}, {@code {2}} for the parts of an array key. */
record UriTemplate(String text) {
  /**
   * Servers accept about 8,000 characters; they refuse longer addresses or close the connection.
   */
  static final int LONGEST = 8_000;

  static final String TOO_LONG = "its address is longer than 8,000 characters";

  private static final Pattern PLACE = Pattern.compile("\\{(key|[1-9])}");

  boolean isFixed() {
    return !PLACE.matcher(text).find();
  }

  /** The number of parts that a key must have; 1 for a key that is not an array. */
  int parts() {
    return PLACE
        .matcher(text)
        .results()
        .mapToInt(place -> place.group(1).equals("key") ? 1 : Integer.parseInt(place.group(1)))
        .max()
        .orElse(1);
  }

  /** The text for a key; empty if the key does not have these parts, or if one of them is empty. */
  Optional<String> of(String key, UnaryOperator<String> encoding) {
    List<String> parts = text.contains("{key}") ? List.of(key) : parts(key);
    if (parts.size() != parts() || parts.stream().anyMatch(UriTemplate::misleads)) {
      return Optional.empty();
    }
    return Optional.of(
        PLACE
            .matcher(text)
            .replaceAll(
                place -> Matcher.quoteReplacement(encoding.apply(parts.get(index(place))))));
  }

  /** Such a part would name another resource: a folder's listing, or the folder above. */
  private static boolean misleads(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  private static int index(MatchResult place) {
    return place.group(1).equals("key") ? 0 : Integer.parseInt(place.group(1)) - 1;
  }

  /** All but the characters that stand for themselves anywhere in a URI is percent-encoded. */
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The parts of an array key; the key itself if it is not an array. */
  static List<String> parts(String key) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : array(key)) {
      parts.add(part.asText());
    }
    return parts.isEmpty() ? List.of(key) : parts;
  }

  private static JsonNode array(String key) {
    try {
      return key.startsWith("[") ? Json.parse(key) : Json.array();
    } catch (JsonProcessingException e) {
      return Json.array();
    }
  }
}
