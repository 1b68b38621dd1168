package io.github.standpipe.internal.terraform;

import io.github.standpipe.internal.terraform.HclExpression.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expressions in a plan's configuration: constants, or lists of what an expression refers to. A
 * list does not say how its references are combined, so only a single one is taken for the value.
 */
record PlannedExpressions(ValueResolver resolver) {

  /** The value of an expression, and what further steps lead to in it. */
  Term value(Term expression, List<Step> rest, ValueContext context, Term unknown) {
    Term constant = Term.at(expression, "constant_value");
    if (constant != null) {
      return ValueResolver.below(constant, rest, unknown);
    }
    List<List<Step>> longest = longest(expression);
    if (longest.size() == 1 && !rest.isEmpty()) {
      List<Step> all = new ArrayList<>(longest.getFirst());
      all.addAll(rest);
      return resolver.resolve(all, context, unknown.at());
    }
    List<Term> open = open(expression, context, unknown.at());
    return open.size() == 1 && rest.isEmpty() ? open.getFirst() : unknown;
  }

  /** The references of an expression that are not known before apply, each once. */
  List<Term> open(@Nullable Term expression, ValueContext context, SourcePlace at) {
    Set<Term> open = new LinkedHashSet<>();
    for (List<Step> steps : longest(expression)) {
      Term found = resolver.resolve(steps, context.deeper(), at);
      if (found instanceof Term.Unknown) {
        Term instance = resolver.ofInstance(steps, context, at);
        found = instance instanceof Term.Unknown ? found : instance;
      }
      if (!(found instanceof Term.Text || found instanceof Term.Absent || isKey(steps))) {
        open.add(found);
      }
    }
    return List.copyOf(open);
  }

  private static boolean isKey(List<Step> steps) {
    String root = steps.getFirst().name();
    return root.equals("count")
        || root.equals("each") && steps.size() == 2 && steps.get(1).name().equals("key");
  }

  /** What {@code each.value} leads to. */
  Term each(List<Step> rest, ValueContext context, Term unknown) {
    Term resource = context.module().resource(context.owner());
    Term expression = resource == null ? null : Term.at(resource, "for_each_expression");
    List<List<Step>> longest = longest(expression);
    Term key = context.key();
    if (longest.size() != 1 || key == null) {
      return unknown;
    }
    List<Step> all = new ArrayList<>(longest.getFirst());
    all.add(new Step(String.valueOf(Term.text(key)), List.of(), Step.Kind.KEY));
    all.addAll(rest);
    return resolver.resolve(all, context.outside(), unknown.at());
  }

  /** The references of an expression without those that only begin another one. */
  private static List<List<Step>> longest(@Nullable Term expression) {
    List<String> all =
        Term.items(Term.at(expression, "references")).stream()
            .flatMap(one -> one instanceof Term.Text text ? Stream.of(text.text()) : Stream.of())
            .toList();
    List<List<Step>> found = new ArrayList<>();
    for (String one : all) {
      boolean begins =
          all.stream()
              .anyMatch(other -> other.startsWith(one + ".") || other.startsWith(one + "["));
      if (!begins
          && HclParser.template("${" + one + "}", "")
              instanceof HclExpression.Traversal(List<Step> steps, SourcePlace at)) {
        found.add(steps);
      }
    }
    return found;
  }
}
