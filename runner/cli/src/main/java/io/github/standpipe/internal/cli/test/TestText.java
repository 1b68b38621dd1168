package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.expect.Difference;
import io.github.standpipe.internal.fixture.Acceptance;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of fixtures as text: a line each, and every difference by its path. */
final class TestText {
  private static final int MOST_DIFFERENCES = 20;
  private static final int MOST_LOOSE = 5;
  private static final String MARGIN = "        ";

  private final PrintWriter out;
  private final Ink ink = Ink.onTerminal();

  private final Map<List<String>, String> firstWith = new HashMap<>();

  TestText(PrintWriter out) {
    this.out = out;
  }

  void print(Verification verification) {
    out.println(
        (verification.passed() ? ink.good("ok    ") : ink.bad("FAIL  ")) + verification.name());
    details(verification, differences(verification));
  }

  private void details(Verification verification, List<String> differences) {
    print(differences, MOST_DIFFERENCES);
    print(
        verification.loose().stream().map(loose -> ink.quiet("not exact: " + loose)).toList(),
        MOST_LOOSE);
    print(warnings(verification), MOST_LOOSE);
  }

  /** Each once, no matter in which attempt it came. */
  private List<String> warnings(Verification verification) {
    return verification.runs().stream()
        .flatMap(run -> run.trace().warnings().stream())
        .map(warning -> ink.careful("warning") + " [" + warning.rule() + "] " + warning.message())
        .distinct()
        .toList();
  }

  /**
   * A case with differences that may be accepted. A fault that keeps cases from running, such as
   * one in their transform, is printed for the first case only.
   */
  void print(Verification verification, Optional<Acceptance> acceptance) {
    Optional<Acceptance> possible = acceptance.filter(a -> !a.isRefused());
    if (possible.isPresent()) {
      boolean isNew = possible.get().isNew();
      out.println(ink.careful(isNew ? "new   " : "diff  ") + verification.name());
      details(verification, isNew ? List.of() : differences(verification));
      return;
    }
    String first =
        verification.passed() || verification.trace().isPresent()
            ? verification.name()
            : firstWith.computeIfAbsent(verification.faults(), faults -> verification.name());
    if (first.equals(verification.name())) {
      print(verification);
    } else {
      out.println(ink.bad("FAIL  ") + verification.name());
      details(verification, List.of("the same fault as " + first));
    }
  }

  void note(String line) {
    out.println(MARGIN + ink.careful(line));
  }

  private void print(List<String> parts, int most) {
    parts.stream().limit(most).flatMap(String::lines).forEach(l -> out.println(MARGIN + l));
    if (parts.size() > most) {
      out.println(MARGIN + "and " + (parts.size() - most) + " more");
    }
  }

  private List<String> differences(Verification verification) {
    List<String> parts = new ArrayList<>(verification.faults());
    for (Mismatch mismatch : verification.mismatches()) {
      if (mismatch.summary().isEmpty()) {
        parts.addAll(differences(mismatch));
      } else {
        parts.addAll(mismatch.lines());
      }
    }
    parts.addAll(verification.reasons());
    return parts;
  }

  /**
   * Each difference with its neighbours, which are printed once for consecutive differences that
   * share them.
   */
  private List<String> differences(Mismatch mismatch) {
    List<String> parts = new ArrayList<>();
    List<Difference> all = mismatch.differences();
    for (int i = 0; i < all.size(); i++) {
      String beside = all.get(i).beside();
      boolean isLast = i + 1 == all.size() || !all.get(i + 1).beside().equals(beside);
      String line = mismatch.file() + ": " + inked(all.get(i));
      parts.add(beside.isEmpty() || !isLast ? line : line + "\n  " + ink.quiet("beside " + beside));
    }
    return parts;
  }

  private String inked(Difference difference) {
    return ink.strong(difference.path())
        + ": expected "
        + ink.good(difference.expected())
        + ", was "
        + ink.bad(difference.actual());
  }
}
