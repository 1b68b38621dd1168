package io.github.standpipe.internal.terraform;

import io.github.standpipe.internal.terraform.HclExpression.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what a reference refers to: a value that is known, an attribute of a resource, or none. */
final class ValueResolver {
  private final Term document;
  private final DeployedObjects objects;
  private final Modules modules;
  private final Evaluator evaluator;
  private final PlannedExpressions planned;

  ValueResolver(Term document, DeployedObjects objects, Modules modules) {
    this.document = document;
    this.objects = objects;
    this.modules = modules;
    this.evaluator = new Evaluator(this);
    this.planned = new PlannedExpressions(this);
  }

  Evaluator evaluator() {
    return evaluator;
  }

  PlannedExpressions planned() {
    return planned;
  }

  Modules modules() {
    return modules;
  }

  /** A traversal's value. */
  Term resolve(List<Step> written, ValueContext context, SourcePlace at) {
    if (context.isTooDeep()) {
      return unknown(written, at);
    }
    List<Step> steps = written.stream().map(step -> computed(step, context)).toList();
    Term unknown = unknown(steps, at);
    Term variables = context.variables();
    String root = steps.getFirst().name();
    if (variables != null && Term.at(variables, root) != null) {
      return below(Term.at(variables, root), rest(steps, 1), unknown);
    }
    return steps.size() == 1 ? unknown : of(root, steps, context, unknown);
  }

  /** The same step with the value of its index, if that is known. */
  private Step computed(Step step, ValueContext context) {
    if (step.kind() != Step.Kind.COMPUTED
        || !(key(step, context)
            instanceof Term.Text(String text, boolean literal, SourcePlace p))) {
      return step;
    }
    return new Step(text, List.of(), literal ? Step.Kind.NUMBER : Step.Kind.KEY);
  }

  private Term of(String root, List<Step> steps, ValueContext context, Term unknown) {
    String second = steps.get(1).name();
    List<Step> rest = rest(steps, 2);
    return switch (root) {
      case "var" -> variable(second, rest, context, unknown);
      case "local" -> {
        HclExpression local = context.module().local(second);
        yield local == null ? unknown : followed(local, rest, context.outside(), unknown);
      }
      case "each", "count" -> repeated(second, rest, context, unknown);
      case "path" -> path(second, context, unknown);
      case "module" -> output(steps, context, unknown);
      case "self", "terraform" -> unknown;
      case "data" ->
          steps.size() < 3
              ? unknown
              : object(
                  "data." + second + "." + steps.get(2).name(), rest(steps, 3), context, unknown);
      default -> object(root + "." + second, rest, context, unknown);
    };
  }

  private Term variable(String name, List<Step> rest, ValueContext context, Term unknown) {
    ModuleInstance module = context.module();
    if (Term.isTrue(Term.at(module.configuration(), "variables", name, "sensitive"))
        || isSensitive(module.expression("variable", name, "sensitive"))) {
      return new Term.Unknown(module.prefix() + "var." + name, true, unknown.at());
    }
    if (module.caller() == null) {
      Term value = Term.at(document, "variables", name, "value");
      return below(value == null ? standard(module, name, unknown) : value, rest, unknown);
    }
    HclBody.Block call = module.block();
    HclExpression argument = call == null ? null : call.body().expression(name);
    if (argument != null) {
      return followed(argument, rest, context.caller(), unknown);
    }
    Term expression = Term.at(module.call(), "expressions", name);
    return expression != null
        ? planned.value(expression, rest, context.caller(), unknown)
        : below(standard(module, name, unknown), rest, unknown);
  }

  private static boolean isSensitive(@Nullable HclExpression expression) {
    return expression instanceof HclExpression.Literal(Term.Text text)
        && text.text().equals("true");
  }

  private Term standard(ModuleInstance module, String name, Term unknown) {
    Term value = Term.at(module.configuration(), "variables", name, "default");
    HclExpression written = module.expression("variable", name, "default");
    return value != null
        ? value
        : written == null ? unknown : evaluator.value(written, ValueContext.of(module));
  }

