package io.github.standpipe.internal.terraform;

import io.github.standpipe.internal.terraform.HclExpression.Pair;
import io.github.standpipe.internal.terraform.HclExpression.Step;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions, as far as they consist of literals, references and simple functions. */
record Evaluator(ValueResolver resolver) {

  /** The value of an expression; unknown if it is not understood. */
  Term value(HclExpression expression, ValueContext context) {
    SourcePlace at = expression.at();
    if (context.isTooDeep()) {
      return unknown(at);
    }
    return switch (expression) {
      case HclExpression.Literal literal -> literal.term();
      case HclExpression.Template(List<HclExpression> parts, SourcePlace place) ->
          joined(values(parts, context), place);
      case HclExpression.Traversal(List<Step> steps, SourcePlace place) ->
          resolver.resolve(steps, context.deeper(), place);
      case HclExpression.Tuple(List<HclExpression> items, SourcePlace place) ->
          new Term.Items(values(items, context), place);
      case HclExpression.Mapping(List<Pair> pairs, SourcePlace place) ->
          fields(pairs, context, place);
      case HclExpression.Invocation invocation -> called(invocation, context);
      case HclExpression.Choice choice -> chosen(choice, context);
      case HclExpression.Loop loop -> new LoopValues(this).of(loop, context);
      case HclExpression.Opaque opaque -> unknown(at);
    };
  }

  private List<Term> values(List<HclExpression> expressions, ValueContext context) {
    return expressions.stream().map(one -> value(one, context)).toList();
  }

  static Term unknown(SourcePlace at) {
    return new Term.Unknown("", false, at);
  }

  /** Texts that follow one another: one text if all of them are known. */
  static Term joined(List<Term> parts, SourcePlace at) {
    StringBuilder text = new StringBuilder();
    for (Term part : parts) {
      if (!(part instanceof Term.Text known)) {
        return new Term.Joined(parts, at);
      }
      text.append(known.text());
    }
    return new Term.Text(text.toString(), at);
  }

