package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of a feeder is compared with the pipe, and what is unknown is never a finding. */
class FeedersInFrontTest {
  private static final Path FED = Path.of("runner/doctor/src/test/check/fed.yaml");
  private static final List<Check> FEEDS =
      BuiltInChecks.ofPipes()
          .filter(check -> check.getClass().getSimpleName().contains("Feed"))
          .toList();

  private static List<Finding> findings(Template template) {
    Findings findings = new Findings();
    for (Declaration pipe : template.declarations("AWS::Pipes::Pipe")) {
      Subject subject = new Subject(template, pipe, Alarms.of(template));
      FEEDS.forEach(check -> check.examine(subject, findings));
    }
    return findings.all().stream()
        .filter(finding -> finding.rule().id().startsWith("feed-"))
        .toList();
  }

  /** The findings about feeders, as {@code rule: resource}. */
  private static List<String> feeders(Template template) {
    return findings(template).stream()
        .map(finding -> finding.rule().id() + ": " + finding.resource())
        .distinct()
        .toList();
  }

  private static List<String> feeders(String resources) {
    return feeders(Overlaid.template(FED, resources, Path.of("laid.yaml"), 1));
  }

  private static String filter(String pipe, String pattern) {
    return """
    %s:
      Properties:
        SourceParameters: {FilterCriteria: {Filters: [{Pattern: '%s'}]}}
    """
        .formatted(pipe, pattern);
  }

