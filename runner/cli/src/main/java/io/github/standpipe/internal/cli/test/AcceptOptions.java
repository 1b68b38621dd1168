package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.fixture.Acceptance;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * What {@code --accept} does with a case that failed.
 *
 * @param question asks whether to accept; empty without {@code --accept}
 * @param prints whether what was done is printed
 * @param err receives what cannot be written
 */
record AcceptOptions(Optional<Question> question, boolean prints, PrintWriter err) {

  /**
   * @throws Fault for options that do not go together
   */
  static AcceptOptions of(
      boolean accept, boolean yes, boolean json, PrintWriter out, PrintWriter err) {
    if (yes && !accept) {
      throw new Fault("--yes answers the questions of --accept; pass both");
    }
    if (accept && json && !yes) {
      throw new Fault("--accept cannot ask with --json; pass --yes");
    }
    Optional<Question> question =
        !accept
            ? Optional.empty()
            : Optional.of(yes ? Question.answered(out) : Question.atTerminal(out));
    return new AcceptOptions(question, !json, err);
  }

  /** What would change; empty for a case that passed, and if nothing can be accepted. */
  Optional<Acceptance> of(Project project, Verification verification) {
    return question.isPresent() && !verification.passed()
        ? Optional.of(project.acceptance(verification.directory()))
        : Optional.empty();
  }

  /** Whether the expected files now hold what was seen. */
  boolean accepts(Optional<Acceptance> acceptance, TestText text) {
    return question.isPresent()
        && acceptance.isPresent()
        && accepts(question.get(), acceptance.get(), text);
  }

  private boolean accepts(Question asked, Acceptance acceptance, TestText text) {
    String files = String.join(", ", acceptance.files());
    if (acceptance.isRefused()) {
      print("not accepted: " + acceptance.refusal(), text);
      return false;
    }
    if (!asked.agreed("        accept " + files)) {
      return false;
    }
    try {
      acceptance.write();
    } catch (Fault e) { // the other cases still have their verdict
      err.println("standpipe: not accepted: " + e.getMessage());
      return false;
    }
    print("accepted: " + files, text);
    return true;
  }

  private void print(String line, TestText text) {
    if (prints) {
      text.note(line);
    }
  }
}
