package io.github.standpipe.internal.terraform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a configuration, as far as it is known. */
public sealed interface Term {
  /** {@return the place of the value} */
  SourcePlace at();

  /**
   * A string, number or boolean.
   *
   * @param literal whether JSON writes it without quotes
   */
  record Text(String text, boolean literal, SourcePlace at) implements Term {
    Text(String text, SourcePlace at) {
      this(text, false, at);
    }
  }

  /** A list or a set. */
  record Items(List<Term> items, SourcePlace at) implements Term {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object, a map or a block. */
  record Fields(Map<String, Field> fields, SourcePlace at) implements Term {
    /** Copies the map, whose order is kept. */
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Nullable Term get(String key) {
      Field field = fields.get(key);
      return field == null ? null : field.value();
    }
  }

  /**
   * An attribute of a resource that is known only after apply.
   *
   * @param address the address of the resource
   * @param attribute the attribute in the terms of CloudFormation: {@code Arn}, {@code Name} or
   *     {@code Ref}
   */
  record Attribute(String address, String attribute, SourcePlace at) implements Term {}

  /** Texts, one after another. */
  record Joined(List<Term> parts, SourcePlace at) implements Term {
    /** Copies the list. */
    public Joined {
      parts = List.copyOf(parts);
    }
  }

  /** The JSON text of a value. */
  record Encoded(Term value, SourcePlace at) implements Term {}

  /**
   * A value that is known only after apply, or that is sensitive.
   *
   * @param name what determines it: {@code aws_db_instance.orders.endpoint}
   * @param sensitive whether it is hidden rather than unknown
   */
  record Unknown(String name, boolean sensitive, SourcePlace at) implements Term {}

  /** A null. */
  record Absent(SourcePlace at) implements Term {}

  /** A value and the place of its key. */
  record Field(SourcePlace at, Term value) {}

  /** The text of a known scalar; null for anything else. */
  static @Nullable String text(@Nullable Term term) {
    return term instanceof Text text ? text.text() : null;
  }

  /** The value under some keys, one below the other; null if there is none. */
  static @Nullable Term at(@Nullable Term term, String... keys) {
    Term found = term;
    for (String key : keys) {
      found = found instanceof Fields fields ? fields.get(key) : null;
    }
    return found;
  }

  /** The items of a list; none for anything else. */
  static List<Term> items(@Nullable Term term) {
    return term instanceof Items items ? items.items() : List.of();
  }

  /** The item of a list at a position; null if it has none. */
  static @Nullable Term item(@Nullable Term term, int position) {
    List<Term> items = items(term);
    return position < items.size() ? items.get(position) : null;
  }

  /** The fields of an object; none for anything else. */
  static Map<String, Field> fields(@Nullable Term term) {
    return term instanceof Fields fields ? fields.fields() : Map.of();
  }

  /** Whether it is the boolean true. */
  static boolean isTrue(@Nullable Term term) {
    return term instanceof Text text && text.literal() && text.text().equals("true");
  }

  /** Whether it has no value: a null, an empty string, an empty list or an empty object. */
  static boolean isEmpty(@Nullable Term term) {
    return switch (term) {
      case null -> true;
      case Absent absent -> true;
      case Text text -> text.text().isEmpty();
      case Items items -> items.items().isEmpty();
      case Fields fields -> fields.fields().isEmpty();
      case Attribute attribute -> false;
      case Joined joined -> false;
      case Encoded encoded -> false;
      case Unknown unknown -> false;
    };
  }
}
