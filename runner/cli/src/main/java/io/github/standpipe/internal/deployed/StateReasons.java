package io.github.standpipe.internal.deployed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The meaning of the reasons of a pipe's state, and what to do. */
final class StateReasons {
  private record Known(Pattern reason, String advice) {
    static Known of(String reason, String advice) {
      return new Known(Pattern.compile(reason, Pattern.CASE_INSENSITIVE), advice);
    }
  }

  // in order of matching: specific reasons come first
  private static final List<Known> KNOWN =
      List.of(
          Known.of("kms", "allow kms:Decrypt of the key to %role, in its policy and in the key's"),
          Known.of(
              "sqs:|on SQS|ReceiveMessage|GetQueueAttributes",
              "allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes on %source"
                  + " to %role"),
          Known.of(
              "assum(e|ing)|trust",
              "let pipes.amazonaws.com assume %role: sts:AssumeRole in its trust policy, whose"
                  + " conditions name this account and pipe"),
          Known.of(
              "STANDARD|synchronous|REQUEST_RESPONSE",
              "Pipes does not wait for a STANDARD machine: set InvocationType to FIRE_AND_FORGET"
                  + " for the target; use an EXPRESS machine as enrichment"),
          Known.of(
              "log (group|delivery|destination|configuration)|logs:",
              "check LogConfiguration: the log group must exist, and %role or the deploying user"
                  + " must be allowed to write to it"),
          Known.of("lambda:|InvokeFunction", "allow lambda:InvokeFunction on %enrichment to %role"),
          Known.of("states:|StartExecution", "allow states:StartExecution on %target to %role"),
          Known.of(
              "not (exist|found)|NonExistent|no such",
              "a resource does not exist: check %source, %enrichment and %target"),
          Known.of("throttl|rate exceeded", "AWS throttled the call: start the pipe again"),
          Known.of("permission|not authorized|denied", "check the policies of %role"));

  private StateReasons() {}

  static Optional<String> advice(String reason, DeployedPipe pipe) {
    return KNOWN.stream()
        .filter(known -> known.reason().matcher(reason).find())
        .findFirst()
        .map(known -> fillPlaceholders(known.advice(), pipe));
  }

  private static String fillPlaceholders(String advice, DeployedPipe pipe) {
    return advice
        .replace("%role", fillPlaceholders(pipe, "RoleArn", "the pipe's role"))
        .replace("%source", fillPlaceholders(pipe, "Source", "the source"))
        .replace("%enrichment", fillPlaceholders(pipe, "Enrichment", "the enrichment"))
        .replace("%target", fillPlaceholders(pipe, "Target", "the target"));
  }

  private static String fillPlaceholders(DeployedPipe pipe, String property, String otherwise) {
    String arn = pipe.text(property);
    return arn.isEmpty() ? otherwise : arn;
  }
}
