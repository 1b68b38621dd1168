package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expands references, {@code allOf}, {@code anyOf} and {@code oneOf} into alternatives. */
final class Alternatives {
  private static final int MOST = 256;
  private static final int MOST_PAIRS = 10_000;
  private static final List<String> EVERY_TYPE = List.of("not", "$dynamicRef", "$recursiveRef");
  private static final List<String> OF_ARRAYS = List.of("contains", "unevaluatedItems");
  private static final List<String> OF_OBJECTS =
      List.of("propertyNames", "dependentSchemas", "dependencies", "unevaluatedProperties");
  private static final List<String> APPLICATORS =
      List.of("$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "dependencies", "not");

  private final Deque<SchemaPlace> open = new ArrayDeque<>();

  private Alternatives() {}

  static List<Alternative> of(Constraint constraint) {
    if (constraint.isNever()) {
      return List.of();
    }
    List<Alternative> all = anything();
    for (SchemaPlace place : constraint.places()) {
      all = both(all, new Alternatives().expand(place), place);
    }
    return all;
  }

  static boolean hasApplicators(JsonNode schema) {
    return APPLICATORS.stream().anyMatch(schema::has);
  }

  private static List<Alternative> anything() {
    return EnumSet.allOf(SchemaType.class).stream().map(type -> plain(type, null)).toList();
  }

  private static Alternative plain(SchemaType type, @Nullable SchemaPlace place) {
    return Alternative.of(
        type,
        switch (type) {
          case NULL, BOOLEAN -> new NoRule();
          case STRING -> place == null ? TextRule.ANY : TextRule.of(place.node());
          case NUMBER -> place == null ? NumberRule.ANY : NumberRule.of(place.node(), false);
          case ARRAY -> place == null ? ListRule.ANY : ListRule.of(place);
          case OBJECT -> place == null ? ObjectRule.ANY : ObjectRule.of(place);
        });
  }

  private List<Alternative> expand(SchemaPlace place) {
    if (place.node().isBoolean()) {
      return place.node().booleanValue() ? anything() : List.of();
    }
    if (open.contains(place)) {
      throw new Fault(
          place.document().where(), "$ref at " + place.pointer() + " leads back to itself");
    }
    open.push(place);
    List<Alternative> expanded = expandOnce(place);
    open.pop();
    return expanded;
  }

  private List<Alternative> expandOnce(SchemaPlace place) {
    Optional<SchemaPlace> target = Optional.empty();
    JsonNode reference = place.node().path("$ref");
    if (reference.isTextual()) {
      target = place.document().resolve(reference.textValue());
      if (target.isPresent() && place.document().dialect().ignoresWhatIsBesideReferences()) {
        return expand(target.get());
      }
    }
    List<Alternative> all = own(place);
    if (reference.isTextual()) {
      all =
          target.isPresent()
              ? both(all, expand(target.get()), target.get())
              : with(all, "$ref:" + reference.textValue());
    }
    for (int i = 0; i < place.node().path("allOf").size(); i++) {
      SchemaPlace part = place.child("allOf").child(i);
      all = both(all, expand(part), part);
    }
    return either(either(all, place, "anyOf"), place, "oneOf");
  }

  private List<Alternative> either(List<Alternative> all, SchemaPlace place, String keyword) {
    JsonNode branches = place.node().path(keyword);
    if (!branches.isArray() || branches.isEmpty()) {
      return all;
    }
    List<List<Alternative>> expanded = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      SchemaPlace branch = place.child(keyword).child(i);
      expanded.add(both(all, expand(branch), branch));
    }
    List<Alternative> union = expanded.stream().flatMap(List::stream).distinct().toList();
    boolean isExclusive = keyword.equals("anyOf") || Disjointness.of(expanded);
    if (union.size() > MOST) {
      return with(all, place.meaning(keyword));
    }
    return isExclusive ? union : with(union, place.meaning(keyword));
  }

