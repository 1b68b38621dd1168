package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of a subscriber, at most one per scope, which must all match (rules {@code
 * custom-filter-scopes} and {@code custom-filters-refused}).
 */
record SubscriberFilter(Map<PatternDialect, EventPattern> patterns) {
  private static final int MOST_BYTES = 4096;

  /** Passes every event. */
  static SubscriberFilter none() {
    return new SubscriberFilter(Map.of());
  }

  /** One filter as the template declares it. */
  record FilterText(String scope, String pattern) {}

  static SubscriberFilter parse(List<FilterText> filters, String where) {
    if (filters.isEmpty()) {
      throw new Fault(
          where,
          "InvalidInputException: Filters is required; leave out FilterConfiguration instead");
    }
    Map<PatternDialect, EventPattern> patterns = new EnumMap<>(PatternDialect.class);
    int size = 0;
    for (FilterText filter : filters) {
      PatternDialect scope = scope(filter.scope(), where);
      size += filter.pattern().getBytes(StandardCharsets.UTF_8).length;
      if (filter.pattern().isBlank()) {
        throw new Fault(where, "InvalidInputException: the pattern of " + scope + " is empty");
      }
      if (scope == PatternDialect.DATA && filter.pattern().strip().startsWith("[")) {
        throw new Fault(
            where, "V4: the meaning of an array as a pattern on DATA is unknown; write an object");
      }
      if (patterns.put(scope, scope.parse(filter.pattern(), where).pattern()) != null) {
        throw new Fault(
            where, "InvalidInputException: two filters have the scope " + scope + "; write one");
      }
    }
    if (size > MOST_BYTES) {
      throw new Fault(
          where,
          "InvalidInputException: the patterns have " + size + " bytes in all; write at most 4096");
    }
    return new SubscriberFilter(patterns);
  }

  private static PatternDialect scope(String scope, String where) {
    return switch (scope) {
      case "DATA" -> PatternDialect.DATA;
      case "METADATA" -> PatternDialect.METADATA;
      case "SYSTEM_METADATA" -> PatternDialect.SYSTEM_METADATA;
      default ->
          throw new Fault(
              where, "Scope is '" + scope + "'; write DATA, METADATA or SYSTEM_METADATA");
    };
  }

  Decision decide(CustomEvent event, String where) {
    List<Explanation.OfPattern> why = new ArrayList<>();
    for (Map.Entry<PatternDialect, EventPattern> filter : patterns.entrySet()) {
      Optional<Decision> undecided = undecided(filter.getKey(), event, where);
      if (undecided.isPresent()) {
        return undecided.get();
      }
      why.add(filter.getValue().explain(subject(filter.getKey(), event)));
    }
    return why.stream().allMatch(Explanation.OfPattern::matches)
        ? new Decision.Passed(why)
        : new Decision.Rejected(why);
  }

  /** A filter on data accepts JSON objects; how it handles other JSON is unknown. */
  private static Optional<Decision> undecided(
      PatternDialect scope, CustomEvent event, String where) {
    if (scope != PatternDialect.DATA) {
      return Optional.empty();
    }
    if (event.isBytes() || event.data().isEmpty()) {
      return Optional.of(
          new Decision.Off(
              "a filter on DATA never matches "
                  + (event.isBytes() ? CustomEvent.BYTES : "data that is not JSON")));
    }
    if (event.data().get().isArray()) {
      return Optional.of(
          new Decision.Undecided(
              new Warning(
                  "V4", where + ": the data is an array, but the filter on DATA is an object")));
    }
    return event.data().get().isObject()
        ? Optional.empty()
        : Optional.of(
            new Decision.Off("the data is a single value, which no object pattern matches"));
  }

  private static JsonNode subject(PatternDialect scope, CustomEvent event) {
    return switch (scope) {
      case METADATA -> event.metadata();
      case SYSTEM_METADATA -> event.systemMetadata();
      case DATA, CLASSIC -> event.data().orElseThrow();
    };
  }
}
