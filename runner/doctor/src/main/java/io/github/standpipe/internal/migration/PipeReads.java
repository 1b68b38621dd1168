package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.BodyFilter;
import io.github.standpipe.internal.shape.JsltPaths;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pipe reads of the bodies in its queue, compared with what would be there. Only what is
 * sure is reported.
 *
 * @param function its enrichment, if it is a function of the template
 * @param before the bodies that the rule sends
 * @param after the bodies that the subscriber would send
 */
record PipeReads(Declaration pipe, Optional<Declaration> function, Shape before, Shape after) {
  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|(\\[\\d+\\])");
  private static final String BODY = "$.body";

  /** What to take off a body that leaves those of rules as they are. */
  private static final Set<String> ENVELOPES = Set.of("auto", "body");

  /** What would be missing that is there now, one line each. */
  List<String> missing() {
    List<String> lines = new ArrayList<>(missingInFilter());
    lines.addAll(missingIn("EnrichmentParameters", "enrichment's"));
    lines.addAll(missingInTransform());
    if (pipe.property("Enrichment").isAbsent()) {
      lines.addAll(missingIn("TargetParameters", "target's"));
    }
    return lines.stream().distinct().toList();
  }

  private List<String> missingInFilter() {
    Optional<BodyFilter> filter = filter();
    if (filter.isEmpty()) {
      return List.of();
    }
    List<String> paths =
        filter.get().ways().stream().flatMap(way -> lost(way).stream()).distinct().toList();
    boolean passesNothing = filter.get().passes(after, false) == Truth.NEVER;
    return paths.stream()
        .map(path ->
            "its filter asks for "
                + path
                + ", which the subscriber never sends"
                + (passesNothing ? ", so every message would be deleted" : ""))
        .toList();
  }

  /** The leaves for which a way through the filter takes nothing any more. */
  private List<String> lost(Map<String, JsonNode> way) {
    BodyFilter only = new BodyFilter(List.of(way));
    return only.passes(before, false) == Truth.NEVER || only.passes(after, false) != Truth.NEVER
        ? List.of()
        : only.obstacles(after, false).stream().map(BodyFilter.JudgedLeaf::path).toList();
  }

  private Optional<BodyFilter> filter() {
    List<FilterPattern> patterns = new ArrayList<>();
    Property filters = pipe.property("SourceParameters").get("FilterCriteria").get("Filters");
    try {
      for (Property filter : filters.items()) {
        Optional<String> text = filter.get("Pattern").text();
        if (text.isEmpty()) {
          return Optional.empty();
        }
        patterns.add(FilterPattern.parse(text.get(), pipe.logicalId()));
      }
    } catch (Fault e) {
      return Optional.empty(); // reported by the rules of patterns
    }
    return patterns.isEmpty() ? Optional.empty() : Optional.of(BodyFilter.of(patterns));
  }

  private List<String> missingIn(String parameters, String whose) {
    Optional<String> text = pipe.property(parameters).get("InputTemplate").text();
    return text.stream()
        .flatMap(template -> InputTemplate.review(template, "").template().insertions().stream())
        .map(InputTemplate.Insertion::name)
        .filter(name -> isBelowBody(name) && isLost(steps(name)))
        .map(name ->
            "its "
                + whose
                + " InputTemplate takes <"
                + name
                + ">, which the subscriber never sends")
        .toList();
  }

  /** What the transform reads of the bodies, its look-up keys included. */
  private List<String> missingInTransform() {
    boolean takesBodies = pipe.property("EnrichmentParameters").get("InputTemplate").isAbsent();
    return function.filter(one -> takesBodies).flatMap(Declaration::function).stream()
        .filter(one -> ENVELOPES.contains(one.environment().getOrDefault("ENVELOPE", "auto")))
        .flatMap(one -> one.transformText().stream())
        .flatMap(text -> JsltPaths.all(text).stream())
        .sorted()
        .filter(path -> isLost(List.of(path.split("\\.", -1))))
        .map(path -> "its transform reads ." + path + ", which the subscriber never sends")
        .toList();
  }

  private static boolean isBelowBody(String name) {
    return (name.startsWith(BODY + ".") || name.startsWith(BODY + "[")) && !name.contains("*");
  }

  private boolean isLost(List<String> steps) {
    return Reach.of(before, steps).presence() != Truth.NEVER
        && Reach.of(after, steps).presence() == Truth.NEVER;
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path.substring(BODY.length()));
    while (step.find()) {
      steps.add(step.group(1) == null ? step.group(2) : step.group(1));
    }
    return steps;
  }
}
