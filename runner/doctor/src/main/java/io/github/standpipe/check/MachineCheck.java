package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import java.util.Optional;

/** The state machine of the target or the enrichment reads the array that a pipe passes to it. */
final class MachineCheck implements Check {
  static final Rule READS_FIRST = Catalogue.rule("machine-reads-first");
  static final Rule READS_OBJECT = Catalogue.rule("machine-reads-object");
  static final Rule READS_LIST = Catalogue.rule("machine-reads-list");
  static final Rule BODY_IS_TEXT = Catalogue.rule("body-is-text");

  @Override
  public void examine(Subject subject, Findings findings) {
    subject.machine().ifPresent(machine -> machine(machine, "Target", subject, findings));
    subject
        .declaration("Enrichment")
        .filter(Declaration::isStateMachine)
        .ifPresent(machine -> machine(machine, "Enrichment", subject, findings));
  }

  private static void machine(
      Declaration machine, String stage, Subject subject, Findings findings) {
    Optional<Property> definition = MachineDefinition.property(machine);
    definition.ifPresent(
        asl -> new MachineInput(subject, machine, isRaw(stage, subject), findings).examine(asl));
  }

  /** Whether its input is the unchanged records of the source. */
  private static boolean isRaw(String stage, Subject subject) {
    boolean first = stage.equals("Enrichment") || !subject.hasEnrichment();
    return first
        && subject.readsQueue()
        && subject.at(stage + "Parameters", "InputTemplate").isAbsent();
  }
}
