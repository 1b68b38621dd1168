package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Completes the values of a resource: what is known only after apply becomes what the configuration
 * says that it is, and what is sensitive is removed.
 */
record Annotation(ValueResolver resolver) {
  /** The attributes whose only reference is their value, and not just a part of it. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(.*_)?(arns?|url|identifier)|source|target|enrichment|roles?|endpoint|function_name"
              + "|event_bus_name|rule|bucket|topic|queue|layers|.*_actions|identifiers|key_id"
              + "|target_key_id|kms_\\w+|variables|dimensions");

  private static final Pattern JSON_TEXT =
      Pattern.compile("(.*_)?(policy|json|pattern)|definition");

  /** The values of a resource, with the places of the configuration if it is here. */
  Term.Fields of(DeployedObject object, int depth) {
    ModuleInstance module = resolver.modules().of(object.module());
    HclBody.Block block = module.block(object);
    Term planned = Term.at(module.resource(object.block()), "expressions");
    SourcePlace at = block == null ? object.values().at() : block.at();
    ValueContext context = new ValueContext(module, object.block(), object.index(), null, depth);
    Term whole =
        new OfObject(object.address(), context)
            .fields(
                object.values(),
                object.unknown(),
                object.sensitive(),
                new ValueSource(planned, null, block),
                at);
    return whole instanceof Term.Fields fields ? fields : new Term.Fields(Map.of(), at);
  }

  private final class OfObject {
    private final String address;
    private final ValueContext context;

    OfObject(String address, ValueContext context) {
      this.address = address;
      this.context = context;
    }

    private @Nullable Term value(
        @Nullable Term value,
        @Nullable Term unknown,
        @Nullable Term sensitive,
        ValueSource source,
        String attribute,
        SourcePlace at) {
      if (Term.isTrue(sensitive)) {
        return new Term.Unknown(address + "." + attribute, true, at);
      }
      if (Term.isTrue(unknown)) {
        return later(source, attribute, at);
      }
      return switch (value) {
        case Term.Items items -> items(items, unknown, sensitive, source, attribute, at);
        case Term.Fields fields -> fields(fields, unknown, sensitive, source, at);
        case Term.Text text -> text(text, source, attribute, at);
        case null -> absent(unknown, sensitive, source, attribute, at);
        case Term.Absent absent -> absent(unknown, sensitive, source, attribute, at);
        default -> value;
      };
    }

    /** A policy or a definition has the places of the configuration, if it is written there. */
    private Term text(Term.Text text, ValueSource source, String attribute, SourcePlace at) {
      boolean isPolicy = ResourceForms.JSON.contains(attribute) || attribute.equals("definition");
      Term policy = isPolicy ? TermReader.parsed(text.text(), at) : null;
      return policy != null
              && source.expression()
                  instanceof
                  HclExpression.Invocation(
                      String function,
                      List<HclExpression> arguments,
                      SourcePlace place)
              && function.equals("jsonencode")
              && arguments.size() == 1
          ? new Term.Encoded(WrittenPlaces.of(policy, arguments.getFirst()), at)
          : new Term.Text(text.text(), text.literal(), at);
    }

    private @Nullable Term absent(
        @Nullable Term unknown,
        @Nullable Term sensitive,
        ValueSource source,
        String attribute,
        SourcePlace at) {
      return switch (unknown) {
        case Term.Items items when !items.items().isEmpty() ->
            items(new Term.Items(List.of(), at), unknown, sensitive, source, attribute, at);
        case Term.Fields fields when !fields.fields().isEmpty() ->
            fields(new Term.Fields(Map.of(), at), unknown, sensitive, source, at);
        case null, default -> null;
      };
    }

    Term fields(
        Term values,
        @Nullable Term unknown,
        @Nullable Term sensitive,
        ValueSource source,
        SourcePlace at) {
      Set<String> keys = new LinkedHashSet<>(Term.fields(values).keySet());
      keys.addAll(Term.fields(unknown).keySet());
      Map<String, Term.Field> fields = new LinkedHashMap<>();
      for (String key : keys) {
        Term.Field known = Term.fields(values).get(key);
        SourcePlace place =
            source.block() == null && known != null && at.equals(values.at())
                ? known.at()
                : source.place(key, at);
        Term value =
            value(
                known == null ? null : known.value(),
                Term.at(unknown, key),
                SensitiveMarks.below(sensitive, key),
                source.below(key),
                key,
                place);
        if (value != null) {
          fields.put(key, new Term.Field(place, value));
        }
      }
      return new Term.Fields(fields, at);
    }

