package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parts of a value are sensitive. */
final class SensitiveMarks {
  private SensitiveMarks() {}

  /** What either of two says is sensitive. */
  static Term both(Term one, Term other) {
    if (Term.isTrue(one) || !(other instanceof Term.Fields || other instanceof Term.Items)) {
      return Term.isTrue(other) ? other : one;
    }
    if (one instanceof Term.Fields mine && other instanceof Term.Fields theirs) {
      Map<String, Term.Field> all = new LinkedHashMap<>(mine.fields());
      theirs
          .fields()
          .forEach((key, field) ->
              all.merge(key, field, (a, b) -> new Term.Field(a.at(), both(a.value(), b.value()))));
      return new Term.Fields(all, one.at());
    }
    if (one instanceof Term.Items mine && other instanceof Term.Items theirs) {
      List<Term> all = new ArrayList<>();
      for (int i = 0; i < Math.max(mine.items().size(), theirs.items().size()); i++) {
        Term a = Term.item(mine, i);
        Term b = Term.item(theirs, i);
        all.add(a == null ? (b == null ? one : b) : b == null ? a : both(a, b));
      }
      return new Term.Items(all, one.at());
    }
    return other;
  }

  /** The marks below a key; all of them if everything is sensitive. */
  static @Nullable Term below(@Nullable Term marks, String key) {
    return Term.isTrue(marks) ? marks : Term.at(marks, key);
  }

  /** A value without its sensitive parts, which are then unknown. */
  static Term hidden(Term value, @Nullable Term marks, String name) {
    if (Term.isTrue(marks)) {
      return new Term.Unknown(name, true, value.at());
    }
    if (value instanceof Term.Fields fields) {
      Map<String, Term.Field> all = new LinkedHashMap<>();
      fields
          .fields()
          .forEach((key, field) -> {
            Term inner = hidden(field.value(), Term.at(marks, key), name + "." + key);
            all.put(key, new Term.Field(field.at(), inner));
          });
      return new Term.Fields(all, fields.at());
    }
    if (value instanceof Term.Items items) {
      List<Term> all = new ArrayList<>();
      for (Term item : items.items()) {
        all.add(hidden(item, Term.item(marks, all.size()), name + "[" + all.size() + "]"));
      }
      return new Term.Items(all, items.at());
    }
    return value;
  }

  /** Whether any part is sensitive. */
  static boolean any(@Nullable Term marks) {
    return Term.isTrue(marks)
        || Term.items(marks).stream().anyMatch(SensitiveMarks::any)
        || Term.fields(marks).values().stream().anyMatch(field -> any(field.value()));
  }
}
