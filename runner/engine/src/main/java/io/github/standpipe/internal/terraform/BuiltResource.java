package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A resource of CloudFormation while its properties are collected. */
final class BuiltResource {
  private static final Pattern SUPPRESSION = Pattern.compile("standpipe:suppress=([\\w-]*):?(.*)");

  private final List<Term> suppressed = new ArrayList<>();
  private final String address;
  private final String type;
  private final Term.Fields values;
  private final Map<String, Term.Field> properties = new LinkedHashMap<>();

  /**
   * A resource without properties.
   *
   * @param values what Terraform knows of it
   */
  BuiltResource(String address, String type, Term.Fields values) {
    this.address = address;
    this.type = type;
    this.values = values;
  }

  String address() {
    return address;
  }

  Term.Fields values() {
    return values;
  }

  boolean has(String property) {
    return properties.containsKey(property);
  }

  void put(String property, SourcePlace at, Term value) {
    properties.put(property, new Term.Field(at, value));
  }

  /** Reads a comment such as {@code standpipe:suppress=no-logs: the target logs}. */
  void suppress(String comment) {
    Matcher found = SUPPRESSION.matcher(comment);
    if (found.find()) {
      SourcePlace at = values.at();
      Map<String, Term.Field> one = new LinkedHashMap<>();
      one.put("rule", new Term.Field(at, new Term.Text(found.group(1), at)));
      one.put("reason", new Term.Field(at, new Term.Text(found.group(2).strip(), at)));
      suppressed.add(new Term.Fields(one, at));
    }
  }

  void remove(String property) {
    properties.remove(property);
  }

  /** Adds an item to a list. */
  void append(String property, SourcePlace at, Term item) {
    Term.Field before = properties.get(property);
    List<Term> all = new ArrayList<>();
    if (before != null) {
      all.addAll(
          before.value() instanceof Term.Items items ? items.items() : List.of(before.value()));
    }
    all.add(item);
    put(property, before == null ? at : before.at(), new Term.Items(all, at));
  }

  /** Adds a key to a mapping; an item if the mapping has it already as a list. */
  void append(String property, String key, SourcePlace at, Term item) {
    Term before = properties.containsKey(property) ? property(property) : null;
    Map<String, Term.Field> fields = new LinkedHashMap<>(Term.fields(before));
    List<Term> all = new ArrayList<>(Term.items(Term.at(before, key)));
    all.add(item);
    fields.put(key, new Term.Field(at, new Term.Items(all, at)));
    put(property, at, new Term.Fields(fields, at));
  }

  @Nullable Term property(String name) {
    Term.Field field = properties.get(name);
    return field == null ? null : field.value();
  }

  /** As a template declares it. */
  Term.Field declaration() {
    SourcePlace at = values.at();
    Map<String, Term.Field> body = new LinkedHashMap<>();
    body.put("Type", new Term.Field(at, new Term.Text(type, at)));
    if (!suppressed.isEmpty()) {
      Term list = new Term.Items(suppressed, at);
      Term standpipe = new Term.Fields(Map.of("suppress", new Term.Field(at, list)), at);
      Term metadata = new Term.Fields(Map.of("standpipe", new Term.Field(at, standpipe)), at);
      body.put("Metadata", new Term.Field(at, metadata));
    }
    body.put("Properties", new Term.Field(at, new Term.Fields(properties, at)));
    return new Term.Field(at, new Term.Fields(body, at));
  }
}