    private Term items(
        Term.Items items,
        @Nullable Term unknown,
        @Nullable Term sensitive,
        ValueSource source,
        String attribute,
        SourcePlace at) {
      int size = Math.max(items.items().size(), Term.items(unknown).size());
      List<Term> written = written(source, unknown, size);
      List<Term> all = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Term item = Term.item(items, i);
        boolean isBlock =
            item instanceof Term.Fields || Term.item(unknown, i) instanceof Term.Fields;
        ValueSource own = isBlock ? source.nested(attribute, i) : source;
        SourcePlace place = own.block() != null && isBlock ? own.block().at() : at;
        Term value =
            written.isEmpty()
                ? value(
                    item,
                    Term.item(unknown, i),
                    Term.isTrue(sensitive) ? sensitive : Term.item(sensitive, i),
                    own,
                    attribute,
                    item != null && isBlock && own.block() == null ? item.at() : place)
                : written.get(i);
        if (value != null) {
          all.add(value);
        }
      }
      return new Term.Items(all, at);
    }

    /** All items as the configuration lists them, if some are known only after apply. */
    private List<Term> written(ValueSource source, @Nullable Term unknown, int size) {
      long later = Term.items(unknown).stream().filter(Term::isTrue).count();
      if (later == 0) {
        return List.of();
      }
      if (source.expression() != null) {
        Term value = resolver.evaluator().value(source.expression(), context);
        List<Term> items = Term.items(value);
        return items.size() == size ? items : List.of();
      }
      List<Term> open =
          source.planned() == null
              ? List.of()
              : resolver.planned().open(source.planned(), context, source.planned().at());
      return open.size() == size && later == size && isSafe(open) ? open : List.of();
    }

    /** Whether an ARN in a list is probably not just the beginning of a longer text. */
    private boolean isSafe(List<Term> open) {
      return open.stream().allMatch(one -> one instanceof Term.Attribute);
    }

    private @Nullable Term later(ValueSource source, String attribute, SourcePlace at) {
      Term none = new Term.Unknown(address + "." + attribute, false, at);
      HclExpression written = source.expression();
      if (written != null) {
        Term found = resolver.evaluator().value(written, context);
        return found instanceof Term.Unknown(String name, boolean hidden, SourcePlace p)
                && name.isEmpty()
            ? new Term.Unknown(address + "." + attribute, hidden, at)
            : found;
      }
      Term planned = source.planned();
      if (planned == null || planned instanceof Term.Items || Term.fields(planned).isEmpty()) {
        return source.block() == null && planned == null && !isConfigured() ? none : null;
      }
      if (Term.at(planned, "references") == null && Term.at(planned, "constant_value") == null) {
        return null; // the provider determines it
      }
      return ofReferences(planned, attribute, at, none);
    }

    private boolean isConfigured() {
      ModuleInstance module = context.module();
      return module.resource(context.owner()) != null;
    }

    private Term ofReferences(Term planned, String attribute, SourcePlace at, Term none) {
      List<Term> open = resolver.planned().open(planned, context, at);
      if (open.size() != 1) {
        return none;
      }
      Term only = open.getFirst();
      boolean isJson = JSON_TEXT.matcher(attribute).matches();
      if (only instanceof Term.Encoded) {
        return isJson ? only : none;
      }
      if (attribute.equals("redrive_policy") && only instanceof Term.Attribute) {
        return redrive(only, at);
      }
      boolean whole = REFERENCE.matcher(attribute).matches() && !isJson;
      return whole || attribute.equals(attribute.toUpperCase(java.util.Locale.ROOT)) ? only : none;
    }

    /** The dead-letter queue is known, but not after how many receives messages go there. */
    private Term redrive(Term queue, SourcePlace at) {
      Term count = new Term.Unknown(address + ".maxReceiveCount", false, at);
      return new Term.Encoded(
          new Term.Fields(
              Map.of(
                  "deadLetterTargetArn", new Term.Field(at, queue),
                  "maxReceiveCount", new Term.Field(at, count)),
              at),
          at);
    }
  }
}
