package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;

/** Alarms watch the queues and executions where failed messages end up. */
final class AlarmCheck implements Check {
  private static final Rule DEAD_LETTERS = Catalogue.rule("no-dead-letter-alarm");
  private static final Rule MACHINE = Catalogue.rule("no-machine-alarm");

  private static final Rule NEVER_FIRES = Catalogue.rule("alarm-never-fires");

  @Override
  public void examine(Subject subject, Findings findings) {
    if (subject.template().mayBringResources()) {
      return; // an include or a macro may add an alarm
    }
    QueueLinks links = new QueueLinks(subject.template());
    subject
        .queue()
        .flatMap(links::deadLetters)
        .ifPresent(queue -> letters(queue, "the dead letters of ", false, subject, findings));
    subject
        .function()
        .flatMap(links::quarantine)
        .ifPresent(queue -> letters(queue, "the events quarantined by ", true, subject, findings));
    Property waits =
        subject.at("TargetParameters", "StepFunctionStateMachineParameters", "InvocationType");
    subject
        .machine()
        .filter(machine -> subject.readsQueue())
        .filter(machine -> waits.text().equals(Optional.of("FIRE_AND_FORGET")))
        .filter(machine -> silent(machine, false, subject, findings))
        .ifPresent(machine ->
            findings.add(
                MACHINE,
                machine,
                machine.at(),
                "No alarm in the template watches the executions of " + machine + ".",
                "Add an AWS::CloudWatch::Alarm on ExecutionsFailed of AWS/States, with the"
                    + " dimension StateMachineArn: !Ref "
                    + machine
                    + "."));
  }

  /**
   * Whether no alarm watches it. Of the alarms that do but can never fire, the first is reported.
   */
  private static boolean silent(
      Declaration resource, boolean sent, Subject subject, Findings findings) {
    List<AlarmSense> watching =
        subject.alarms().watching(resource).stream()
            .map(alarm -> new AlarmSense(alarm, resource, sent))
            .toList();
    boolean none =
        !watching.isEmpty() && watching.stream().allMatch(one -> one.fault().isPresent());
    if (none && !subject.alarms().open()) {
      Declaration alarm = watching.getFirst().alarm();
      findings.add(
          NEVER_FIRES,
          alarm,
          alarm.at(),
          alarm + " watches " + resource + ", and " + watching.getFirst().fault().orElse("") + ".",
          resource.isQueue()
              ? "Write MetricName: ApproximateNumberOfMessagesVisible, with the dimension"
                  + " QueueName:"
                  + " !GetAtt %s.QueueName and GreaterThanThreshold 0.".formatted(resource)
              : "Write MetricName: ExecutionsFailed, with the dimension StateMachineArn: !Ref %s and"
                      .formatted(resource)
                  + " GreaterThanThreshold 0.");
    }
    return subject.alarms().noneWatches(resource);
  }

  private static void letters(
      Declaration queue, String what, boolean sent, Subject subject, Findings findings) {
    if (silent(queue, sent, subject, findings)) {
      findings.add(
          DEAD_LETTERS,
          queue,
          queue.at(),
          "No alarm watches " + queue + ", which receives " + what + subject.name() + ".",
          "Add an AWS::CloudWatch::Alarm on ApproximateNumberOfMessagesVisible of AWS/SQS, with the"
              + " dimension QueueName: !GetAtt "
              + queue
              + ".QueueName.");
    }
  }
}
