package io.github.standpipe.template;

import io.github.standpipe.pipe.InputTemplate;
import org.jspecify.annotations.Nullable;

/** Reads the input templates of a pipe. */
final class InputTemplates {
  private InputTemplates() {}

  /**
   * The template below a property of the pipe; an empty one counts as none, because Pipes removes
   * it.
   *
   * @param takesText whether the callee accepts any text, and not only JSON
   */
  static @Nullable InputTemplate of(
      Properties pipe, String parameters, String what, boolean takesText) {
    Properties there = pipe.child(parameters);
    String where = there.where("InputTemplate", what);
    return there
        .jsonText("InputTemplate", where)
        .filter(text -> !text.isEmpty())
        .map(text ->
            takesText ? InputTemplate.parseText(text, where) : InputTemplate.parse(text, where))
        .orElse(null);
  }
}
