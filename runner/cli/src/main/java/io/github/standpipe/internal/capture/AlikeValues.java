package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds other values that a filter treats like a value.
 *
 * @param matchers all matchers with which the filter compares the value, at any path
 */
record AlikeValues(Pseudonyms pseudonyms, DateShift shift, List<PathMatchers> matchers) {
  private static final int TRIES = 100;

  /**
   * A substitute for a value.
   *
   * @param inPart whether it keeps some of the value's characters, because the filter requires them
   */
  record Alike(JsonNode value, boolean inPart) {}

  /** Empty if the filter treats no other value alike, for example if it requires this value. */
  Optional<Alike> to(JsonNode value) {
    if (value.isNumber()) {
      return first(value, numbers(value.decimalValue()).map(DecimalNode::valueOf), false);
    }
    String text = value.textValue();
    Optional<Alike> whole = first(value, wholeTexts(text).map(TextNode::valueOf), false);
    return whole.isPresent() ? whole : first(value, textsInPart(text).map(TextNode::valueOf), true);
  }

  private Optional<Alike> first(
      JsonNode value, Stream<? extends JsonNode> candidates, boolean inPart) {
    return candidates
        .filter(candidate -> !candidate.equals(value))
        .filter(candidate ->
            pseudonyms.isFree(
                candidate.isNumber() ? candidate.decimalValue() : candidate.textValue()))
        .filter(candidate -> matchers.stream().allMatch(m -> m.takeAlike(value, candidate)))
        .findFirst()
        .map(candidate -> new Alike(candidate, inPart));
  }

  private Stream<String> wholeTexts(String text) {
    Stream<String> moved =
        Pseudonyms.date(text).stream()
            .map(date -> pseudonyms.behind(shift.apply(date).toString(), text));
    return Pseudonyms.date(text).isPresent()
        ? moved
        : Stream.generate(() -> pseudonyms.characters(text)).limit(TRIES);
  }

  /** For a date its month or year; for another text as much of its ends as the filter contains. */
  private Stream<String> textsInPart(String text) {
    Optional<LocalDate> date = Pseudonyms.date(text);
    if (date.isPresent()) {
      LocalDate first = date.get().withDayOfYear(1);
      return Stream.concat(
              IntStream.rangeClosed(1, date.get().lengthOfMonth())
                  .mapToObj(date.get()::withDayOfMonth),
              IntStream.range(0, first.lengthOfYear()).mapToObj(first::plusDays))
          .map(day -> pseudonyms.behind(day.toString(), text));
    }
    return starts(text)
        .flatMap(start -> ends(text).map(end -> List.of(start, end)))
        .filter(kept -> kept.get(0) + kept.get(1) > 0)
        .filter(kept -> kept.get(0) + kept.get(1) < text.length())
        .flatMap(kept -> between(text, kept.get(0), text.length() - kept.get(1)).limit(TRIES));
  }

  private Stream<String> between(String text, int start, int end) {
    String middle = text.substring(start, end);
    return Stream.generate(
        () -> text.substring(0, start) + pseudonyms.characters(middle) + text.substring(end));
  }

  private Stream<Integer> starts(String text) {
    return lengths(l -> text.regionMatches(true, 0, l, 0, l.length()));
  }

  private Stream<Integer> ends(String text) {
    return lengths(l -> text.regionMatches(true, text.length() - l.length(), l, 0, l.length()));
  }

  /** The lengths of the texts in the filter, the shortest first, including 0. */
  private Stream<Integer> lengths(Predicate<String> stands) {
    Stream<Integer> lengths =
        matchers.stream()
            .flatMap(m -> m.literals().stream())
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .filter(stands)
            .map(String::length);
    return Stream.concat(Stream.of(0), lengths).distinct().sorted();
  }

  /** A number with as many digits; else one in the same gap between the filter's numbers. */
  private Stream<BigDecimal> numbers(BigDecimal number) {
    List<BigDecimal> bounds =
        matchers.stream()
            .flatMap(m -> m.literals().stream())
            .filter(JsonNode::isNumber)
            .map(JsonNode::decimalValue)
            .toList();
    BigDecimal far = number.abs().add(BigDecimal.TEN).multiply(BigDecimal.TEN);
    BigDecimal low =
        bounds.stream()
            .filter(b -> b.compareTo(number) <= 0)
            .max(BigDecimal::compareTo)
            .orElse(number.subtract(far));
    BigDecimal high =
        bounds.stream()
            .filter(b -> b.compareTo(number) >= 0)
            .min(BigDecimal::compareTo)
            .orElse(number.add(far));
    return Stream.concat(
        Stream.generate(() -> pseudonyms.number(number)).limit(TRIES),
        Stream.generate(() -> within(low, high, number.scale())).limit(TRIES));
  }

  private BigDecimal within(BigDecimal low, BigDecimal high, int scale) {
    return low.add(high.subtract(low).multiply(pseudonyms.fraction()))
        .setScale(scale, RoundingMode.HALF_UP);
  }
}
