package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of {@code for} expressions. */
record LoopValues(Evaluator evaluator) {

  /** The list or the map that a loop makes; unknown if its collection is. */
  Term of(HclExpression.Loop loop, ValueContext context) {
    List<Map.Entry<Term, Term>> pairs = pairs(evaluator.value(loop.collection(), context));
    if (pairs == null) {
      return Evaluator.unknown(loop.at());
    }
    return loop.key().isEmpty() ? list(loop, pairs, context) : map(loop, pairs, context);
  }

  /** A list with the items of the lists in it, at any depth. */
  static Term flattened(Term list, SourcePlace at) {
    if (!(list instanceof Term.Items(List<Term> items, SourcePlace p))) {
      return list;
    }
    List<Term> all = new ArrayList<>();
    for (Term item : items) {
      if (item instanceof Term.Items) {
        all.addAll(Term.items(flattened(item, at)));
      } else {
        all.add(item);
      }
    }
    return new Term.Items(all, at);
  }

  /** What a loop goes through: positions and items, or keys and values. */
  private static @Nullable List<Map.Entry<Term, Term>> pairs(Term collection) {
    List<Map.Entry<Term, Term>> pairs = new ArrayList<>();
    switch (collection) {
      case Term.Items(List<Term> items, SourcePlace at) -> {
        for (Term item : items) {
          pairs.add(Map.entry(new Term.Text(String.valueOf(pairs.size()), true, at), item));
        }
      }
      case Term.Fields(Map<String, Term.Field> fields, SourcePlace at) ->
          fields.forEach(
              (key, field) -> pairs.add(Map.entry(new Term.Text(key, at), field.value())));
      default -> {
        return null;
      }
    }
    return pairs;
  }

  private Term list(
      HclExpression.Loop loop, List<Map.Entry<Term, Term>> pairs, ValueContext context) {
    List<Term> items = new ArrayList<>();
    for (Map.Entry<Term, Term> pair : pairs) {
      ValueContext within = within(loop, pair, context);
      Term holds = holds(loop, within);
      if (!(holds instanceof Term.Text)) {
        return Evaluator.unknown(loop.at());
      }
      if (Term.isTrue(holds)) {
        items.add(evaluator.value(loop.value(), within));
      }
    }
    return new Term.Items(items, loop.at());
  }

  /**
   * A map keeps what an unknown condition decides: a resource that is made of one of its values
   * exists, so the condition holds.
   */
  private Term map(
      HclExpression.Loop loop, List<Map.Entry<Term, Term>> pairs, ValueContext context) {
    Map<String, Term.Field> fields = new LinkedHashMap<>();
    for (Map.Entry<Term, Term> pair : pairs) {
      ValueContext within = within(loop, pair, context);
      String key = Term.text(evaluator.value(loop.key().getFirst(), within));
      if (key == null) {
        return Evaluator.unknown(loop.at());
      }
      Term holds = holds(loop, within);
      if (!(holds instanceof Term.Text) || Term.isTrue(holds)) {
        fields.put(key, new Term.Field(loop.at(), evaluator.value(loop.value(), within)));
      }
    }
    return new Term.Fields(fields, loop.at());
  }

  private Term holds(HclExpression.Loop loop, ValueContext context) {
    return loop.condition().isEmpty()
        ? new Term.Text("true", true, loop.at())
        : evaluator.value(loop.condition().getFirst(), context);
  }

  private static ValueContext within(
      HclExpression.Loop loop, Map.Entry<Term, Term> pair, ValueContext context) {
    Map<String, Term.Field> names = new LinkedHashMap<>(Term.fields(context.variables()));
    List<String> of = loop.names();
    if (of.size() == 2) {
      names.put(of.getFirst(), new Term.Field(loop.at(), pair.getKey()));
    }
    names.put(of.getLast(), new Term.Field(loop.at(), pair.getValue()));
    return context.with(new Term.Fields(names, loop.at()));
  }
}