  static Stream<Arguments> withOneUnknown() {
    Map<String, Template> all = Overlaid.withOneUnknown(FED);
    assertThat(all).hasSizeGreaterThan(150);
    return all.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  @ParameterizedTest
  @MethodSource("withOneUnknown")
  void aFeederWithAnUnknownValueIsNotAFinding(String path, Template template) {
    assertThat(feeders(template)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BerthPipe, Berths, feed-all-deleted: Docked",
    "CrewPipe, Crews, feed-all-deleted: Docked",
    "WrappedPipe, WrappedTides, feed-all-deleted: TidesWrapped",
    "SignalPipe, SignalQueue, feed-all-deleted: SignalsWrapped",
    "ChartPipe, ChartQueue, feed-all-deleted: Charts",
    "HourPipe, HourQueue, feed-all-deleted: Hourly",
    "PilotPipe, PilotQueue, feed-all-deleted: Boarded",
  })
  void aFilterThatDeletesEverythingIsFoundAlsoIfNamesAreUnknown(
      String pipe, String queue, String finding) {
    String deletes = filter(pipe, "{\"body\": {\"knots\": [1]}}");
    assertThat(feeders(deletes)).contains(finding);
    for (String named : List.of(queue, "Tides", "Harbour", "Charts", "Pilots")) {
      String property =
          Map.of("Tides", "TopicName", "Harbour", "Name", "Charts", "BucketName", "Pilots", "Name")
              .getOrDefault(named, "QueueName");
      String unknown =
          """
          %s:
            Properties: {%s: !ImportValue name}
          """
              .formatted(named, property);
      assertThat(feeders(deletes + unknown)).as("unknown name of %s", named).contains(finding);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BerthPipe|Docked|Targets: [{Id: whole, Arn: !GetAtt Berths.Arn, DeadLetterConfig: {Arn:"
            + " !ImportValue letters}}]",
        "WrappedPipe|TidesWrapped|RedrivePolicy: {deadLetterTargetArn: !ImportValue letters}",
        "HourPipe|Hourly|Target: {Arn: !GetAtt HourQueue.Arn, RoleArn: !ImportValue role, Input:"
            + " '{}', DeadLetterConfig: {Arn: !ImportValue letters}}",
        "PilotPipe|Boarded|OnFailureConfiguration: {Arn: !ImportValue letters}",
        "PilotPipe|Boarded|Type: !ImportValue type",
        "HourPipe|Hourly|GroupName: !ImportValue group",
      })
  void whatDoesNotChangeTheMessagesHidesNoFeeder(String pipe, String feeder, String unknown) {
    String deletes = filter(pipe, "{\"body\": {\"knots\": [1]}}");
    String property = "%s: {Properties: {%s}}\n".formatted(feeder, unknown);
    assertThat(feeders(deletes + property)).contains("feed-all-deleted: " + feeder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{QueueArn: !GetAtt Berths.Arn, QueueUrl: !Ref Berths}|!GetAtt Berths.Arn|true",
        "{QueueArn: !ImportValue inbox, QueueUrl: !ImportValue url}|!ImportValue inbox|true",
        "true|!GetAtt RelayTideQueue.Arn|true",
        "'true'|!GetAtt [RelayTideQueue, Arn]|true",
        "false|!GetAtt Berths.Arn|false",
        "{QueueArn: !GetAtt Lost.Arn, QueueUrl: !Ref Lost}|!GetAtt Berths.Arn|false",
        "{QueueArn: !ImportValue inbox, QueueUrl: !ImportValue url}|!ImportValue other|false",
        "!ImportValue whether|!GetAtt RelayTideQueue.Arn|false",
      })
  void samSubscribesAQueueForAFunction(String subscription, String source, boolean isFed) {
    String resources =
        """
        Docked: !Ref AWS::NoValue
        Relay:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: python3.13
            Handler: relay.handler
            InlineCode: pass
            Events:
              Tide:
                Type: SNS
                Properties: {Topic: !Ref Tides, SqsSubscription: %s}
        RelayPipe:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: !ImportValue role
            Source: %s
            SourceParameters:
              SqsQueueParameters: {BatchSize: 1}
              FilterCriteria: {Filters: [{Pattern: '{"body": {"knots": [1]}}'}]}
            Target: !ImportValue machine
        """
            .formatted(subscription, source);
    assertThat(feeders(resources).contains("feed-all-deleted: Relay")).isEqualTo(isFed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!ImportValue inbox|!ImportValue inbox|true",
        "!ImportValue inbox|!ImportValue {'Fn::Sub': inbox}|false",
        "!Sub ['${b}', {b: !ImportValue inbox}]|!Sub ['${b}', {b: !ImportValue inbox}]|true",
        "arn:aws:sqs:eu-west-1:123456789012:inbox|arn:aws:sqs:eu-west-1:123456789012:inbox|true",
        "!ImportValue inbox|!ImportValue outbox|false",
        "!ImportValue inbox|arn:aws:sqs:eu-west-1:123456789012:inbox|false",
      })
  void aQueueOutsideTheTemplateIsFollowedIfItIsWrittenAlike(
      String target, String source, boolean isFed) {
    String resources =
        """
        Signal:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [harbour.signals]}
            Targets: [{Id: inbox, Arn: %s}]
        InboxPipe:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: !ImportValue role
            Source: %s
            SourceParameters:
              SqsQueueParameters: {BatchSize: 1}
              FilterCriteria: {Filters: [{Pattern: '{"body": {"knots": [1]}}'}]}
            Target: !ImportValue machine
        """
            .formatted(target, source);
    assertThat(feeders(resources))
        .isEqualTo(isFed ? List.of("feed-all-deleted: Signal") : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Docked|EventBusName: !ImportValue bus|BerthPipe| (for trace, give --parameter"
            + " bus=unknown)",
        "Docked|EventBusName: !Sub ['${b}-bus', {b: !ImportValue bus}]|BerthPipe| (its bus is not"
            + " known here, so trace cannot confirm it)",
        "TidesWrapped|TopicArn: !ImportValue topic|WrappedPipe| (for trace, give --parameter"
            + " topic=arn:aws:sns:us-east-1:123456789012:unknown)",
        "TidesWrapped|TopicArn: !Sub ['${b}-topic', {b: !ImportValue topic}]|WrappedPipe| (its"
            + " topic is not known here, so trace cannot confirm it)",
        "Docked|EventBusName: !Ref Harbour|BerthPipe|",
      })
  void saysHowAWitnessOnAnUnknownBusIsTraced(
      String feeder, String source, String pipe, @Nullable String hint) {
    String resources =
        filter(pipe, "{\"body\": {\"knots\": [1]}}")
            + "%s: {Properties: {%s}}\n".formatted(feeder, source);
    Template template = Overlaid.template(FED, resources, Path.of("laid.yaml"), 1);
    assertThat(observed(template, feeder).getFirst())
        .endsWith("}" + (hint == null ? "" : " " + hint) + ".");
  }

  @Test
  void twoResourcesWithUnknownNamesAreNotTakenForEachOther() {
    String unknown =
        """
        Berths: {Properties: {QueueName: !ImportValue name}}
        Crews: {Properties: {QueueName: !ImportValue name}}
        """;
    assertThat(feeders(unknown)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "!Ref Berths, another Resource than its ARN",
    "!GetAtt Cargo.Arn, another Resource than its ARN",
    "'!GetAtt Berths.Arn', ''",
    "!ImportValue arn, ''",
  })
  void aPolicyMustNameTheArnOfTheQueue(String resource, String reason) {
    String policy =
        """
        Open:
          Properties:
            Queues: [!Ref Crews, !Ref Cargo, !Ref Lost]
        Closed:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Berths]
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: {Service: events.amazonaws.com}
                  Action: sqs:SendMessage
                  Resource: %s
        """
            .formatted(resource);
    Template template = Overlaid.template(FED, policy, Path.of("laid.yaml"), 1);
    assertThat(observed(template, "Docked"))
        .isEqualTo(
            reason.isEmpty()
                ? List.of()
                : List.of("Docked sends to Berths, whose policy names " + reason + "."));
  }

  private static List<String> observed(Template template, String resource) {
    return findings(template).stream()
        .filter(finding -> finding.resource().equals(resource))
        .map(Finding::observed)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'[aws.s3]', '[Object Created]', true",
    "'[aws.s3]', '[{prefix: \"Object \"}]', true",
    "'[aws.s3]', '[Object Created, AWS API Call via CloudTrail]', false",
    "'[aws.s3]', '[AWS API Call via CloudTrail]', false",
    "'[aws.s3, aws.glue]', '[Object Created]', false",
  })
  void onlyObjectEventsOfS3HaveTheDetailOfAnObject(String source, String type, boolean found) {
    String rule =
        """
        Docked:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: %s, detail-type: %s}
            Targets: [{Id: whole, Arn: !GetAtt Berths.Arn}]
        """
            .formatted(source, type);
    String filter =
        filter("BerthPipe", "{\"body\": {\"detail\": {\"object\": {\"eTag\": [\"a\"]}}}}");
    assertThat(feeders(rule + filter))
        .isEqualTo(found ? List.of("feed-all-deleted: Docked") : List.of());
  }

  @Test
  void aRuleWithoutATypeMayBringCallsToS3() {
    String rule =
        """
        Docked:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [aws.s3]}
            Targets: [{Id: whole, Arn: !GetAtt Berths.Arn}]
        """;
    String call = filter("BerthPipe", "{\"body\": {\"detail\": {\"object\": [\"a\"]}}}");
    assertThat(feeders(rule + call)).isEmpty();
  }
}
