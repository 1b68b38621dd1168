package io.github.standpipe.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what texts and numbers must satisfy. */
record ScalarChanges(SchemaComparison comparison, String path) {

  List<SchemaChange> of(TextRule inner, TextRule outer) {
    List<SchemaChange> changes = new ArrayList<>(extent("Length", inner.length(), outer.length()));
    patterns(inner, outer).ifPresent(changes::add);
    if (!inner.formats().containsAll(outer.formats())) {
      changes.add(comparison.limit(path, "format", words(inner.formats()), words(outer.formats())));
    }
    return changes;
  }

  private Optional<SchemaChange> patterns(TextRule inner, TextRule outer) {
    Set<String> further = new TreeSet<>(outer.patterns());
    further.removeAll(inner.patterns());
    if (further.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        inner.patterns().isEmpty()
            ? comparison.limit(path, "pattern", words(inner.patterns()), words(outer.patterns()))
            : comparison.note(
                SchemaChangeKind.UNDECIDED,
                path,
                "pattern from "
                    + comparison.before(words(inner.patterns()), words(outer.patterns()))
                    + " to "
                    + comparison.after(words(inner.patterns()), words(outer.patterns()))));
  }

  private static String words(Set<String> texts) {
    return texts.isEmpty() ? "any" : String.join(" and ", texts);
  }

  /** The sizes {@code minLength}, {@code maxItems} and the like. */
  List<SchemaChange> extent(String noun, Extent inner, Extent outer) {
    List<SchemaChange> changes = new ArrayList<>();
    if (!inner.startsWithin(outer)) {
      changes.add(
          comparison.limit(
              path, "min" + noun, inner.least().toPlainString(), outer.least().toPlainString()));
    }
    if (!inner.endsWithin(outer)) {
      changes.add(comparison.limit(path, "max" + noun, most(inner), most(outer)));
    }
    return changes;
  }

  private static String most(Extent extent) {
    return extent.isBounded() ? extent.most().toPlainString() : "any";
  }

  List<SchemaChange> of(NumberRule inner, NumberRule outer) {
    List<SchemaChange> changes = new ArrayList<>();
    if (outer.isWhole() && !inner.isWhole() && !inner.hasOnlyMultiplesOf(BigDecimal.ONE)) {
      changes.add(
          comparison.breaking(
              SchemaChangeKind.RETYPED,
              path,
              "type from "
                  + comparison.before("number", "integer")
                  + " to "
                  + comparison.after("number", "integer")));
    }
    NumberRule tight = inner.tightened();
    if (!NumberRule.isWithin(tight.low(), outer.low(), true)) {
      changes.add(comparison.limit(path, "minimum", words(inner.low()), words(outer.low())));
    }
    if (!NumberRule.isWithin(tight.high(), outer.high(), false)) {
      changes.add(comparison.limit(path, "maximum", words(inner.high()), words(outer.high())));
    }
    for (BigDecimal step : outer.multiples()) {
      if (!inner.hasOnlyMultiplesOf(step)) {
        changes.add(comparison.limit(path, "multipleOf", steps(inner), steps(outer)));
      }
    }
    return changes;
  }

  private static String words(Optional<NumberRule.Limit> limit) {
    return limit.map(NumberRule.Limit::toString).orElse("any");
  }

  private static String steps(NumberRule rule) {
    return rule.multiples().isEmpty()
        ? "any"
        : String.join(" and ", rule.multiples().stream().map(BigDecimal::toPlainString).toList());
  }
}
