package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places of a value's parts in the expression that it was evaluated from. */
final class WrittenPlaces {
  private WrittenPlaces() {}

  /** The same value, in which each part has its place as far as the expression shows it. */
  static Term of(Term value, HclExpression written) {
    return switch (value) {
      case Term.Fields(Map<String, Term.Field> fields, SourcePlace at)
          when written instanceof HclExpression.Mapping mapping ->
          fields(fields, mapping);
      case Term.Items(List<Term> items, SourcePlace at)
          when written instanceof HclExpression.Tuple(List<HclExpression> all, SourcePlace place)
              && all.size() == items.size() -> {
        List<Term> placed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          placed.add(of(items.get(i), all.get(i)));
        }
        yield new Term.Items(placed, place);
      }
      case Term.Text text -> new Term.Text(text.text(), text.literal(), written.at());
      default -> value;
    };
  }

  private static Term fields(Map<String, Term.Field> fields, HclExpression.Mapping written) {
    Map<String, Term.Field> placed = new LinkedHashMap<>(fields);
    for (HclExpression.Pair pair : written.pairs()) {
      if (pair.key() instanceof HclExpression.Literal(Term.Text key)) {
        placed.computeIfPresent(
            key.text(), (k, field) -> new Term.Field(key.at(), of(field.value(), pair.value())));
      }
    }
    return new Term.Fields(placed, written.at());
  }
}
