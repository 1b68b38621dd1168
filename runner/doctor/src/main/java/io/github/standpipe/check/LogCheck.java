package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;

/** A pipe logs what went wrong, but not the contents of messages. */
final class LogCheck implements Check {
  private static final Rule NO_LOGS = Catalogue.rule("no-logs");
  private static final Rule TRACE_LEVEL = Catalogue.rule("trace-level");
  private static final Rule EXECUTION_DATA = Catalogue.rule("execution-data-logged");
  private static final Rule WITHOUT_KEY = Catalogue.rule("log-group-unencrypted");
  private static final Rule RETENTION = Catalogue.rule("log-retention");

  private static final List<String> DESTINATIONS =
      List.of("CloudwatchLogsLogDestination", "FirehoseLogDestination", "S3LogDestination");

  @Override
  public void examine(Subject subject, Findings findings) {
    Property log = subject.at("LogConfiguration");
    Property level = log.get("Level");
    boolean off = level.text().equals(Optional.of("OFF"));
    if (log.isAbsent() || off) {
      findings.add(
          NO_LOGS,
          subject.pipe(),
          off ? level.at() : subject.pipe().at(),
          subject.name()
              + (off ? " has a LogConfiguration of Level OFF." : " has no LogConfiguration."),
          "Write LogConfiguration: {Level: ERROR, CloudwatchLogsLogDestination: {LogGroupArn:"
              + " !GetAtt LogGroup.Arn}}.");
    }
    boolean nowhere =
        log.isMapping() && !off && DESTINATIONS.stream().allMatch(d -> isNowhere(log.get(d)));
    if (nowhere) {
      findings.add(
          NO_LOGS,
          subject.pipe(),
          log.at(),
          "LogConfiguration of " + subject.name() + " names no destination.",
          "Add CloudwatchLogsLogDestination: {LogGroupArn: !GetAtt LogGroup.Arn}.");
    }
    if (level.text().equals(Optional.of("TRACE"))) {
      findings.add(
          TRACE_LEVEL,
          subject.pipe(),
          level.at(),
          "Level of " + subject.name() + "'s LogConfiguration is TRACE.",
          "Write Level: ERROR or INFO; use TRACE only while you look for a fault.");
    }
    data(log.get("IncludeExecutionData"), subject, findings);
    subject.logGroup().ifPresent(group -> retention(group, subject, findings));
  }

  private static boolean isNowhere(Property destination) {
    return destination.isAbsent()
        || destination.kind().equals("null")
        || destination.isMapping() && destination.keys().isEmpty();
  }

  private static void data(Property data, Subject subject, Findings findings) {
    if (data.itemsOrSelf().stream().noneMatch(one -> one.text().equals(Optional.of("ALL")))) {
      return;
    }
    findings.add(
        EXECUTION_DATA,
        subject.pipe(),
        data.at(),
        subject.name() + " logs execution data.",
        "Remove IncludeExecutionData; standpipe trace shows each stage locally.");
    subject
        .logGroup()
        .filter(group -> group.property("KmsKeyId").isAbsent())
        .ifPresent(group ->
            findings.add(
                WITHOUT_KEY,
                group,
                group.at(),
                group
                    + " receives the execution data of "
                    + subject.name()
                    + " but has no KmsKeyId.",
                "Write KmsKeyId: !GetAtt Key.Arn, or do not log execution data."));
  }

  private static void retention(Declaration group, Subject subject, Findings findings) {
    if (group.property("RetentionInDays").isAbsent()) {
      findings.add(
          RETENTION,
          group,
          group.at(),
          group + ", the log group of " + subject.name() + ", has no RetentionInDays.",
          "Write RetentionInDays: 30, or the number of days that you need.");
    }
  }
}
