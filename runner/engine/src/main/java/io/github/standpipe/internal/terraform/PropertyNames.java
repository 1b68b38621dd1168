package io.github.standpipe.internal.terraform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renames the attributes and blocks of a resource to the properties of CloudFormation. */
record PropertyNames(ResourceForms.Form form) {

  /** Adds everything that a property corresponds to. */
  void addTo(BuiltResource resource) {
    properties(resource.values(), "")
        .forEach((name, field) -> resource.put(name, field.at(), field.value()));
  }

  private Map<String, Term.Field> properties(Term.Fields values, String block) {
    Map<String, Term.Field> properties = new LinkedHashMap<>();
    values
        .fields()
        .forEach((attribute, field) -> {
          String name = ResourceForms.property(form, block, attribute);
          Term value =
              name == null || Term.isEmpty(field.value()) ? null : value(attribute, field.value());
          if (value != null) {
            properties.put(name, new Term.Field(field.at(), value));
          }
        });
    return properties;
  }

  private @Nullable Term value(String attribute, Term value) {
    if (ResourceForms.JSON.contains(attribute)) {
      return json(value);
    }
    if (value instanceof Term.Items(List<Term> items, SourcePlace at)
        && items.stream().allMatch(item -> item instanceof Term.Fields)) {
      List<Term> blocks =
          items.stream()
              .<Term>map(
                  item -> new Term.Fields(properties((Term.Fields) item, attribute), item.at()))
              .toList();
      return ResourceForms.REPEATED.contains(attribute) ? repeated(blocks, at) : blocks.getFirst();
    }
    return value;
  }

  /** A provider may list one block without a value for none. */
  private static @Nullable Term repeated(List<Term> blocks, SourcePlace at) {
    List<Term> filled = blocks.stream().filter(block -> !Term.isEmpty(block)).toList();
    return filled.isEmpty() ? null : new Term.Items(filled, at);
  }

  /** A policy or a pattern: its text read, if it is one. */
  static Term json(Term value) {
    return switch (value) {
      case Term.Text text -> {
        Term parsed = TermReader.parsed(text.text(), text.at());
        yield parsed == null ? text : parsed;
      }
      case Term.Encoded encoded -> encoded.value();
      default -> value;
    };
  }
}
