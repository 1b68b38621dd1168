package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resource policy of a custom event bus (rule {@code custom-policy}). What the publisher's own
 * policies allow is not known here; a denial counts before them.
 *
 * @param document its JSON; null if it is not known here
 */
record BusPolicy(String where, @Nullable JsonNode document) {
  private static final int MOST_BYTES = 20_480;

  /** The policies of a template, by the ARNs of their buses. */
  static Map<String, BusPolicy> in(Template template) {
    Map<String, BusPolicy> policies = new LinkedHashMap<>();
    for (FeederResource one :
        new FeederResources(template, "AWS::EventsV2::ResourcePolicy").all()) {
      Property document = one.property("PolicyDocument");
      one.property("EventBusArn")
          .text()
          .ifPresent(
              bus -> policies.put(bus, new BusPolicy(one.where(), document.json().orElse(null))));
    }
    return policies;
  }

  /**
   * The place of the statement that denies an API call to everybody, if one does.
   *
   * @throws Fault for a document that PutResourcePolicy refuses
   */
  Optional<String> refusal(String action) {
    checkDocument();
    return denials(action).anyMatch(BusPolicy::isForAll)
        ? Optional.of(where + " denies " + action)
        : Optional.empty();
  }

  /** What the trace warns of: a denial that hangs on who calls, or a document that is not known. */
  Optional<Warning> warning(String action) {
    String why =
        document == null
            ? "the document is not known here, so it is not evaluated"
            : "denies " + action + " to some callers, and who calls is not known here";
    boolean isOpen =
        document == null || denials(action).anyMatch(statement -> !isForAll(statement));
    return isOpen
        ? Optional.of(new Warning("custom-policy", where + ": " + why))
        : Optional.empty();
  }

  private void checkDocument() {
    if (document == null) {
      return;
    }
    if (!document.isObject() || document.isEmpty()) {
      throw new Fault(where, "PolicyDocument is empty; delete the resource instead");
    }
    int size = Json.text(document).getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_BYTES) {
      throw new Fault(
          where,
          "PolicyLengthExceededException: PolicyDocument has "
              + size
              + " bytes; write at most "
              + MOST_BYTES);
    }
  }

  private Stream<JsonNode> denials(String action) {
    return document == null
        ? Stream.empty()
        : values(document.path("Statement"))
            .filter(statement -> statement.path("Effect").asText().equals("Deny"))
            .filter(statement -> covers(statement, action));
  }

  private static boolean covers(JsonNode statement, String action) {
    return statement.has("NotAction")
        ? values(statement.get("NotAction")).noneMatch(one -> isMatch(one.asText(), action))
        : values(statement.path("Action")).anyMatch(one -> isMatch(one.asText(), action));
  }

  private static boolean isMatch(String wildcard, String action) {
    String regex = Pattern.quote(wildcard).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }

  private static boolean isForAll(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    JsonNode accounts = principal.isObject() ? principal.path("AWS") : principal;
    return !statement.has("Condition")
        && values(accounts).anyMatch(one -> one.asText().equals("*"));
  }

  private static Stream<JsonNode> values(JsonNode one) {
    return one.isArray() ? one.valueStream() : one.isMissingNode() ? Stream.of() : Stream.of(one);
  }
}