  private Term repeated(String what, List<Step> rest, ValueContext context, Term unknown) {
    Term key = context.key();
    if (key == null) {
      return unknown;
    }
    if (!what.equals("value")) {
      return below(key, rest, unknown);
    }
    HclExpression each = forEach(context);
    if (each == null) {
      return planned.each(rest, context, unknown);
    }
    Step step = new Step(String.valueOf(Term.text(key)), List.of(), Step.Kind.KEY);
    List<Step> within = new ArrayList<>(List.of(step));
    within.addAll(rest);
    Term found = followed(each, within, context.outside(), unknown);
    boolean isSet =
        found instanceof Term.Unknown
            && evaluator.value(each, context.outside()) instanceof Term.Items;
    return isSet ? below(key, rest, unknown) : found;
  }

  private static @Nullable HclExpression forEach(ValueContext context) {
    String owner = context.owner();
    HclBody body = context.module().body();
    if (body == null) {
      return null;
    }
    String[] names = owner.replaceFirst("^(data|module)\\.", "").split("\\.", -1);
    String type =
        owner.startsWith("data.") ? "data" : owner.startsWith("module.") ? "module" : "resource";
    HclBody.Block block = body.block(type, names);
    return block == null ? null : block.body().expression("for_each");
  }

  private Term path(String what, ValueContext context, Term unknown) {
    var folder = context.module().folder();
    return switch (what) {
      case "module" ->
          folder == null ? unknown : new Term.Text(relative(folder.toString()), unknown.at());
      case "root" -> new Term.Text(".", unknown.at());
      default -> unknown;
    };
  }

  private String relative(String folder) {
    String root = String.valueOf(modules.root().folder());
    String below =
        root.isEmpty() || !folder.startsWith(root) ? folder : folder.substring(root.length());
    String clean = below.replace('\\', '/').replaceFirst("^/", "");
    return clean.isEmpty() ? "." : clean;
  }

  private Term output(List<Step> steps, ValueContext context, Term unknown) {
    boolean keyed = steps.size() > 2 && steps.get(2).kind() != Step.Kind.NAME;
    Term key = keyed ? key(steps.get(2), context) : null;
    int position = keyed ? 3 : 2;
    if (steps.size() <= position || keyed && key == null) {
      return unknown;
    }
    ModuleInstance child = modules.child(context.module(), steps.get(1).name(), key);
    String name = steps.get(position).name();
    List<Step> rest = rest(steps, position + 1);
    if (Term.isTrue(Term.at(child.configuration(), "outputs", name, "sensitive"))
        || isSensitive(child.expression("output", name, "sensitive"))) {
      return new Term.Unknown(child.prefix() + "output." + name, true, unknown.at());
    }
    HclExpression written = child.expression("output", name, "value");
    if (written != null) {
      return followed(written, rest, context.in(child), unknown);
    }
    Term expression = Term.at(child.configuration(), "outputs", name, "expression");
    return expression == null
        ? unknown
        : planned.value(expression, rest, context.in(child), unknown);
  }

  private Term object(String block, List<Step> rest, ValueContext context, Term unknown) {
    if (!rest.isEmpty() && rest.getFirst().kind() == Step.Kind.SPLAT) {
      List<Term> all = new ArrayList<>();
      for (DeployedObject one : objects.instances(context.module().prefix(), block)) {
        all.add(attribute(one, rest(rest, 1), context, unknown));
      }
      return new Term.Items(all, unknown.at());
    }
    boolean keyed = !rest.isEmpty() && rest.getFirst().kind() != Step.Kind.NAME;
    Term key = keyed ? key(rest.getFirst(), context) : null;
    DeployedObject found = find(block, keyed, key, context);
    return found == null
        ? unknown
        : attribute(found, keyed ? rest(rest, 1) : rest, context, unknown);
  }

