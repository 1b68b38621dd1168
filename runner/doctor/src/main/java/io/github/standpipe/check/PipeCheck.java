package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.Optional;

/** A pipe has a description, and runs. */
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
          "Write one sentence: what it moves, from where and to where.");
    }
    Property state = subject.at("DesiredState");
    // a state that a parameter or a condition chooses is an intended switch
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
