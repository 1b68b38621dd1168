package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jslt.EvaluationLimit;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Upgrades events of an older version to the one that the enricher knows, with files next to the
 * transform that are named after detail-type and versions, like {@code OrderPlaced.v1-v2.jslt}.
 */
final class Versions {
  private static final Pattern NAME = Pattern.compile("(.+)\\.v(\\d{1,6})-v(\\d{1,6})\\.jslt");
  private static final Pattern VERSION = Pattern.compile("[vV]?(\\d{1,6})(?:\\..*)?");

  /**
   * A type that ends in its version, as in {@code OrderPlaced.v1}; it takes precedence over the
   * metadata.
   */
  private static final Pattern VERSIONED = Pattern.compile("(.+?)\\.[vV](\\d{1,6})(?:\\.\\d+)*");

  /** The outcome for an event of a version from which no file leads on. */
  enum Unknown {
    QUARANTINE,
    DROP,
    RETRY,
    ACCEPT
  }

  private record Step(int to, JsltFile file) {}

  /** The evaluation of one file for one event. */
  private record Upcasting(JsonNode event, Invocation invocation, EvaluationLimit limit)
      implements EventEvaluation {
    Upcasting(JsonNode event, Invocation invocation) {
      this(event, invocation, EvaluationTime.limit(invocation.deadline()));
    }
  }

  private final Map<String, TreeMap<Integer, Step>> byType = new HashMap<>();
  private final Unknown unknown;

  private Versions(Unknown unknown) {
    this.unknown = unknown;
  }

  /** The files in the folder of the transform, or in the environment's root if none is named. */
  static Versions in(Environment environment) {
    String choice =
        environment.choice("UNKNOWN_VERSION", List.of("quarantine", "drop", "retry", "accept"));
    Versions versions = new Versions(Unknown.valueOf(choice.toUpperCase(Locale.ROOT)));
    LayerFiles layer = LayerFiles.of(environment);
    Path folder =
        layer
            .find("environment variable TRANSFORM", environment.text("TRANSFORM", "none"))
            .getParent();
    if (folder != null && Files.isDirectory(folder)) {
      files(folder).forEach(file -> versions.add(file, environment, layer));
    }
    return versions;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> NAME.matcher(name(file)).matches()).sorted().toList();
    } catch (IOException e) {
      throw new Fault(folder.toString(), "cannot be listed");
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void add(Path path, Environment environment, LayerFiles layer) {
    Path file = path.normalize();
    Matcher name = NAME.matcher(name(file));
    if (name.matches()) {
      int from = Integer.parseInt(name.group(2));
      int to = Integer.parseInt(name.group(3));
      if (to <= from) {
        throw new Fault(file.toString(), "does not lead to a newer version; name it .vOLD-vNEW");
      }
      Step step =
          new Step(
              to,
              JsltFile.compile(
                  file, environment.functions(), layer, OverflowReport.in(environment)));
      byType
          .computeIfAbsent(name.group(1), type -> new TreeMap<>())
          .merge(from, step, (a, b) -> a.to() > b.to() ? a : b);
    }
  }

  /**
   * The event in the newest version that the files lead to.
   *
   * @throws VerdictException for an unknown version, or an event that its file cannot upgrade
   */
  JsonNode upcast(EventEnvelope.Found found, Invocation invocation) {
    if (byType.isEmpty()) {
      return found.event();
    }
    String type = type(found.body());
    TreeMap<Integer, Step> steps = byType.get(type);
    if (steps != null) {
      return upcast(found, steps, version(found), invocation);
    }
    Matcher versioned = VERSIONED.matcher(type);
    TreeMap<Integer, Step> unversioned =
        versioned.matches() ? byType.get(versioned.group(1)) : null;
    return unversioned == null
        ? found.event()
        : upcast(found, unversioned, Integer.parseInt(versioned.group(2)), invocation);
  }

  private JsonNode upcast(
      EventEnvelope.Found found, TreeMap<Integer, Step> steps, int given, Invocation invocation) {
    JsonNode event = found.event();
    int newest = steps.values().stream().mapToInt(Step::to).max().orElseThrow();
    int version = given;
    while (version != newest) {
      Step step = steps.get(version);
      if (step == null) {
        return unknown(version, newest, found);
      }
      event = applied(step.file(), new Upcasting(event, invocation));
      version = step.to();
    }
    return event;
  }

  private static JsonNode applied(JsltFile file, Upcasting upcasting) {
    JsonNode result = file.applyLocating(upcasting);
    if (result == null || !result.isObject()) {
      String given = result == null ? "nothing" : Json.kind(result);
      throw VerdictException.failed(
          file.file() + ": gave " + given + "; give the event as an object");
    }
    return result;
  }

  private static String type(JsonNode body) {
    return body.path(body.path("detail-type").isTextual() ? "detail-type" : "type").asText();
  }

  /** The major version; -1 if there is none. */
  private static int version(EventEnvelope.Found found) {
    Matcher version = VERSION.matcher(found.metadata().version());
    return version.matches() ? Integer.parseInt(version.group(1)) : -1;
  }

  private JsonNode unknown(int version, int newest, EventEnvelope.Found found) {
    String seen = version < 0 ? "it has no version" : "its version is " + version;
    String reason = seen + "; files lead to version " + newest + ", but none starts from it";
    return switch (unknown) {
      case ACCEPT -> found.event();
      case QUARANTINE -> throw new VerdictException(new Verdict.Quarantine(reason));
      case DROP -> throw new VerdictException(new Verdict.Drop(reason));
      case RETRY -> throw new VerdictException(new Verdict.Retry(reason));
    };
  }
}
