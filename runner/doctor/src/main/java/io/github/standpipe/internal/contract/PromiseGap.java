package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.internal.schema.Constraint;
import io.github.standpipe.internal.schema.PromisedPath;
import io.github.standpipe.internal.schema.SchemaDocument;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A path that is read and that a schema does not promise.
 *
 * @param kind what is wrong, in words
 * @param isOptional whether the schema declares it, but some valid events lack it
 * @param places what reads it
 * @param conditions under which it is read; empty if always
 */
public record PromiseGap(
    String path,
    String kind,
    boolean isOptional,
    Optional<String> nearest,
    String places,
    String conditions) {

  /**
   * What a schema does not promise of what is read. An optional path that is asked for, or read
   * under a condition, is not a gap.
   *
   * @throws Fault for a document that does not say which of its schemas is the event
   */
  public static List<PromiseGap> of(List<PathReading> readings, SchemaDocument schema) {
    Constraint event =
        schema
            .event()
            .orElseThrow(() ->
                new Fault(
                    schema.where(),
                    "has several schemas, and none is called AWSEvent; give one schema"));
    Map<String, List<PathReading>> byPath =
        readings.stream()
            .filter(reading -> !reading.steps().isEmpty())
            .collect(Collectors.groupingBy(PathReading::path, TreeMap::new, Collectors.toList()));
    List<PromiseGap> gaps = new ArrayList<>();
    byPath.values().forEach(all -> of(all, event, readings).ifPresent(gaps::add));
    return gaps;
  }

  private static Optional<PromiseGap> of(
      List<PathReading> same, Constraint event, List<PathReading> all) {
    PromisedPath promised = PromisedPath.of(event, same.getFirst().steps());
    if (promised.presence() == Truth.NEVER) {
      String missing = promised.missing();
      boolean isHere = missing.equals(same.getFirst().path());
      return gap(same, isHere ? "not declared" : "not declared from " + missing + " on", promised);
    }
    Optional<String> unfit = unfit(same, promised.types());
    if (unfit.isPresent()) {
      return gap(same, unfit.get(), promised);
    }
    boolean isAsked =
        all.stream()
            .anyMatch(reading ->
                reading.use() == Use.CONDITION
                    && isPrefix(reading.steps(), same.getFirst().steps()));
    boolean isAlways = same.stream().anyMatch(PromiseGap::isUnconditional);
    return promised.presence() == Truth.PERHAPS && isAlways && !isAsked
        ? gap(same, "optional", promised)
        : Optional.empty();
  }

  /** That there is an item is not a condition of what is read of it. */
  private static boolean isUnconditional(PathReading reading) {
    return reading.conditions().stream().allMatch(one -> one.startsWith("each of "))
        && (reading.isAlways() || reading.steps().contains(PathReading.EACH));
  }

  private static boolean isPrefix(List<String> some, List<String> all) {
    return some.size() <= all.size() && all.subList(0, some.size()).equals(some);
  }

  /** A schema without a single type that is needed. */
  private static Optional<String> unfit(List<PathReading> same, String types) {
    return same.stream()
        .map(reading -> reading.need().type())
        .filter(type -> !type.isEmpty() && !types.equals("anything"))
        .filter(
            type -> !types.contains(type) && !(type.equals("number") && types.contains("integer")))
        .filter(type -> !(type.equals("array") && types.contains("object")))
        .findFirst()
        .map(type -> "declared as " + types + ", read as " + type);
  }

  private static Optional<PromiseGap> gap(
      List<PathReading> same, String kind, PromisedPath promised) {
    String conditions =
        same.stream().anyMatch(PathReading::isAlways)
            ? ""
            : same.stream()
                .map(reading -> String.join(", ", reading.conditions()))
                .distinct()
                .collect(Collectors.joining("; or "));
    String places =
        same.stream().map(PathReading::place).distinct().collect(Collectors.joining(", "));
    return Optional.of(
        new PromiseGap(
            same.getFirst().path(),
            kind,
            kind.equals("optional"),
            promised.nearest(),
            places,
            conditions));
  }
}
