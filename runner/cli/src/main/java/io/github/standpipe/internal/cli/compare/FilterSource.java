package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.PatternDialect;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.filters.EventFilter;
import io.github.standpipe.internal.filters.EventKind;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an argument names: a file with one filter, or a template with several. */
sealed interface FilterSource {

  /** The filter of a file. */
  record OneFilter(WrittenFilter filter) implements FilterSource {}

  /** The filters of a template, each read when it is compared. */
  record TemplateFilters(Template template, Optional<String> only) implements FilterSource {
    private static final String RULE = "AWS::Events::Rule";

    /** The pipes that have a filter or could have one, and a rule that was named. */
    List<String> names() {
      return only.map(List::of)
          .orElseGet(() -> template.pipes().stream().map(PipeDefinition::logicalId).toList());
    }

    /** The same with the pipes that are off, whose filters count once they are switched on. */
    List<String> allNames() {
      return only.map(List::of)
          .orElseGet(() ->
              Stream.concat(template.pipes().stream(), template.off().stream())
                  .map(PipeDefinition::logicalId)
                  .toList());
    }

    /** The filter of a pipe or a rule, if it is there. */
    Optional<WrittenFilter> find(String name) {
      boolean isRule = declared(name).filter(one -> one.is(RULE)).isPresent();
      boolean isPipe =
          Stream.concat(template.pipes().stream(), template.off().stream())
              .anyMatch(one -> one.logicalId().equals(name) || one.name().equals(name));
      return isRule || isPipe ? Optional.of(filter(name)) : Optional.empty();
    }

    /**
     * The name of the only filter, or of the one that was asked for.
     *
     * @throws Fault if there are several
     */
    String single(@Nullable String pipe) {
      if (pipe != null) {
        return pipe;
      }
      if (names().size() != 1) {
        throw new Fault(
            template.file().toString(),
            names().isEmpty()
                ? "has no pipe that is on; name a pipe or rule with #NAME"
                : "has " + Words.count(names().size(), "pipe") + "; name one with --pipe or #NAME");
      }
      return names().getFirst();
    }

    /**
     * The filter of a pipe or a rule.
     *
     * @throws Fault if there is none, or it cannot be resolved
     */
    WrittenFilter filter(String name) {
      Optional<Declaration> declared = declared(name);
      if (declared.filter(one -> one.is(RULE)).isPresent()) {
        return pattern(declared.get().property("EventPattern"), name);
      }
      PipeDefinition pipe = template.pipe(name);
      Declaration of = declared(pipe.logicalId()).orElseThrow();
      return criteria(of.property("SourceParameters").get("FilterCriteria"), pipe);
    }

    /** A resource, even if its condition is false. */
    private Optional<Declaration> declared(String logicalId) {
      return Stream.concat(template.declared(logicalId).stream(), template.leftOut().stream())
          .filter(one -> one.logicalId().equals(logicalId))
          .findFirst();
    }

    private static WrittenFilter criteria(Property criteria, PipeDefinition pipe) {
      String where = pipe.where() + ": " + pipe.logicalId();
      List<WrittenPattern> patterns = new ArrayList<>();
      Property filters = criteria.get("Filters");
      for (Property filter : filters.items()) {
        Property pattern = filter.get("Pattern");
        patterns.add(new WrittenPattern(text(pattern, where), pattern.at().where()));
      }
      if (criteria.isUnknown() || filters.isUnknown()) {
        throw new Fault(where, "its filter cannot be resolved; give --parameter");
      }
      return new WrittenFilter(patterns, Optional.of(EventKind.RECORD), where);
    }

    private static WrittenFilter pattern(Property pattern, String name) {
      String where = pattern.at().where() + ": " + name;
      String text = pattern.isText() ? text(pattern, where) : json(pattern, where);
      return new WrittenFilter(
          List.of(new WrittenPattern(text, where)), Optional.of(EventKind.ENVELOPE), where);
    }

    private static String text(Property pattern, String where) {
      return pattern
          .text()
          .orElseThrow(() -> new Fault(where, "a pattern cannot be resolved; give --parameter"));
    }

    private static String json(Property pattern, String where) {
      return pattern
          .json()
          .map(Json::text)
          .orElseThrow(() -> new Fault(where, "has no EventPattern that can be resolved"));
    }
  }

  /** A pattern as it is written, and its place for messages. */
  record WrittenPattern(String text, String where) {}

