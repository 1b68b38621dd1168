package io.github.standpipe.internal.terraform;

import java.util.List;
import java.util.Locale;

/** Functions of texts and keys that name resources. */
final class TextFunctions {
  private TextFunctions() {}

  /** The value of {@code replace}, {@code lower} or {@code upper}. */
  static Term changed(String function, List<Term> values, SourcePlace at) {
    if (!values.stream().allMatch(Term.Text.class::isInstance)) {
      return Evaluator.unknown(at);
    }
    List<String> texts = values.stream().map(Term::text).map(String::valueOf).toList();
    String first = texts.getFirst();
    if (function.equals("lower") && texts.size() == 1) {
      return new Term.Text(first.toLowerCase(Locale.ROOT), at);
    }
    if (function.equals("upper") && texts.size() == 1) {
      return new Term.Text(first.toUpperCase(Locale.ROOT), at);
    }
    // a text between slashes is a regular expression
    return texts.size() == 3 && !texts.get(1).matches("(?s)/.*/")
        ? new Term.Text(first.replace(texts.get(1), texts.get(2)), at)
        : Evaluator.unknown(at);
  }

  /** The value under a key, or the one that is named for a map without it. */
  static Term lookup(List<Term> values, SourcePlace at) {
    String key = values.size() < 2 ? null : Term.text(values.get(1));
    if (key == null || !(values.getFirst() instanceof Term.Fields map)) {
      return Evaluator.unknown(at);
    }
    Term found = map.get(key);
    return found != null ? found : values.size() == 3 ? values.get(2) : Evaluator.unknown(at);
  }
}
