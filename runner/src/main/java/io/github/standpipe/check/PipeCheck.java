package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.Optional;

/** A pipe says what it is for, and runs. */
final class PipeCheck implements Check {
  private static final Rule NO_DESCRIPTION = Catalogue.rule("no-description");
  private static final Rule STOPPED = Catalogue.rule("pipe-stopped");

  @Override
  public void examine(Subject subject, Findings findings) {
    Property description = subject.at("Description");
    if (description.isAbsent() || description.text().filter(String::isBlank).isPresent()) {
      findings.add(
          NO_DESCRIPTION,
          subject.pipe(),
          subject.pipe().at(),
          subject.name() + " has no Description.",
          "Write in a sentence what it takes from where to where.");
    }
    Property state = subject.at("DesiredState");
    // a state that a parameter or a condition chooses is a switch, and meant
    if (state.isLiteral() && state.text().equals(Optional.of("STOPPED"))) {
      findings.add(
          STOPPED,
          subject.pipe(),
          state.at(),
          "DesiredState of " + subject.name() + " is STOPPED.",
          "Write DesiredState: RUNNING, or make it a parameter.");
    }
  }
}
