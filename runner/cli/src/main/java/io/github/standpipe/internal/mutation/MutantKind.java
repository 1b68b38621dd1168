package io.github.standpipe.internal.mutation;

import java.util.Locale;

/** The kinds of changes. */
public enum MutantKind {
  FILTER_CLAUSE(Part.FILTER, "drops a clause of the filter"),
  FILTER_ALTERNATIVE(Part.FILTER, "drops an alternative of the filter"),
  FILTER_OPERATOR(Part.FILTER, "changes an operator of the filter"),
  FILTER_BOUND(Part.FILTER, "shifts a bound of the filter"),
  FILTER_LITERAL(Part.FILTER, "changes a literal of the filter"),
  KEY_DROP(Part.TRANSFORM, "drops a key"),
  KEY_RENAME(Part.TRANSFORM, "renames a key"),
  LITERAL(Part.TRANSFORM, "changes a literal"),
  PATH(Part.TRANSFORM, "changes a path"),
  BRANCH(Part.TRANSFORM, "swaps or fixes a branch"),
  OPERATOR(Part.TRANSFORM, "changes an operator"),
  BOUND(Part.TRANSFORM, "shifts a bound"),
  OPERAND(Part.TRANSFORM, "drops an operand"),
  FALLBACK(Part.TRANSFORM, "drops a fallback"),
  CALL(Part.TRANSFORM, "drops a call"),
  LOOKUP(Part.TRANSFORM, "drops a look-up"),
  ITEM(Part.TRANSFORM, "drops an item"),
  LOOP(Part.TRANSFORM, "drops a loop or its condition"),
  PLACEHOLDER(Part.TEMPLATE, "drops a placeholder"),
  PLACEHOLDER_PATH(Part.TEMPLATE, "changes the path of a placeholder"),
  PARAMETER(Part.PARAMETER, "changes a parameter of the target"),
  PARAMETER_PATH(Part.PARAMETER, "changes the path of a parameter of the target"),
  RETRIER(Part.MACHINE, "drops a retrier"),
  CATCHER(Part.MACHINE, "drops a catcher"),
  ATTEMPTS(Part.MACHINE, "changes the number of attempts"),
  CHOICE(Part.MACHINE, "drops a rule, a condition or the default of a choice"),
  COMPARISON(Part.MACHINE, "changes a comparison"),
  NEXT(Part.MACHINE, "changes the next state"),
  FIELD_DROP(Part.MACHINE, "drops a field of a state"),
  STATE_LITERAL(Part.MACHINE, "changes a literal of a state"),
  STATE_PATH(Part.MACHINE, "changes a path of a state"),
  EXPRESSION(Part.MACHINE, "changes an expression");

  /** What of a pipe is changed. */
  public enum Part {
    FILTER("filter"),
    TRANSFORM("transform"),
    TEMPLATE("input template"),
    PARAMETER("target parameter"),
    MACHINE("state machine");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final Part part;
  private final String words;

  MutantKind(Part part, String words) {
    this.part = part;
    this.words = words;
  }

  public Part part() {
    return part;
  }

  /** What it does, as {@code drops a key}. */
  public String words() {
    return words;
  }

  /** Its name in JSON, as {@code key-drop}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
