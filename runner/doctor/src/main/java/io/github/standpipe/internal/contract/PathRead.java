package io.github.standpipe.internal.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path in the text of a field.
 *
 * @param root where it begins: {@code $}, {@code $$}, a variable, or in JSONata {@code
 *     $states.input}, {@code $states.context.Execution.Input} or {@code
 *     $states.context.Map.Item.Value}
 * @param steps behind its root
 * @param text as it is written, without blanks and comments
 * @param alone whether the text contains nothing else
 */
public record PathRead(String root, List<Step> steps, String text, boolean alone) {

  /**
   * A step of a path.
   *
   * @param key of a field; null for a wildcard, an index, a slice or a filter
   * @param deep whether the key may be anywhere below
   * @param bracket what is in brackets; null for a step without brackets
   */
  public record Step(@Nullable String key, boolean deep, @Nullable String bracket) {
    static final Step ANY = new Step(null, false, null);

    static Step key(String key) {
      return new Step(key, false, null);
    }
  }
}