  private Term fields(List<Pair> pairs, ValueContext context, SourcePlace at) {
    Map<String, Term.Field> fields = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (!(value(pair.key(), context)
          instanceof Term.Text(String key, boolean l, SourcePlace p))) {
        return unknown(at);
      }
      Term value = value(pair.value(), context);
      if (!(value instanceof Term.Absent)) {
        fields.put(key, new Term.Field(pair.key().at(), value));
      }
    }
    return new Term.Fields(fields, at);
  }

  /** The expression under a key of a mapping; null if there is none. */
  @Nullable HclExpression pair(HclExpression.Mapping mapping, Step step, ValueContext context) {
    return mapping.pairs().stream()
        .filter(pair -> step.name().equals(Term.text(value(pair.key(), context))))
        .map(Pair::value)
        .findFirst()
        .orElse(null);
  }

  private Term chosen(HclExpression.Choice choice, ValueContext context) {
    Term condition = value(choice.condition(), context);
    if (condition instanceof Term.Text text && text.text().matches("true|false")) {
      return value(text.text().equals("true") ? choice.one() : choice.other(), context);
    }
    Term one = value(choice.one(), context);
    Term other = value(choice.other(), context);
    if (condition instanceof Term.Unknown(String n, boolean sensitive, SourcePlace p)
        && sensitive) {
      return condition;
    }
    return Term.isEmpty(other) ? one : Term.isEmpty(one) ? other : unknown(choice.at());
  }

  private Term called(HclExpression.Invocation call, ValueContext context) {
    SourcePlace at = call.at();
    if (call.function().equals("templatefile") && call.arguments().size() == 2) {
      return template(call.arguments(), context, at);
    }
    List<Term> values = values(call.arguments(), context);
    if (values.isEmpty()) {
      return unknown(at);
    }
    Term first = values.getFirst();
    return switch (call.function()) {
      case "jsonencode" -> first instanceof Term.Text ? unknown(at) : new Term.Encoded(first, at);
      case "jsondecode" ->
          first instanceof Term.Encoded(Term inner, SourcePlace p) ? inner : unknown(at);
      case "try", "coalesce", "coalescelist" -> firstValue(values, at);
      case "tostring",
          "tonumber",
          "tobool",
          "nonsensitive",
          "tolist",
          "toset",
          "tomap",
          "compact",
          "distinct",
          "sort",
          "one" ->
          first instanceof Term.Items items && call.function().equals("one")
              ? items.items().size() == 1 ? items.items().getFirst() : unknown(at)
              : first;
      case "trimspace", "chomp" ->
          first instanceof Term.Text(String text, boolean l, SourcePlace p)
              ? new Term.Text(text.strip(), at)
              : first;
      case "sensitive" -> new Term.Unknown("", true, at);
      case "flatten" -> LoopValues.flattened(first, at);
      case "concat" -> concatenated(values, at);
      case "merge" -> merged(values, at);
      case "join" -> separated(values, at);
      case "format" -> formatted(values, at);
      case "element" -> item(values, at);
      case "replace", "lower", "upper" -> TextFunctions.changed(call.function(), values, at);
      case "lookup" -> TextFunctions.lookup(values, at);
      default -> unknown(at);
    };
  }

  private static Term firstValue(List<Term> values, SourcePlace at) {
    return values.stream()
        .filter(one -> !Term.isEmpty(one) && !(one instanceof Term.Unknown))
        .findFirst()
        .orElse(unknown(at));
  }

  private static Term concatenated(List<Term> lists, SourcePlace at) {
    List<Term> all = new ArrayList<>();
    for (Term list : lists) {
      if (!(list instanceof Term.Items(List<Term> items, SourcePlace p))) {
        return unknown(at);
      }
      all.addAll(items);
    }
    return new Term.Items(all, at);
  }

  private static Term merged(List<Term> maps, SourcePlace at) {
    Map<String, Term.Field> all = new LinkedHashMap<>();
    for (Term map : maps) {
      if (!(map instanceof Term.Fields(Map<String, Term.Field> fields, SourcePlace p))) {
        return unknown(at);
      }
      all.putAll(fields);
    }
    return new Term.Fields(all, at);
  }

  private static Term separated(List<Term> values, SourcePlace at) {
    if (values.size() != 2
        || !(values.get(0) instanceof Term.Text separator)
        || !(values.get(1) instanceof Term.Items(List<Term> items, SourcePlace p))) {
      return unknown(at);
    }
    List<Term> parts = new ArrayList<>();
    for (Term item : items) {
      if (!parts.isEmpty()) {
        parts.add(separator);
      }
      parts.add(item);
    }
    return joined(parts, at);
  }

  private static Term formatted(List<Term> values, SourcePlace at) {
    if (!(values.getFirst() instanceof Term.Text(String format, boolean l, SourcePlace p))) {
      return unknown(at);
    }
    String[] pieces = format.split("%[sd]", -1);
    boolean plain = pieces.length == values.size();
    List<Term> parts = new ArrayList<>();
    for (int i = 0; plain && i < pieces.length; i++) {
      plain = !pieces[i].contains("%");
      parts.add(new Term.Text(pieces[i], at));
      if (i + 1 < values.size()) {
        parts.add(values.get(i + 1));
      }
    }
    return plain ? joined(parts, at) : unknown(at);
  }

  private static Term item(List<Term> values, SourcePlace at) {
    String position = values.size() == 2 ? Term.text(values.get(1)) : null;
    Term found =
        position != null && position.matches("\\d{1,6}")
            ? Term.item(values.getFirst(), Integer.parseInt(position))
            : null;
    return found == null ? unknown(at) : found;
  }

  /** A file with interpolations, whose variables are an argument. */
  private Term template(List<HclExpression> arguments, ValueContext context, SourcePlace at) {
    String path = Term.text(value(arguments.getFirst(), context));
    Term variables = value(arguments.get(1), context);
    var root = resolver.modules().root().folder();
    if (path == null || root == null) {
      return unknown(at);
    }
    try {
      var file = root.resolve(path).normalize();
      String text = HclFolders.text(file);
      return text == null
          ? unknown(at)
          : value(HclParser.template(text, file.toString()), context.with(variables));
    } catch (InvalidPathException e) {
      return unknown(at);
    }
  }
}