  /**
   * A filter as it is written.
   *
   * @param kind what its events look like, if that is certain
   */
  record WrittenFilter(List<WrittenPattern> patterns, Optional<EventKind> kind, String where) {

    /** What its events look like, by its keys unless that is certain. */
    EventKind likelyKind() {
      return kind.orElseGet(
          () -> EventKind.of(patterns.stream().map(one -> tree(one.text(), one.where())).toList()));
    }

    /**
     * The filter for comparison.
     *
     * @throws Fault for a pattern that the service rejects
     */
    EventFilter read(EventKind as) {
      if (as == EventKind.RECORD) {
        return EventFilter.of(
            FilterCriteria.of(
                patterns.stream()
                    .map(one -> FilterPattern.parse(one.text(), one.where()))
                    .toList()));
      }
      WrittenPattern only = patterns.getFirst();
      EventPattern pattern =
          as == EventKind.ENVELOPE
              ? PatternDialect.CLASSIC.parse(only.text(), only.where()).pattern()
              : EventPattern.parse(only.text(), only.where(), json -> {});
      return EventFilter.of(pattern, as);
    }
  }

  /**
   * Reads an argument: {@code FILE} or {@code TEMPLATE#NAME}.
   *
   * @param parameters for a template
   * @throws Fault for a file that does not exist or holds neither
   */
  static FilterSource of(String argument, Map<String, String> parameters) {
    int hash = argument.lastIndexOf('#');
    if (hash > 0 && !Files.exists(Path.of(argument))) {
      Template template = Template.read(Path.of(argument.substring(0, hash)), parameters);
      return new TemplateFilters(template, Optional.of(argument.substring(hash + 1)));
    }
    Optional<JsonNode> json = json(argument);
    if (json.isEmpty() || json.get().has("Resources")) {
      return new TemplateFilters(Template.read(Path.of(argument), parameters), Optional.empty());
    }
    return new OneFilter(filter(json.get(), argument));
  }

  private static Optional<JsonNode> json(String file) {
    String text = new InputFile(file).text();
    boolean looksLikeJson =
        text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    if (!looksLikeJson && !file.endsWith(".json")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parseStrictly(text));
    } catch (JsonProcessingException e) {
      throw new Fault(
          file + (text.isBlank() ? "" : Json.place(e)),
          text.isBlank() ? "is empty; write a pattern" : "is not JSON: " + Json.reason(e));
    }
  }

  private static JsonNode tree(String text, String where) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new Fault(where, "is not JSON: " + Json.reason(e) + Json.place(e));
    }
  }

  /** A filter as the API or a template writes it, or a pattern alone. */
  private static WrittenFilter filter(JsonNode json, String file) {
    for (String around : List.of("SourceParameters", "FilterCriteria")) {
      if (json.path(around).isObject()) {
        return filter(json.get(around), file);
      }
    }
    JsonNode filters = json.isArray() ? json : json.path("Filters");
    if (filters.isArray()) {
      List<WrittenPattern> patterns = new ArrayList<>();
      filters.forEach(one ->
          patterns.add(pattern(one.path("Pattern"), file + ": filter " + (patterns.size() + 1))));
      return new WrittenFilter(patterns, Optional.of(EventKind.RECORD), file);
    }
    if (json.has("EventPattern")) {
      WrittenPattern pattern = pattern(json.get("EventPattern"), file);
      return new WrittenFilter(List.of(pattern), Optional.of(EventKind.ENVELOPE), file);
    }
    if (json.has("Pattern")) {
      return new WrittenFilter(
          List.of(pattern(json.get("Pattern"), file)), Optional.of(EventKind.RECORD), file);
    }
    return new WrittenFilter(List.of(pattern(json, file)), Optional.empty(), file);
  }

  private static WrittenPattern pattern(JsonNode pattern, String where) {
    if (!pattern.isTextual() && !pattern.isObject()) {
      throw new Fault(
          where,
          "is not a filter; write a pattern such as {\"body\": {\"status\": [\"placed\"]}}, or"
              + " {\"Filters\": [{\"Pattern\": \"...\"}]}");
    }
    String text = pattern.isTextual() ? pattern.textValue() : Json.text(pattern);
    return new WrittenPattern(text, where);
  }

  /** The names in either, in the order of the later one. */
  static List<String> names(TemplateFilters earlier, TemplateFilters later) {
    return Stream.concat(later.allNames().stream(), earlier.allNames().stream())
        .distinct()
        .toList();
  }
}
