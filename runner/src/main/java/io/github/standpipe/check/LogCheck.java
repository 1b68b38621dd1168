package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;

/** A pipe says what went wrong, and does not say what the messages say. */
final class LogCheck implements Check {
  private static final Rule NO_LOGS =
      Rule.warning(
          "no-logs",
          "the pipe writes no log",
          "Without a log nothing shows why a batch failed: metrics only count failures, and a dead"
              + " letter carries no reason.");
  private static final Rule TRACE_LEVEL =
      Rule.warning(
          "trace-level",
          "the pipe logs every step",
          "TRACE writes up to a dozen lines a batch, which cost more than the pipe itself.");
  private static final Rule EXECUTION_DATA =
      Rule.warning(
          "execution-data-logged",
          "the log holds what the messages say",
          "Execution data is logged as it is: personal data and secrets of the events lie in the"
              + " log for as long as it is kept.");
  private static final Rule WITHOUT_KEY =
      Rule.warning(
          "log-group-unencrypted",
          "execution data lies in a log group without a key of its own",
          "Without a key of yours anybody who may read logs in the account reads the payloads.");
  private static final Rule RETENTION =
      Rule.info(
          "log-retention",
          "the log group keeps its lines for ever",
          "CloudWatch Logs deletes nothing unless it is told to, and bills for what it keeps.");

  private static final List<String> DESTINATIONS =
      List.of("CloudwatchLogsLogDestination", "FirehoseLogDestination", "S3LogDestination");

  @Override
  public List<Rule> rules() {
    return List.of(NO_LOGS, TRACE_LEVEL, EXECUTION_DATA, WITHOUT_KEY, RETENTION);
  }

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
          "Write Level: ERROR or INFO, and TRACE only while you look for a fault.");
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
        "Leave IncludeExecutionData out; standpipe trace shows each stage on your own desk.");
    subject
        .logGroup()
        .filter(group -> group.property("KmsKeyId").isAbsent())
        .ifPresent(group ->
            findings.add(
                WITHOUT_KEY,
                group,
                group.at(),
                group + " takes the execution data of " + subject.name() + " and has no KmsKeyId.",
                "Write KmsKeyId: !GetAtt Key.Arn, or log no execution data."));
  }

  private static void retention(Declaration group, Subject subject, Findings findings) {
    if (group.property("RetentionInDays").isAbsent()) {
      findings.add(
          RETENTION,
          group,
          group.at(),
          group + ", to which " + subject.name() + " logs, has no RetentionInDays.",
          "Write RetentionInDays: 30, or as long as you look back.");
    }
  }
}
