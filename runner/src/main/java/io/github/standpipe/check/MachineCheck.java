package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;

/** The state machine, or the enrichment's, reads the array that a pipe hands it. */
final class MachineCheck implements Check {
  static final Rule READS_FIRST =
      Rule.error(
          "machine-reads-first",
          "the state machine reads one event of a batch that may hold more",
          "A batch starts one execution, and the messages of the events that it does not read are"
              + " deleted all the same.");
  static final Rule READS_OBJECT =
      Rule.error(
          "machine-reads-object",
          "the state machine takes its input for an object",
          "The input is an array, also of one event, and an array has no such field: every"
              + " execution fails.");
  static final Rule READS_LIST =
      Rule.warning(
          "machine-reads-list",
          "a JSONata path gives a list as soon as the batch holds two events",
          "JSONata takes a path over all items of the array: one event gives a value, and two give"
              + " a list of values.");
  static final Rule BODY_IS_TEXT =
      Rule.error(
          "body-is-text",
          "the state machine reads into a body that is a text",
          "Pipes hands the body on as the text it was, also when it is JSON, and a text has no"
              + " fields.");

  @Override
  public List<Rule> rules() {
    return List.of(READS_FIRST, READS_OBJECT, READS_LIST, BODY_IS_TEXT);
  }

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

  /** Whether its input is the source's records as they are. */
  private static boolean isRaw(String stage, Subject subject) {
    boolean first = stage.equals("Enrichment") || !subject.hasEnrichment();
    return first
        && subject.readsQueue()
        && subject.at(stage + "Parameters", "InputTemplate").isAbsent();
  }
}
