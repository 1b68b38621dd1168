package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables of a function. Their values may be secrets, so only those of
 * Standpipe's own variables are kept, if they have the form of what belongs there.
 */
record KeptVariables(AccountScan scan) {
  private static final Pattern QUEUE =
      Pattern.compile("https?://[^/@?#]+/(\\d{12})/([A-Za-z0-9_.-]{1,80})");
  private static final Pattern LOOKUP =
      Pattern.compile("(dynamodb|s3):[A-Za-z0-9_.:/{}#&=,-]{1,400}");
  private static final Pattern TRANSFORM = Pattern.compile("[A-Za-z0-9_./-]{1,200}\\.jslt");
  private static final Pattern LIMIT = Pattern.compile("\\d{1,9}");

  /** The variables by name; a value that is not kept is unknown. */
  ObjectNode of(JsonNode environment) {
    ObjectNode variables = Json.object();
    environment
        .path("Variables")
        .properties()
        .forEach(one ->
            kept(one.getKey(), one.getValue().asText())
                .ifPresentOrElse(
                    value -> variables.put(one.getKey(), value),
                    () -> variables.putNull(one.getKey())));
    return variables;
  }

  private Optional<String> kept(String name, String value) {
    return switch (name) {
      case "QUARANTINE_QUEUE_URL", "SOURCE_QUEUE_URL" -> queue(value);
      case "TRANSFORM" -> matching(TRANSFORM, value);
      case "ANSWER_LIMIT", "MAX_RECEIVES", "QUEUE_MAX_RECEIVES" -> matching(LIMIT, value);
      default -> name.startsWith("LOOKUP_") ? matching(LOOKUP, value) : Optional.empty();
    };
  }

  private static Optional<String> matching(Pattern form, String value) {
    return Optional.of(value).filter(text -> form.matcher(text).matches());
  }

  /** The address in the form that SQS gives now; the queue is read too. */
  private Optional<String> queue(String value) {
    Matcher queue = QUEUE.matcher(value);
    if (!queue.matches()) {
      return Optional.empty();
    }
    boolean here =
        queue.group(1).equals(scan.home().account())
            && String.valueOf(URI.create(value).getHost()).contains(scan.home().region());
    if (here) {
      scan.wanted().add(scan.home().arn("sqs", queue.group(2)));
    }
    return Optional.of(here ? scan.home().queueUrl(queue.group(2)) : value);
  }
}
