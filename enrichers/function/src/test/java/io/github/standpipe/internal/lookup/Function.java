package io.github.standpipe.internal.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A function as it is deployed: variables, a transform, bytes in and bytes out. */
final class Function {
  private final Path root;
  private final Map<String, String> variables = new HashMap<>(Map.of("TRANSFORM", "x.jslt"));
  private Instant now = Instant.parse("2026-03-04T05:06:07Z");
  private int remaining = 30_000;
  private final List<String> logged = new ArrayList<>();

  Function(Path root) {
    this.root = root;
    transform("{\"all\": [for (.) lookup(\"docs\", .)], \"n\": 1}");
  }

  Function transform(String jslt) {
    try {
      Files.writeString(root.resolve("x.jslt"), jslt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Function set(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** The look-up {@code docs}. */
  Function docs(String uri) {
    return set("LOOKUP_DOCS", uri);
  }

  Function remaining(int millis) {
    remaining = millis;
    return this;
  }

  void later(long seconds) {
    now = now.plusSeconds(seconds);
  }

  EnrichmentHandler started() {
    return new EnrichmentHandler(environment());
  }

  Environment environment() {
    InstantSource clock = () -> now;
    return new Environment(variables, root, Map.of(), clock, () -> new UUID(0, 1));
  }

  /** The documents that the look-up {@code docs} gives for keys, written as JSON. */
  String find(String... keys) {
    return find(started(), keys);
  }

  String find(EnrichmentHandler handler, String... keys) {
    String answer = call(handler, "[[" + String.join(",", keys) + "]]");
    JsonNode all = json(answer).get(0).path("all");
    return Json.text(all);
  }

  String call(EnrichmentHandler handler, String request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(request.getBytes(UTF_8)), answer, context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> remaining;
                  case "getLogger" -> logger();
                  case "getAwsRequestId" -> "r-1";
                  default -> throw new AssertionError(method.getName());
                });
  }

  private LambdaLogger logger() {
    return (LambdaLogger)
        Proxy.newProxyInstance(
            LambdaLogger.class.getClassLoader(),
            new Class<?>[] {LambdaLogger.class},
            (proxy, method, args) -> logged.add(String.valueOf(args[0])) ? null : null);
  }

  /** From now on it logs, as on Lambda. */
  Function logging() {
    return set("AWS_LAMBDA_FUNCTION_NAME", "f").set("QUARANTINE_QUEUE_URL", "http://127.0.0.1:1/q");
  }

  /** The metrics of the last call, which it logs last. */
  JsonNode metrics() {
    return json(logged.getLast());
  }
}
