package io.github.standpipe.internal.filters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The texts that an operator matches, as steps: each takes one of some characters, or any text.
 *
 * <p>All operators on texts but {@code cidr} have this form.
 */
record Glob(List<Step> steps) {

  Glob {
    steps = List.copyOf(steps);
  }

  /** One step: any text if {@code isStar}, otherwise one of the code points. */
  record Step(boolean isStar, List<Integer> characters) {
    static final Step STAR = new Step(true, List.of());

    static Step of(int character) {
      return new Step(false, List.of(character));
    }
  }

  /** Whether it matches only finitely many texts. */
  boolean isFinite() {
    return steps.stream().noneMatch(Step::isStar);
  }

  /** Whether it has a star and could match a text of these characters only. */
  boolean isOpenTo(String characters) {
    return !(isFinite() && steps.stream().allMatch(step -> step.characters().size() == 1))
        && steps.stream()
            .allMatch(step ->
                step.isStar()
                    || step.characters().stream().anyMatch(c -> characters.indexOf(c) >= 0));
  }

  static Glob exactly(String text) {
    return new Glob(literal(text));
  }

  static Glob prefix(String text) {
    return new Glob(then(literal(text), List.of(Step.STAR)));
  }

  static Glob suffix(String text) {
    return new Glob(then(List.of(Step.STAR), literal(text)));
  }

  /** With stars, and with backslashes in front of what is not one. */
  static Glob wildcard(String text) {
    List<Step> steps = new ArrayList<>();
    boolean isEscaped = false;
    for (int character : text.codePoints().toArray()) {
      if (!isEscaped && character == '\\') {
        isEscaped = true;
        continue;
      }
      steps.add(!isEscaped && character == '*' ? Step.STAR : Step.of(character));
      isEscaped = false;
    }
    return new Glob(steps);
  }

  /**
   * The globs without regard to case, in all: event-ruler takes each UTF-16 unit in lower case or
   * in capitals, which may be several letters.
   */
  static List<Glob> ignoringCase(String text) {
    List<List<Step>> all = List.of(List.of());
    for (char character : text.toCharArray()) {
      String letter = String.valueOf(character);
      String lower = letter.toLowerCase(Locale.ROOT);
      String upper = letter.toUpperCase(Locale.ROOT);
      List<List<Step>> next = new ArrayList<>();
      for (List<Step> begun : all) {
        if (lower.length() == 1 && upper.length() == 1) {
          List<Integer> either = List.of((int) lower.charAt(0), (int) upper.charAt(0));
          next.add(then(begun, List.of(new Step(false, either))));
        } else {
          next.add(then(begun, literal(lower)));
          next.add(then(begun, literal(upper)));
        }
      }
      all = next;
    }
    return all.stream().map(Glob::new).toList();
  }

  /** The same with any text behind or in front. */
  Glob open(boolean inFront) {
    List<Step> star = List.of(Step.STAR);
    return new Glob(inFront ? then(star, steps) : then(steps, star));
  }

  private static List<Step> literal(String text) {
    return text.codePoints().mapToObj(Step::of).toList();
  }

  private static List<Step> then(List<Step> first, List<Step> second) {
    List<Step> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
