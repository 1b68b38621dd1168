package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;

/** A state machine is called in a way that its type supports. */
final class InvocationCheck implements Check {
  private static final Rule STANDARD_MACHINE_WAITS = Catalogue.rule("standard-machine-waits");
  private static final Rule STANDARD_ENRICHMENT = Catalogue.rule("standard-enrichment");

  @Override
  public void examine(Subject subject, Findings findings) {
    subject
        .machine()
        .filter(InvocationCheck::isStandard)
        .filter(machine -> waits(subject))
        .ifPresent(machine -> waits(machine, subject, findings));
    subject
        .declaration("Enrichment")
        .filter(Declaration::isStateMachine)
        .filter(InvocationCheck::isStandard)
        .ifPresent(machine ->
            findings.add(
                STANDARD_ENRICHMENT,
                subject.pipe(),
                subject.at("Enrichment").at(),
                subject.name() + " enriches with " + machine + ", whose type is STANDARD.",
                "Set the Type of " + machine + " to EXPRESS, or enrich with a function."));
  }

  private static void waits(Declaration machine, Subject subject, Findings findings) {
    Property type = type(subject);
    String seen =
        type.isAbsent()
            ? " without an InvocationType, which means REQUEST_RESPONSE."
            : " with InvocationType REQUEST_RESPONSE.";
    findings.add(
        STANDARD_MACHINE_WAITS,
        subject.pipe(),
        type.isAbsent() ? subject.at("Target").at() : type.at(),
        subject.name() + " starts the STANDARD machine " + machine + seen,
        "Write StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET} below"
            + " TargetParameters.");
  }

  private static boolean waits(Subject subject) {
    Property type = type(subject);
    return type.isAbsent() || type.text().equals(Optional.of("REQUEST_RESPONSE"));
  }

  private static Property type(Subject subject) {
    return subject.at("TargetParameters", "StepFunctionStateMachineParameters", "InvocationType");
  }

  /** What cannot be resolved does not count as STANDARD. */
  static boolean isStandard(Declaration machine) {
    Property type = machine.property(machine.isServerless() ? "Type" : "StateMachineType");
    return type.isAbsent() || type.text().equals(Optional.of("STANDARD"));
  }
}
