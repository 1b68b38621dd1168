package io.github.standpipe.internal.mutation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipe with one change.
 *
 * @param file the file that is changed
 * @param area the part of the pipe that a case must reach to notice the change
 * @param equivalent whether the change is known to mean the same
 */
public record Mutant(
    MutantKind kind, SourceFile file, TextEdit edit, Area area, boolean equivalent) {
  /** What a case reaches. */
  sealed interface Area {
    /** The enrichment evaluates this part of a transform. */
    record InTransform() implements Area {}

    /** The filter decides. */
    record InFilter() implements Area {}

    /** An input template renders. */
    record InTemplate(boolean ofTarget) implements Area {}

    /** A machine enters a state. */
    record InState(String machine, String state) implements Area {}
  }

  /**
   * The changed text by file, as {@link io.github.standpipe.internal.fixture.Project#withTexts}.
   */
  public Map<Path, String> texts() {
    return Map.of(file.path(), text());
  }

  /** The whole text of the file after the change. */
  public String text() {
    return edit.of(file.text());
  }

  /** {@code transforms/order.jslt:12:5}. */
  public String place() {
    return file.name() + ":" + line() + ":" + column();
  }

  /** The state that it changes; empty unless it is in a machine. */
  public Optional<String> state() {
    return area instanceof Area.InState(String machine, String state)
        ? Optional.of(state)
        : Optional.empty();
  }

  public int line() {
    return file.line(edit.from());
  }

  public int column() {
    return file.column(edit.from());
  }

  /** The lines that the change removes or rewrites, without indentation; only the first of many. */
  public List<String> before() {
    return LineDifference.of(this).before();
  }

  /** The lines that stand in their place; none if they are removed. */
  public List<String> after() {
    return LineDifference.of(this).after();
  }
}