  private static List<Alternative> with(List<Alternative> all, String opaque) {
    return all.stream().map(one -> one.withOpaque(opaque)).toList();
  }

  /** What satisfies both, unless there are too many combinations: then one side is not analysed. */
  private static List<Alternative> both(
      List<Alternative> some, List<Alternative> others, SchemaPlace place) {
    return (long) some.size() * others.size() > MOST_PAIRS
        ? with(some, "allOf:" + place.meaning())
        : product(some, others);
  }

  private static List<Alternative> product(List<Alternative> some, List<Alternative> others) {
    List<Alternative> product = new ArrayList<>();
    for (Alternative one : some) {
      for (Alternative other : others) {
        if (one.type() == other.type()) {
          Alternative both = one.and(other);
          if (!both.isImpossible()) {
            product.add(both);
          }
        }
      }
    }
    return product;
  }

  /** The alternatives of a schema's own keywords, one for each type. */
  private static List<Alternative> own(SchemaPlace place) {
    List<Alternative> all = new ArrayList<>();
    for (SchemaType type : EnumSet.allOf(SchemaType.class)) {
      typed(type, place)
          .map(one -> listed(one, place))
          .map(one -> withOpaque(one, place))
          .filter(one -> !one.isImpossible())
          .ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Alternative> typed(SchemaType type, SchemaPlace place) {
    JsonNode written = place.node().path("type");
    Set<String> names =
        written.isTextual()
            ? Set.of(written.textValue())
            : Set.copyOf(written.valueStream().map(JsonNode::asText).toList());
    boolean isNullable =
        type == SchemaType.NULL
            && place.document().dialect().hasNullable()
            && place.node().path("nullable").asBoolean(false);
    if (names.isEmpty() || names.contains(type.toString()) || isNullable) {
      return Optional.of(plain(type, place));
    }
    return type == SchemaType.NUMBER && names.contains("integer")
        ? Optional.of(Alternative.of(type, NumberRule.of(place.node(), true)))
        : Optional.empty();
  }

  private static Alternative listed(Alternative one, SchemaPlace place) {
    Alternative listed = one;
    if (place.node().path("enum").isArray()) {
      listed = listed.among(Alternative.byText(place.node().path("enum")));
    }
    JsonNode only = place.keyword("const");
    return only.isMissingNode() ? listed : listed.among(Map.of(SchemaValues.canonical(only), only));
  }

  private static Alternative withOpaque(Alternative one, SchemaPlace place) {
    Alternative all = one;
    for (String keyword : EVERY_TYPE) {
      all = place.keyword(keyword).isMissingNode() ? all : all.withOpaque(place.meaning(keyword));
    }
    if (!place.keyword("if").isMissingNode()) {
      all = all.withOpaque(place.meaning("if") + place.meaning("then") + place.meaning("else"));
    }
    List<String> typed =
        switch (one.type()) {
          case ARRAY -> OF_ARRAYS;
          case OBJECT -> OF_OBJECTS;
          default -> List.of();
        };
    for (String keyword : typed) {
      all = isOpaque(place, keyword) ? all.withOpaque(opaque(place, keyword)) : all;
    }
    return all;
  }

  private static String opaque(SchemaPlace place, String keyword) {
    return keyword.equals("contains")
        ? place.meaning(keyword) + place.meaning("minContains") + place.meaning("maxContains")
        : keyword.startsWith("unevaluated")
            ? keyword + ":" + SchemaValues.canonical(place.node())
            : place.meaning(keyword);
  }

  /** Lists of dependent keys, and what closes a plain object, are understood. */
  private static boolean isOpaque(SchemaPlace place, String keyword) {
    JsonNode value = place.keyword(keyword);
    return switch (keyword) {
      case "dependencies" -> value.valueStream().anyMatch(one -> !one.isArray());
      case "unevaluatedProperties" ->
          !value.isMissingNode()
              && !(value.isBoolean() && (value.booleanValue() || !hasApplicators(place.node())));
      default -> !value.isMissingNode();
    };
  }
}
