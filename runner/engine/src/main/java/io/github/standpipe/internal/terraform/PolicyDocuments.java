package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of {@code aws_iam_policy_document} that are rendered only during apply. */
record PolicyDocuments(ValueResolver resolver) {

  /** The JSON text of a document. */
  Term of(DeployedObject document, ValueContext context, SourcePlace at) {
    if (context.isTooDeep()) {
      return KnownLater.unknown(document.address(), "json", at);
    }
    Term values = new Annotation(resolver).of(document, context.depth() + 1);
    boolean composed =
        !Term.isEmpty(Term.at(values, "source_policy_documents"))
            || !Term.isEmpty(Term.at(values, "override_policy_documents"))
            || !Term.isEmpty(Term.at(values, "source_json"));
    Term statements = Term.at(values, "statement");
    if (composed || !(statements instanceof Term.Items(List<Term> all, SourcePlace place))) {
      return KnownLater.unknown(document.address(), "json", at);
    }
    Map<String, Term.Field> fields = new LinkedHashMap<>();
    List<Term> rendered = all.stream().map(PolicyDocuments::statement).toList();
    put(fields, "Version", new Term.Text("2012-10-17", at), at);
    put(fields, "Statement", new Term.Items(rendered, place), place);
    return new Term.Encoded(new Term.Fields(fields, at), at);
  }

  private static Term statement(Term statement) {
    if (!(statement instanceof Term.Fields fields)) {
      return statement;
    }
    Map<String, Term.Field> made = new LinkedHashMap<>();
    copy(fields, "sid", made, "Sid");
    Term effect = fields.get("effect");
    put(
        made,
        "Effect",
        effect == null || effect instanceof Term.Absent
            ? new Term.Text("Allow", fields.at())
            : effect,
        place(fields, "effect"));
    copy(fields, "actions", made, "Action");
    copy(fields, "not_actions", made, "NotAction");
    copy(fields, "resources", made, "Resource");
    copy(fields, "not_resources", made, "NotResource");
    principals(fields, "principals", made, "Principal");
    principals(fields, "not_principals", made, "NotPrincipal");
    conditions(fields, made);
    return new Term.Fields(made, fields.at());
  }

  private static SourcePlace place(Term.Fields fields, String key) {
    Term.Field field = fields.fields().get(key);
    return field == null ? fields.at() : field.at();
  }

  private static void copy(Term.Fields from, String key, Map<String, Term.Field> to, String name) {
    Term value = from.get(key);
    if (value != null && !Term.isEmpty(value)) {
      put(to, name, value, place(from, key));
    }
  }

  private static void principals(
      Term.Fields from, String key, Map<String, Term.Field> to, String name) {
    Map<String, Term.Field> made = new LinkedHashMap<>();
    for (Term one : Term.items(from.get(key))) {
      String type = Term.text(Term.at(one, "type"));
      Term identifiers = Term.at(one, "identifiers");
      if (type == null || identifiers == null) {
        put(to, name, KnownLater.unknown(key, "type", one.at()), one.at());
        return;
      }
      boolean all = type.equals("*") || type.equals("AWS") && isAll(identifiers);
      if (all) {
        put(to, name, new Term.Text("*", one.at()), place(from, key));
        return;
      }
      made.put(type, new Term.Field(one.at(), both(made.get(type), identifiers)));
    }
    if (!made.isEmpty()) {
      put(to, name, new Term.Fields(made, from.at()), place(from, key));
    }
  }

  private static boolean isAll(Term identifiers) {
    List<Term> items = Term.items(identifiers);
    return items.size() == 1 && "*".equals(Term.text(items.getFirst()));
  }

  private static Term both(Term.@Nullable Field before, Term more) {
    if (before == null || !(more instanceof Term.Items)) {
      return more;
    }
    List<Term> all = new ArrayList<>(Term.items(before.value()));
    all.addAll(Term.items(more));
    return new Term.Items(all, more.at());
  }

  private static void conditions(Term.Fields from, Map<String, Term.Field> to) {
    Map<String, Map<String, Term.Field>> made = new LinkedHashMap<>();
    for (Term one : Term.items(from.get("condition"))) {
      String test = Term.text(Term.at(one, "test"));
      String variable = Term.text(Term.at(one, "variable"));
      Term values = Term.at(one, "values");
      if (test != null && variable != null && values != null) {
        made.computeIfAbsent(test, t -> new LinkedHashMap<>())
            .put(variable, new Term.Field(one.at(), values));
      } else {
        put(to, "Condition", KnownLater.unknown("condition", "test", one.at()), one.at());
        return;
      }
    }
    Map<String, Term.Field> all = new LinkedHashMap<>();
    made.forEach(
        (test, keys) -> all.put(test, new Term.Field(from.at(), new Term.Fields(keys, from.at()))));
    if (!all.isEmpty()) {
      put(to, "Condition", new Term.Fields(all, from.at()), place(from, "condition"));
    }
  }

  private static void put(Map<String, Term.Field> fields, String name, Term value, SourcePlace at) {
    fields.put(name, new Term.Field(at, value));
  }
}
