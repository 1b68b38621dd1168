package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;

/** Somebody is told when messages end up where nobody looks. */
final class AlarmCheck implements Check {
  private static final Rule DEAD_LETTERS =
      Rule.warning(
          "no-dead-letter-alarm",
          "no alarm watches the dead-letter queue",
          "A dead letter makes no noise: without an alarm it is found by a customer, or deleted"
              + " when its retention ends.");
  private static final Rule MACHINE =
      Rule.info(
          "no-machine-alarm",
          "no alarm watches the state machine that is started and left alone",
          "Once an execution has started the message is deleted, so an execution that fails is"
              + " neither retried nor a dead letter.");

  @Override
  public List<Rule> rules() {
    return List.of(DEAD_LETTERS, MACHINE);
  }

  @Override
  public void examine(Subject subject, Findings findings) {
    QueueLinks links = new QueueLinks(subject.template());
    subject
        .queue()
        .flatMap(links::deadLetters)
        .ifPresent(queue -> letters(queue, "dead letters of ", subject, findings));
    subject
        .function()
        .flatMap(links::quarantine)
        .ifPresent(queue -> letters(queue, "what is quarantined by ", subject, findings));
    Property waits =
        subject.at("TargetParameters", "StepFunctionStateMachineParameters", "InvocationType");
    subject
        .machine()
        .filter(machine -> subject.readsQueue())
        .filter(machine -> waits.text().equals(Optional.of("FIRE_AND_FORGET")))
        .filter(machine -> subject.alarms().noneWatches(machine))
        .ifPresent(machine ->
            findings.add(
                MACHINE,
                machine,
                machine.at(),
                "No alarm of the template watches the executions of " + machine + ".",
                "Add an AWS::CloudWatch::Alarm on ExecutionsFailed of AWS/States, with the"
                    + " dimension StateMachineArn: !Ref "
                    + machine
                    + "."));
  }

  private static void letters(Declaration queue, String what, Subject subject, Findings findings) {
    if (subject.alarms().noneWatches(queue)) {
      findings.add(
          DEAD_LETTERS,
          queue,
          queue.at(),
          "No alarm watches " + queue + ", which takes " + what + subject.name() + ".",
          "Add an AWS::CloudWatch::Alarm on ApproximateNumberOfMessagesVisible of AWS/SQS, with the"
              + " dimension QueueName: !GetAtt "
              + queue
              + ".QueueName.");
    }
  }
}
