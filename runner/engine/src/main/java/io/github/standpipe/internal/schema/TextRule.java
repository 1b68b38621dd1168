package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** What a text must satisfy; patterns and formats are compared by their texts. */
record TextRule(Extent length, Set<String> patterns, Set<String> formats) implements TypeRule {
  static final TextRule ANY = new TextRule(Extent.ANY, Set.of(), Set.of());

  static TextRule of(JsonNode schema) {
    return new TextRule(
        Extent.of(schema, "minLength", "maxLength"),
        one(schema.path("pattern")),
        one(schema.path("format")));
  }

  private static Set<String> one(JsonNode text) {
    return text.isTextual() ? Set.of(text.textValue()) : Set.of();
  }

  static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  @Override
  public TypeRule and(TypeRule other) {
    TextRule text = (TextRule) other;
    return new TextRule(
        length.and(text.length), union(patterns, text.patterns), union(formats, text.formats));
  }

  @Override
  public boolean isImpossible() {
    return length.isImpossible();
  }
}
