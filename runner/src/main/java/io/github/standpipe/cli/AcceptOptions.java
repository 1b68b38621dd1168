package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.fixture.Acceptance;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * What {@code --accept} does with a case that failed.
 *
 * @param question asks whether; nothing where {@code --accept} is not given
 * @param tells whether it is told what was done
 * @param err for what cannot be written
 */
record AcceptOptions(Optional<Question> question, boolean tells, PrintWriter err) {

  /**
   * @throws Fault for options that do not go together
   */
  static AcceptOptions of(
      boolean accept, boolean yes, boolean json, PrintWriter out, PrintWriter err) {
    if (yes && !accept) {
      throw new Fault("--yes answers what --accept asks; pass both");
    }
    if (accept && json && !yes) {
      throw new Fault("--accept with --json asks nobody; pass --yes");
    }
    Optional<Question> question =
        !accept
            ? Optional.empty()
            : Optional.of(yes ? Question.answered(out) : Question.atTerminal(out));
    return new AcceptOptions(question, !json, err);
  }

  /** What would change; nothing for a case that passed, and if nothing is to be accepted. */
  Optional<Acceptance> of(Project project, Verification verification) {
    return question.isPresent() && !verification.passed()
        ? Optional.of(project.acceptance(verification.directory()))
        : Optional.empty();
  }

  /** Whether what was seen is now expected. */
  boolean accepts(Optional<Acceptance> acceptance, TestText text) {
    return question.isPresent()
        && acceptance.isPresent()
        && accepts(question.get(), acceptance.get(), text);
  }

  private boolean accepts(Question asked, Acceptance acceptance, TestText text) {
    String files = String.join(", ", acceptance.files());
    if (acceptance.isRefused()) {
      tell("not accepted: " + acceptance.refusal(), text);
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
    tell("accepted: " + files, text);
    return true;
  }

  private void tell(String line, TestText text) {
    if (tells) {
      text.note(line);
    }
  }
}
