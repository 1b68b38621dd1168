package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.event;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static io.github.standpipe.internal.bus.Laying.put;
import static io.github.standpipe.internal.bus.Laying.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassicBusTest {
  private static final String DETAIL = "{\"id\": 7, \"to\": \"Oslo\"}";

  @Test
  void handsOnTheWholeEnvelope() {
    assertThat(put("", DETAIL).bodies(QUEUE))
        .containsExactly(
            "{\"version\":\"0\",\"id\":\"00000000-0000-4000-8000-000000000001\","
                + "\"detail-type\":\"Parcel Moved\",\"source\":\"shop.parcels\","
                + "\"account\":\"123456789012\",\"time\":\"2026-03-04T05:06:07Z\","
                + "\"region\":\"us-east-1\",\"resources\":[\"arn:aws:x:::parcel/7\"],"
                + "\"detail\":{\"id\":7,\"to\":\"Oslo\"}}");
  }

  @Test
  void saysWhichLeafRejects() {
    String rule = rule("").replace("source: [shop.parcels]", "detail: {to: [Rome], kg: [1]}");
    BusTrace trace = feeders(rule).put("depot", event(DETAIL), around());
    assertThat(trace.messages()).isEmpty();
    assertThat(trace.lines().subList(2, 4))
        .containsExactly(
            "    - detail.to: \"Oslo\"; wanted [\"Rome\"]",
            "    - detail.kg: absent; wanted [1]; detail has id, to");
    assertThat(trace.lines().get(1)).endsWith(": Parcels rejects the event");
  }

  @Test
  void dropsWhatIsPutOnABusThatIsNotThere() {
    BusTrace trace = feeders(rule("")).put("depott", event(DETAIL), around());
    assertThat(trace.lines())
        .containsExactly(
            "bus depott (it is not in the template, so PutEvents drops the event): nothing"
                + " listens");
  }

  @Test
  void aDisabledRuleTakesNothing() {
    String rule = rule("").replace("    Name: parcels", "    Name: parcels\n    State: DISABLED");
    BusTrace trace = feeders(rule).put("depot", event(DETAIL), around());
    assertThat(trace.routes().getFirst().decision())
        .isEqualTo(new Decision.Off("its State is DISABLED"));
    assertThat(trace.messages()).isEmpty();
  }

  @Test
  void aRuleWithCloudTrailEventsIsEnabled() {
    String rule =
        rule("")
            .replace(
                "    Name: parcels",
                "    Name: parcels\n    State: ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    assertThat(feeders(rule).put("depot", event(DETAIL), around()).messages()).hasSize(1);
  }

  /** Each rule and each target sends a separate message, all with the same id. */
  @Test
  void severalRulesAndTargetsSendAMessageEach() {
    String rules =
        rule("")
            + "      - {Id: second, Arn: !GetAtt Inbox.Arn, InputPath: $.id}\n"
            + """
            Others:
              Type: AWS::Events::Rule
              Properties:
                EventBusName: !GetAtt Depot.Arn
                EventPattern: '{"detail": {"to": [{"wildcard": "O*o"}]}}'
                Targets: [{Id: a, Arn: !GetAtt Inbox.Arn, InputPath: $.id}]
            Default:
              Type: AWS::Events::Rule
              Properties:
                EventPattern: {source: [shop.parcels]}
                Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]
            """;
    Feeders feeders = feeders(rules);
    BusTrace trace = feeders.put("depot", event(DETAIL), around());
    assertThat(trace.bodies(QUEUE)).hasSize(3);
    String id = json(trace.bodies(QUEUE).getFirst()).get("id").asText();
    assertThat(trace.bodies(QUEUE).subList(1, 3)).containsOnly("\"" + id + "\"");
    assertThat(feeders.put("default", event(DETAIL), around()).bodies(QUEUE)).hasSize(1);
  }

  @Test
  void aScheduleSendsAnEnvelopeWithoutDetail() {
    String rule =
        """
        Nightly:
          Type: AWS::Events::Rule
          Properties:
            ScheduleExpression: rate(1 day)
            Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]
        """;
    Feeders feeders = feeders(rule);
    BusTrace trace = feeders.fire(feeders.rules().getFirst(), around());
    JsonNode body = json(trace.bodies(QUEUE).getFirst());
    assertThat(body.get("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(body.get("source").asText()).isEqualTo("aws.events");
    assertThat(body.get("detail")).isEmpty();
    assertThat(body.get("resources").get(0).asText())
        .isEqualTo("arn:aws:events:us-east-1:123456789012:rule/Nightly");
    assertThat(feeders.put("default", event(DETAIL), around()).lines().get(1))
        .endsWith("Nightly accepts nothing: it has a schedule but no pattern");
  }

  @Test
  void givesMessageGroups() {
    assertThat(message("SqsParameters: {MessageGroupId: parcels}").attributes())
        .containsEntry("MessageGroupId", "parcels");
    assertThat(
            message("SqsParameters: {MessageGroupId: $.detail.to}\nInputPath: $.id").attributes())
        .containsEntry("MessageGroupId", "Oslo");
    assertThat(put("SqsParameters: {MessageGroupId: $.detail.from}", DETAIL).warnings())
        .extracting(Warning::rule)
        .containsExactly("bus-message-group");
  }

  private static QueueMessage message(String target) {
    return put(target, DETAIL).messages().getFirst();
  }

  /** A subscription whose queue only a deployment knows says nothing of the rules. */
  @Test
  void whatCannotBeReadOfOneKindIsNotInTheWayOfAnother() {
    String unknown =
        rule("")
            + """
            News: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
            Deployed:
              Type: AWS::SNS::Subscription
              Properties:
                TopicArn: !Ref News
                Protocol: sqs
                Endpoint: !GetAtt Other.Outputs.Queue
            Other: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: other.yaml}}
            """;
    Feeders feeders = feeders(unknown);
    assertThat(feeders.put("depot", event(DETAIL), around()).messages()).hasSize(1);
    String news = "arn:aws:sns:us-east-1:123456789012:news";
    assertThatThrownBy(
            () -> feeders.publish(news, Publication.read(json("{\"Message\": \"m\"}")), around()))
        .hasMessageEndingWith(
            ": Deployed: Endpoint is Fn::GetAtt, whose value is unknown; pass it as a"
                + " parameter");
  }

  @Test
  void aQueueThatSqsEncryptsIsATarget() {
    String encrypted =
        rule("").replace("!GetAtt Inbox.Arn", "!GetAtt Shut.Arn")
            + "Shut:\n  Type: AWS::SQS::Queue\n  Properties: {SqsManagedSseEnabled: true}\n";
    assertThat(feeders(encrypted).put("depot", event(DETAIL), around()).messages()).hasSize(1);
  }

  @Test
  void aFifoQueueNeedsAGroupAndDeduplication() {
    String fifo =
        rule("").replace("!GetAtt Inbox.Arn", "!GetAtt Line.Arn")
            + "Line:\n  Type: AWS::SQS::Queue\n  Properties: {FifoQueue: true}\n";
    assertThat(reason(fifo)).isEqualTo("the queue is FIFO; give a MessageGroupId");
    String grouped =
        fifo.replace(
            "Arn: !GetAtt Line.Arn",
            "Arn: !GetAtt Line.Arn\n        SqsParameters: {MessageGroupId: g}");
    assertThat(reason(grouped))
        .isEqualTo("the queue is FIFO; set ContentBasedDeduplication or give a deduplication id");
    String whole =
        grouped.replace("FifoQueue: true", "FifoQueue: true, ContentBasedDeduplication: true");
    assertThat(feeders(whole).put("depot", event(DETAIL), around()).messages()).hasSize(1);
  }

  private static String reason(String resources) {
    BusTrace trace = feeders(resources).put("depot", event(DETAIL), around());
    return ((Arrival.Undelivered) trace.routes().getFirst().deliveries().getFirst().arrival())
        .failure()
        .message();
  }

  @Test
  void lettersOfTheDeadHoldTheEventAndSayWhy() {
    Feeders feeders = feeders(rule("DeadLetterConfig: {Arn: !GetAtt Inbox.Arn}\nInputPath: $.id"));
    DeliveryFailure failure = DeliveryFailure.atOnce("NO_PERMISSIONS", "not allowed");
    BusTrace trace =
        feeders.put("depot", event(DETAIL), around().failing(arn -> Optional.of(failure)));
    assertThat(trace.messages()).isEmpty();
    QueueMessage letter = trace.deadLetters().getFirst();
    assertThat(json(letter.body())).isEqualTo(event(DETAIL).json());
    assertThat(letter.messageAttributes())
        .isEqualTo(
            json(
                """
                {"ERROR_CODE": {"stringValue": "NO_PERMISSIONS", "dataType": "String"},
                 "ERROR_MESSAGE": {"stringValue": "not allowed", "dataType": "String"},
                 "RULE_ARN": {"stringValue": "arn:aws:events:us-east-1:123456789012:rule/depot/parcels",
                              "dataType": "String"},
                 "TARGET_ARN": {"stringValue": "arn:aws:sqs:us-east-1:123456789012:Inbox",
                                "dataType": "String"}}
                """));
  }

  @Test
  void lettersOfTheDeadSayWhichLimitWasReached() {
    Feeders feeders =
        feeders(
            rule(
                "DeadLetterConfig: {Arn: !GetAtt Inbox.Arn}\n"
                    + "RetryPolicy: {MaximumRetryAttempts: 3}"));
    RetryPolicy policy = feeders.rules().getFirst().targets().getFirst().retryPolicy();
    assertThat(policy).isEqualTo(new RetryPolicy(3, 86_400));
    assertThat(exhausted(feeders, DeliveryFailure.afterAttempts("THROTTLING", "slow", policy)))
        .containsExactly("MaximumRetryAttempts", "3");
    assertThat(exhausted(feeders, DeliveryFailure.afterAge("THROTTLING", "slow", 2)))
        .containsExactly("MaximumEventAgeInSeconds", "2");
    assertThat(feeders(rule("")).rules().getFirst().targets().getFirst().retryPolicy())
        .isEqualTo(new RetryPolicy(185, 86_400));
  }

  private static List<String> exhausted(Feeders feeders, DeliveryFailure failure) {
    JsonNode attributes =
        feeders
            .put("depot", event(DETAIL), around().failing(arn -> Optional.of(failure)))
            .deadLetters()
            .getFirst()
            .messageAttributes();
    return List.of(
        attributes.path("EXHAUSTED_RETRY_CONDITION").path("stringValue").asText(),
        attributes.path("RETRY_ATTEMPTS").path("stringValue").asText());
  }

  @Test
  void whatFailsWithoutADeadLetterQueueIsLost() {
    DeliveryFailure failure = DeliveryFailure.atOnce("NO_RESOURCE", "it was deleted");
    BusTrace trace =
        feeders(rule(""))
            .put("depot", event(DETAIL), around().failing(arn -> Optional.of(failure)));
    assertThat(trace.deadLetters()).isEmpty();
    assertThat(trace.lines().getLast())
        .isEqualTo("    -> inbox: not delivered (NO_RESOURCE: it was deleted), lost");
  }

  @Test
  void anotherBusGivesANewIdAndKeepsTheRegion() {
    String two =
        rule("").replace("!GetAtt Inbox.Arn", "!GetAtt Far.Arn")
            + """
            Far:
              Type: AWS::Events::EventBus
              Properties: {Name: far}
            OnFar:
              Type: AWS::Events::Rule
              Properties:
                EventBusName: far
                EventPattern: {region: [us-east-1]}
                Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]
            """;
    ClassicEvent event = event(DETAIL);
    JsonNode body =
        json(
            feeders(two)
                .put("depot", event, around().failing(a -> Optional.empty()))
                .bodies(QUEUE)
                .getFirst());
    assertThat(body.get("detail")).isEqualTo(event.json().get("detail"));
    assertThat(body.get("region")).isEqualTo(event.json().get("region"));
  }

  @Test
  void aCircleOfBusesEnds() {
    BusTrace trace =
        feeders(rule("").replace("!GetAtt Inbox.Arn", "!GetAtt Depot.Arn"))
            .put("depot", event(DETAIL), around());
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("bus-to-bus");
  }

  @Test
  void refusesWhatPutTargetsRefuses() {
    assertThatThrownBy(() -> put("InputPath: $.id\nInput: '1'", DETAIL))
        .hasMessageEndingWith(
            ": Parcels: Only one of Input, InputPath, or InputTransformer must be provided for"
                + " target inbox.");
    assertThatThrownBy(() -> put("Input: 'not json'", DETAIL))
        .hasMessageEndingWith(": Parcels: Input is not JSON: unrecognized token");
    assertThatThrownBy(() -> put("InputPath: \"$['detail']\"", DETAIL))
        .hasMessageEndingWith(
            ": Parcels: the path '$['detail']' is outside the grammar; write keys after"
                + " dots, such as $.detail.id");
  }

  @Test
  void archivesAndReplays() {
    Feeders feeders =
        feeders(
            rule("")
                + """
                Kept:
                  Type: AWS::Events::Archive
                  Properties:
                    SourceArn: !GetAtt Depot.Arn
                    EventPattern: {detail: {to: [Oslo]}}
                """);
    EventArchive archive = feeders.archives().getFirst();
    assertThat(archive.takes(event(DETAIL))).isTrue();
    assertThat(archive.takes(event("{\"to\": \"Rome\"}"))).isFalse();
    EventReplay replay = replay(archive, archive.busArn(), "2026-03-04T05:06:00Z");
    ClassicEvent again = replay.events(List.of(event(DETAIL))).getFirst();
    assertThat(archive.takes(again)).isFalse();
    assertThat(again.json().fieldNames())
        .toIterable()
        .containsExactly(
            "version",
            "id",
            "detail-type",
            "source",
            "account",
            "time",
            "region",
            "replay-name",
            "resources",
            "detail");
    BusTrace trace =
        feeders.put("depot", again, Set.of(feeders.rules().getFirst().arn()), around());
    assertThat(json(trace.bodies(QUEUE).getFirst()).get("replay-name").asText()).isEqualTo("again");
    assertThat(feeders.put("depot", again, Set.of("arn:other"), around()).routes()).isEmpty();
    assertThat(
            replay(archive, archive.busArn(), "2026-03-04T05:06:08Z")
                .events(List.of(event(DETAIL))))
        .isEmpty();
  }

  private static EventReplay replay(EventArchive archive, String bus, String from) {
    return new EventReplay(
        "again",
        archive.arn(),
        java.time.Instant.parse(from),
        java.time.Instant.parse("2026-03-05T00:00:00Z"),
        bus,
        Set.of());
  }

  @Test
  void replaysAreRefusedAsStartReplayDoes() {
    EventArchive archive =
        new EventArchive(
            "kept", "arn:a:archive/kept", "arn:b:event-bus/depot", "", Optional.empty());
    Set<String> buses = Set.of("arn:b:event-bus/depot", "arn:b:event-bus/far");
    EventReplay good = replay(archive, "arn:b:event-bus/depot", "2026-03-04T00:00:00Z");
    assertThat(good.refusal(Optional.of(archive), buses, Set.of())).isEmpty();
    assertThat(good.refusal(Optional.of(archive), Set.of(), Set.of()))
        .contains(
            new EventReplay.ReplayRefusal(
                "ResourceNotFoundException", "Event bus depot does not exist."));
    assertThat(good.refusal(Optional.empty(), buses, Set.of()))
        .contains(
            new EventReplay.ReplayRefusal(
                "ValidationException",
                "Parameter EventSourceArn is not valid. Reason: Archive kept does not exist."));
    assertThat(good.refusal(Optional.of(archive), buses, Set.of("again")))
        .contains(
            new EventReplay.ReplayRefusal(
                "ResourceAlreadyExistsException", "Replay again already exists."));
    assertThat(
            replay(archive, "arn:b:event-bus/far", "2026-03-04T00:00:00Z")
                .refusal(Optional.of(archive), buses, Set.of()))
        .contains(
            new EventReplay.ReplayRefusal(
                "ValidationException",
                "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not"
                    + " permitted."));
    assertThat(
            replay(archive, "arn:b:event-bus/depot", "2026-03-05T00:00:00Z")
                .refusal(Optional.of(archive), buses, Set.of()))
        .contains(
            new EventReplay.ReplayRefusal(
                "ValidationException",
                "Parameter EventEndTime is not valid. Reason: EventStartTime must be before"
                    + " EventEndTime."));
  }
}