  private @Nullable DeployedObject find(
      String block, boolean keyed, @Nullable Term key, ValueContext context) {
    String prefix = context.module().prefix();
    DeployedObject exact =
        keyed && key == null ? null : objects.find(prefix + DeployedObjects.address(block, key));
    if (exact != null) {
      return exact;
    }
    List<DeployedObject> all = objects.instances(prefix, block);
    return all.size() == 1 && (!keyed || key == null) ? all.getFirst() : null;
  }

  /** The instance that a reference without a key means, as a plan's list of references has it. */
  Term ofInstance(List<Step> steps, ValueContext context, SourcePlace at) {
    Term key = context.key();
    boolean managed = steps.size() == 2 && key != null;
    String block = managed ? steps.get(0).name() + "." + steps.get(1).name() : "";
    DeployedObject same =
        managed
            ? objects.find(context.module().prefix() + DeployedObjects.address(block, key))
            : null;
    return same == null
        ? unknown(steps, at)
        : attribute(same, List.of(Step.ofName("arn")), context, unknown(steps, at));
  }

  private @Nullable Term key(Step step, ValueContext context) {
    return switch (step.kind()) {
      case NUMBER -> new Term.Text(step.name(), true, context.place());
      case KEY -> new Term.Text(step.name(), context.place());
      case COMPUTED ->
          evaluator.value(step.index().getFirst(), context.deeper()) instanceof Term.Text text
              ? text
              : null;
      case NAME, SPLAT -> null;
    };
  }

  private Term attribute(
      DeployedObject object, List<Step> steps, ValueContext context, Term unknown) {
    if (steps.isEmpty()) {
      return unknown;
    }
    String name = steps.getFirst().name();
    SourcePlace at = unknown.at();
    if (SensitiveMarks.any(SensitiveMarks.below(object.sensitive(), name))) {
      return new Term.Unknown(object.address() + "." + name, true, at);
    }
    Term value = Term.at(object.values(), name);
    if (value != null && !(value instanceof Term.Absent)) {
      return below(value, rest(steps, 1), unknown);
    }
    if (object.data()) {
      boolean document = object.type().equals("aws_iam_policy_document") && name.equals("json");
      return document ? new PolicyDocuments(this).of(object, context, at) : unknown;
    }
    return steps.size() == 1 ? KnownLater.of(object, name, at) : unknown;
  }

  /** The value of an expression, and what further steps lead to in it. */
  Term followed(HclExpression expression, List<Step> rest, ValueContext context, Term unknown) {
    if (context.isTooDeep()) {
      return unknown;
    }
    if (rest.isEmpty()) {
      return evaluator.value(expression, context);
    }
    if (expression instanceof HclExpression.Traversal(List<Step> steps, SourcePlace at)) {
      List<Step> all = new ArrayList<>(steps);
      all.addAll(rest);
      return resolve(all, context, unknown.at());
    }
    if (expression instanceof HclExpression.Mapping mapping) {
      HclExpression found = evaluator.pair(mapping, rest.getFirst(), context);
      return found == null ? unknown : followed(found, rest(rest, 1), context, unknown);
    }
    return below(evaluator.value(expression, context), rest, unknown);
  }

  /** What steps lead to within a known value. */
  static Term below(@Nullable Term value, List<Step> steps, Term unknown) {
    Term found = value;
    for (Step step : steps) {
      found =
          switch (step.kind()) {
            case NAME, KEY -> Term.at(found, step.name());
            case NUMBER ->
                !step.name().matches("\\d{1,6}")
                    ? null
                    : Term.item(found, Integer.parseInt(step.name()));
            case COMPUTED, SPLAT -> null;
          };
    }
    return found == null ? unknown : found;
  }

  static List<Step> rest(List<Step> steps, int from) {
    return steps.subList(Math.min(from, steps.size()), steps.size());
  }

  private static Term unknown(List<Step> steps, SourcePlace at) {
    String name =
        steps.stream()
            .map(
                step -> step.kind() == Step.Kind.NAME ? "." + step.name() : "[" + step.name() + "]")
            .collect(Collectors.joining());
    return new Term.Unknown(name.replaceFirst("^\\.", ""), false, at);
  }
}
