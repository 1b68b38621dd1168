package io.github.standpipe.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.internal.fixture.FixtureDefaults;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The setup of a function.
 *
 * @param source the queue that its messages come from
 * @param lookups the look-ups, by name
 * @param time the time that Lambda allows for a call
 */
record FunctionSetting(
    Map<String, String> variables,
    Path root,
    Source source,
    Map<String, Lookup> lookups,
    InstantSource clock,
    Duration time) {
  private static final Map<String, String> STANDARD =
      Map.of(
          "AWS_REGION",
          "eu-west-1",
          "QUARANTINE_QUEUE_URL",
          "https://sqs.eu-west-1.amazonaws.com/123456789012/quarantine");

  static FunctionSetting of(String function) {
    return new FunctionSetting(
            STANDARD,
            Path.of("."),
            new Source("arn:aws:sqs:eu-west-1:123456789012:source", 10_000, OptionalInt.of(1)),
            Map.of(),
            InstantSource.fixed(FixtureDefaults.NOW),
            Duration.ofSeconds(30))
        .with(Map.of("AWS_LAMBDA_FUNCTION_NAME", function));
  }

  /** The function's name. */
  String function() {
    return variables.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
  }

  FunctionSetting with(Map<String, String> more) {
    return new FunctionSetting(merged(variables, more), root, source, lookups, clock, time);
  }

  FunctionSetting without(String variable) {
    Map<String, String> fewer = new HashMap<>(variables);
    fewer.remove(variable);
    return new FunctionSetting(Map.copyOf(fewer), root, source, lookups, clock, time);
  }

  FunctionSetting at(Path folder) {
    return new FunctionSetting(variables, folder, source, lookups, clock, time);
  }

  FunctionSetting from(Source other) {
    return new FunctionSetting(variables, root, other, lookups, clock, time);
  }

  FunctionSetting with(String name, Lookup lookup) {
    Map<String, Lookup> more = merged(lookups, Map.of(name, lookup));
    return new FunctionSetting(variables, root, source, more, clock, time);
  }

  FunctionSetting with(InstantSource other) {
    return new FunctionSetting(variables, root, source, lookups, other, time);
  }

  FunctionSetting within(Duration other) {
    return new FunctionSetting(variables, root, source, lookups, clock, other);
  }

  private static <T> Map<String, T> merged(Map<String, T> some, Map<String, T> more) {
    Map<String, T> merged = new HashMap<>(some);
    merged.putAll(more);
    return Map.copyOf(merged);
  }

  /** The look-ups, and for each service that a variable names one that refuses all calls. */
  Map<String, Lookup> answeredHere() {
    Map<String, Lookup> all = new HashMap<>();
    variables.forEach((variable, value) -> {
      if (LookupUri.namesService(variable, value)) {
        LookupUri.name(variable).ifPresent(name -> all.put(name, unanswered(name)));
      }
    });
    all.putAll(lookups);
    return all;
  }

  private static Lookup unanswered(String name) {
    return (keys, invocation) -> {
      throw new Fault("the test does not answer it; add .lookup(\"" + name + "\", ...)");
    };
  }

  static Lookup answeredBy(Map<String, JsonNode> documents) {
    return (keys, invocation) -> {
      Map<String, JsonNode> found = new HashMap<>();
      for (String key : keys) {
        JsonNode document = documents.get(key);
        if (document != null && !document.isNull()) {
          found.put(key, document);
        }
      }
      return found;
    };
  }

  Environment environment() {
    // Lambda's own JSON log goes to standard output; a test reads the lines
    FunctionSetting logged = without("AWS_LAMBDA_LOG_FORMAT");
    return new Environment(logged.variables, root, answeredHere(), new RunRecorder(clock));
  }
}
