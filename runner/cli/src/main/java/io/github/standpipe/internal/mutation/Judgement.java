package io.github.standpipe.internal.mutation;

/** What became of a mutant. */
public sealed interface Judgement {
  /**
   * A case failed.
   *
   * @param by the name of the case
   */
  record Killed(String by) implements Judgement {}

  /** Its cases took longer than they may. */
  record OverTime() implements Judgement {}

  /**
   * No case failed.
   *
   * @param cases how many cases reach the change
   */
  record Survived(int cases) implements Judgement {}

  /** The change means the same, so no case could fail. */
  record Equivalent() implements Judgement {}

  /**
   * The changed pipe could not be deployed.
   *
   * @param reason what refuses it
   */
  record NotViable(String reason) implements Judgement {}

  /** Its name in JSON. */
  default String id() {
    return switch (this) {
      case Killed killed -> "killed";
      case OverTime overTime -> "over-time";
      case Survived survived -> "survived";
      case Equivalent equivalent -> "equivalent";
      case NotViable notViable -> "not-viable";
    };
  }
}
