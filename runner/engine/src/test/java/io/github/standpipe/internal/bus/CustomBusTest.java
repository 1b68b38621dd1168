package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.CustomLaying.BUS;
import static io.github.standpipe.internal.bus.CustomLaying.enveloped;
import static io.github.standpipe.internal.bus.CustomLaying.event;
import static io.github.standpipe.internal.bus.CustomLaying.put;
import static io.github.standpipe.internal.bus.CustomLaying.raw;
import static io.github.standpipe.internal.bus.CustomLaying.subscriber;
import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.pipe.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomBusTest {
  private static final String ENVELOPE =
      "{\"version\":\"0\",\"id\":\"00000000-0000-4000-8000-000000000001\","
          + "\"detail-type\":\"Parcel Moved\",\"source\":\"shop.parcels\","
          + "\"account\":\"123456789012\",\"time\":\"2026-03-04T05:06:07Z\","
          + "\"region\":\"us-east-1\",\"resources\":[],\"detail\":{\"to\":\"Oslo\"}}";
  private static final String WITH_METADATA = "Transformer: {Type: WITH_METADATA}";

  private static String jsonata(String expression) {
    return "Transformer:\n  Type: JSONATA\n  JsonataConfiguration:\n    Expression: >-\n      {% "
        + expression
        + " %}\n";
  }

  @Test
  void handsOnTheDataAlone() {
    assertThat(put("", raw("{\"id\": 2.50}")).bodies(QUEUE)).containsExactly("{\"id\":2.50}");
    assertThat(put("", raw("\"as { sent\"")).bodies(QUEUE)).containsExactly("as { sent");
    assertThat(put("", enveloped("{\"to\": \"Oslo\"}")).bodies(QUEUE)).containsExactly(ENVELOPE);
  }

  @Test
  void handsOnTheThreePartsTogether() {
    assertThat(put(WITH_METADATA, raw("[1]")).bodies(QUEUE))
        .containsExactly(
            "{\"Data\":[1],\"Metadata\":{\"kind\":\"new\"},\"SystemMetadata\":"
                + "{\"aws:DeliveryType\":\"LIVE\","
                + "\"aws:EventId\":\"00000000-0000-4000-8000-000000000001\","
                + "\"aws:IngestionTime\":\"2026-05-06T07:08:09.123Z\","
                + "\"aws:SequenceNumber\":\"1\",\"ContentType\":\"application/json\","
                + "\"EventGroupId\":\"g1\"}}");
    JsonNode enveloped =
        json(put(WITH_METADATA, enveloped("{\"to\": \"Oslo\"}")).bodies(QUEUE).getFirst());
    assertThat(enveloped.get("Metadata")).isEmpty();
    assertThat(enveloped.at("/SystemMetadata/aws:Source").asText()).isEqualTo("shop.parcels");
    assertThat(enveloped.at("/SystemMetadata/aws:DetailType").asText()).isEqualTo("Parcel Moved");
    assertThat(enveloped.at("/SystemMetadata/ContentType").asText())
        .isEqualTo("application/eventbridge+json");
    assertThat(enveloped.get("Data")).isEqualTo(json(ENVELOPE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$events.Data.to|Oslo",
        "$string($events.Data.box)|{\"w\":1}",
        "$events.Data.box|{\"w\":1}",
        "$events.Data.n|2.5",
        "$events.Data.n * 2|5",
        "$events.Data.ok|true",
        "{\"k\": $events.Data.from}|{}",
        "{\"k\": $events.Data.none}|{\"k\":null}",
        "[$events.Data.from]|[]",
        "\"a-\" & $events.Data.from|a-",
        "$events.Data.from = 1|false",
        "$events.Data.one.id|7",
        "$events.Data.two.id|[7,8]",
        "[$events.Data.one.id]|[7]",
        "$events.SystemMetadata.\"aws:DeliveryType\"|LIVE",
        "$events.Metadata.kind|new",
        "$hash(\"a\", \"MD5\")|0cc175b9c0f1b6a831c399e269772661",
        "$parse(\"[1, 2]\")|[1,2]",
        "$partition([1,2,3], 2)|[[1,2],[3]]",
        "$range(0, 4, 2)|[0,2,4]",
        "$uuid()|00000000-0000-4000-8000-000000000001"
      })
  void makesABodyByJsonata(String expression, String body) {
    String data =
        "{\"to\": \"Oslo\", \"n\": 2.50, \"ok\": true, \"none\": null, \"box\": {\"w\": 1},"
            + " \"one\": [{\"id\": 7}], \"two\": [{\"id\": 7}, {\"id\": 8}]}";
    assertThat(put(jsonata(expression), raw(data)).bodies(QUEUE)).containsExactly(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$events.Data.from|the expression has no result",
        "null|the result of the expression is null",
        "$events.Data.none|the result of the expression is null",
        "$events.Data.detail-type|the expression threw an error during evaluation.",
        "\"1001\" > 5|the expression threw an error during evaluation.",
        "$parse(\"[\")|the expression threw an error during evaluation.",
        "$eval(\"1\")|the expression threw an error during evaluation.",
        "($f := function($n) { 1 + $f($n) }; $f(1))|the expression threw an error during"
            + " evaluation: Stack overflow error"
      })
  void failsTheDeliveryIfJsonataGivesNothing(String expression, String reason) {
    BusTrace trace =
        put(jsonata(expression), raw("{\"none\": null, \"detail\": \"x\", \"type\": 1}"));
    assertThat(trace.messages()).isEmpty();
    DeliveryFailure failure = failure(trace);
    assertThat(failure.code()).isEqualTo("INPUT_TRANSFORMATION_FAILURE");
    assertThat(failure.message()).startsWith(reason);
    assertThat(failure.retries()).isEqualTo(5);
  }

  private static DeliveryFailure failure(BusTrace trace) {
    return ((Arrival.Undelivered) trace.arrivals().findFirst().orElseThrow()).failure();
  }

  private static String filter(String scope, String pattern) {
    return "FilterConfiguration:\n  Filters:\n    - Scope: "
        + scope
        + "\n      Pattern: '"
        + pattern
        + "'\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DATA|{\"id\": [{\"numeric\": [\">\", 1]}]}|true",
        "DATA|{\"id\": [1]}|false",
        "DATA|{\"detail\": {\"id\": [2]}}|false",
        "METADATA|{\"kind\": [\"new\", \"old\"]}|true",
        "METADATA|{\"kind\": [\"old\"]}|false",
        "SYSTEM_METADATA|{\"aws:DeliveryType\": [\"LIVE\"]}|true",
        "SYSTEM_METADATA|{\"EventGroupId\": [{\"prefix\": \"g\"}]}|true",
        "SYSTEM_METADATA|{\"aws:SequenceNumber\": [{\"numeric\": [\">\", 0]}]}|false",
        "SYSTEM_METADATA|{\"aws:Source\": [{\"exists\": false}]}|true"
      })
  void holdsTheEventAgainstOneScope(String scope, String pattern, boolean passes) {
    assertThat(put(filter(scope, pattern), raw("{\"id\": 2}")).messages().isEmpty())
        .isEqualTo(!passes);
  }

  @Test
  void allScopesMustMatchAndAnEnvelopeHasItsPayloadUnderDetail() {
    String both =
        filter("DATA", "{\"detail\": {\"to\": [\"Oslo\"]}}")
            + "    - Scope: SYSTEM_METADATA\n      Pattern: {'aws:Source': [shop.parcels]}\n";
    assertThat(put(both, enveloped("{\"to\": \"Oslo\"}")).messages()).hasSize(1);
    assertThat(put(both, enveloped("{\"to\": \"Rome\"}")).messages()).isEmpty();
    assertThat(put(both, raw("{\"detail\": {\"to\": \"Oslo\"}}")).messages()).isEmpty();
    assertThat(put(filter("METADATA", "{\"kind\": [\"new\"]}"), enveloped("{}")).messages())
        .isEmpty();
  }

  @Test
  void saysWhichLeafRejects() {
    BusTrace trace =
        put(filter("DATA", "{\"detail\": {\"to\": [\"Rome\"]}}"), raw("{\"to\": \"Rome\"}"));
    assertThat(trace.lines().get(2)).isEqualTo("    - detail.to: absent; wanted [\"Rome\"]");
  }

  @Test
  void aFilterOnDataNeverMatchesBytesOrTexts() {
    CustomEvent bytes =
        event(
            "{\"Data\": \"eyJpZCI6MX0=\", \"SystemMetadata\": {\"ContentType\":"
                + " \"application/octet-stream\"}}");
    String any = filter("DATA", "{\"id\": [{\"exists\": false}]}");
    assertThat(put(any, bytes).messages()).isEmpty();
    assertThat(put("", bytes).bodies(QUEUE)).containsExactly("eyJpZCI6MX0=");
    assertThat(put(any, raw("\"no { json\"")).messages()).isEmpty();
    assertThat(put(filter("METADATA", "{\"kind\": [\"new\"]}"), raw("\"no { json\"")).messages())
        .hasSize(1);
  }

  @Test
  void anArrayOfDataIsAnOpenQuestion() {
    BusTrace trace = put(filter("DATA", "{\"id\": [1]}"), raw("[{\"id\": 1}]"));
    assertThat(trace.messages()).isEmpty();
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("V4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FilterConfiguration: {Filters: []}|InvalidInputException: Filters is required; leave out"
            + " FilterConfiguration instead",
        "FilterConfiguration: {}|InvalidInputException: Filters is required; leave out"
            + " FilterConfiguration instead",
        "FilterConfiguration: {Filters: [{Scope: DATA, Pattern: ''}]}|InvalidInputException: the"
            + " pattern of DATA is empty",
        "FilterConfiguration: {Filters: [{Scope: DATA, Pattern: '[{\"a\": [1]}]'}]}|V4: the meaning"
            + " of an array as a pattern on DATA is unknown; write an object",
        "FilterConfiguration: {Filters: [{Scope: DATA, Pattern: '{\"a\": [1]}'}, {Scope: DATA,"
            + " Pattern: '{\"b\": [1]}'}]}|InvalidInputException: two filters have the scope DATA;"
            + " write one",
        "FilterConfiguration: {Filters: [{Scope: DATA, Pattern: '{\"a\": [{\"wildcard\":"
            + " \"x*\"}]}'}]}|Event pattern is not valid. Reason: Filter pattern must not contain"
            + " wildcard matchers (wildcard, anything-but wildcard)",
        "BatchConfiguration: {MaxBatchSize: 11}|MaxBatchSize is 11; this target accepts 1 to 10",
        "Transformer: {Type: JSONATA, JsonataConfiguration: {Expression: '$events'}}|Expression is"
            + " not an expression; write {% and %} around the whole",
        "Transformer: {Type: XML}|Transformer is 'XML'; write RAW, WITH_METADATA or JSONATA"
      })
  void refusesWhatCreateSubscriberRefuses(String properties, String message) {
    assertThatThrownBy(() -> put(properties, raw("{}")))
        .hasMessageEndingWith(": Reader: " + message);
  }

  @Test
  void refusesExpressionsThatCannotBeParsedAndParametersOfOtherTargets() {
    assertThatThrownBy(() -> put(jsonata("$events.Data."), raw("{}")))
        .hasMessageContaining(": Reader: Expression is not JSONata: ");
    assertThatThrownBy(() -> put("", "SnsParameters: {Subject: s}", raw("{}")))
        .hasMessageEndingWith(
            "SnsParameters is not supported for target ARN. Expected SqsParameters");
    assertThatThrownBy(() ->
            put(
                "",
                "SqsParameters: {MessageAttributes: {a: {DataType: Binary, BinaryValue: '{% 1"
                    + " %}'}}}",
                raw("{}")))
        .hasMessageEndingWith("BinaryValue is an expression; write literal Base64");
  }

  @Test
  void boundsTheSizeOfAllPatterns() {
    String half = "{\"a\": [\"" + "x".repeat(2040) + "\"]}";
    String two = filter("DATA", half) + "    - {Scope: METADATA, Pattern: '" + half + "'}\n";
    assertThatThrownBy(() -> put(two, raw("{}")))
        .hasMessageEndingWith("the patterns have 4102 bytes in all; write at most 4096");
  }

  @Test
  void parametersSeeTheOriginalEvent() {
    QueueMessage message =
        put(
                jsonata("\"body\""),
                """
                SqsParameters:
                  MessageGroupId: "{% $events.SystemMetadata.EventGroupId %}"
                  MessageAttributes:
                    to: {DataType: String, StringValue: "{% $events.Data.to %}"}
                    "{% $events.Data.to %}": {DataType: Number, StringValue: "1"}
                """,
                raw("{\"to\": \"Oslo\"}"))
            .messages()
            .getFirst();
    assertThat(message.body()).isEqualTo("body");
    assertThat(message.attributes()).containsEntry("MessageGroupId", "g1");
    assertThat(message.messageAttributes())
        .isEqualTo(
            json(
                "{\"to\": {\"stringValue\": \"Oslo\", \"dataType\": \"String\"},"
                    + " \"Oslo\": {\"stringValue\": \"1\", \"dataType\": \"Number\"}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SqsParameters: {MessageGroupId: '{% $events.Data.n %}'}|INPUT_TRANSFORMATION_FAILURE|the"
            + " expression of MessageGroupId results in a number; convert it with $string",
        "SqsParameters: {MessageAttributes: {a: {DataType: String, StringValue: '{% $events.Data.x"
            + " %}'}}}|CUSTOMER_VALIDATION|the message attribute a has no value or no data type",
        "SqsParameters: {MessageAttributes: {'{% $events.Data.x %}': {DataType: String,"
            + " StringValue: s}}}|INPUT_TRANSFORMATION_FAILURE|the name of a message"
            + " attribute has no result",
        "SqsParameters: {MessageAttributes: {b: {DataType: String, StringValue: s}, '{% \"b\" %}':"
            + " {DataType: String, StringValue: s}}}|INPUT_TRANSFORMATION_FAILURE|two message"
            + " attributes have the name b",
        "SqsParameters: {MessageDeduplicationId: d}|CUSTOMER_VALIDATION|the target is not FIFO, but"
            + " has a MessageDeduplicationId"
      })
  void parametersFailAtDelivery(String invoke, String code, String reason) {
    DeliveryFailure failure = failure(put("", invoke, raw("{\"n\": 1}")));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).isEqualTo(reason);
  }

  @Test
  void aGroupOfNothingIsRefusedByAFifoQueueAndAnOpenQuestionElsewhere() {
    String group = "SqsParameters: {MessageGroupId: '{% $events.Data.x %}'}";
    assertThat(put("", group, raw("{}")).warnings())
        .extracting(Warning::rule)
        .containsExactly("V6");
    String fifo =
        subscriber("", group).replace("!GetAtt Inbox.Arn", "!GetAtt Line.Arn")
            + "Line:\n  Type: AWS::SQS::Queue\n  Properties: {FifoQueue: true}\n";
    assertThat(failure(feeders(fifo).put(BUS, raw("{}"), around())).message())
        .isEqualTo("the target is FIFO, but MessageGroupId has no value");
  }

  @Test
  void aDeadLetterHoldsIdsAndNotTheEvent() {
    BusTrace trace =
        put(
            jsonata("$events.Data.x")
                + "OnFailureConfiguration: {Arn: !GetAtt Inbox.Arn}\n"
                + "RetryPolicy: {MaxRetryAttempts: 2}\n",
            raw("{\"secret\": 1}"));
    QueueMessage letter = trace.deadLetters().getFirst();
    assertThat(json(letter.body()))
        .isEqualTo(
            json(
                """
                {"version": "1.0",
                 "busArn": "arn:aws:events:us-east-1:123456789012:event-busv2/depot/standpipe0000000000000000",
                 "subscriberArn": "arn:aws:events:us-east-1:123456789012:subscriber/reader/standpipe0000000000000000",
                 "targetArn": "arn:aws:sqs:us-east-1:123456789012:Inbox",
                 "errorCode": "INPUT_TRANSFORMATION_FAILURE",
                 "errorMessage": "the expression has no result",
                 "exhaustedRetryCondition": "MaximumRetryAttempts", "retryAttempts": 2,
                 "failedMessages": [{"eventId": "00000000-0000-4000-8000-000000000001",
                   "eventGroupId": "g1", "deduplicationId": null,
                   "timestamp": "2026-05-06T07:08:09.123Z",
                   "targetRequestId": "00000000-0000-4000-8000-000000000001"}]}
                """));
    assertThat(letter.messageAttributes().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "ERROR_CODE",
            "ERROR_MESSAGE",
            "SUBSCRIBER_ARN",
            "TARGET_ARN",
            "BUS_ARN",
            "EXHAUSTED_RETRY_CONDITION",
            "RETRY_ATTEMPTS");
    assertThat(letter.attributes()).isEmpty();
  }

  @Test
  void aFifoSubscribersLetterIsInTheEventsGroup() {
    BusTrace trace =
        put(
            jsonata("$events.Data.x")
                + "Type: FIFO\nOnFailureConfiguration: {Arn: arn:aws:sqs:us-east-1:1:dead.fifo}\n",
            raw("{}"));
    assertThat(trace.deadLetters().getFirst().attributes()).containsEntry("MessageGroupId", "g1");
  }

  @Test
  void everyFailureIsTriedAgainAndLostWithoutAQueue() {
    Feeders feeders = feeders(subscriber(""));
    DeliveryFailure failure = DeliveryFailure.atOnce("ACCESS_DENIED", "not allowed");
    BusTrace trace = feeders.put(BUS, raw("{}"), around().failing(arn -> Optional.of(failure)));
    assertThat(trace.deadLetters()).isEmpty();
    assertThat(trace.lines().getLast())
        .endsWith("not delivered (ACCESS_DENIED: not allowed), lost");
    assertThat(feeders.subscribers().getFirst().retryPolicy()).isEqualTo(new RetryPolicy(5, 300));
  }

  @Test
  void warnsOfDefaultsThatAreNotDocumented() {
    String silent =
        subscriber("").replace("    Type: UNORDERED\n", "").replace("    State: RUNNING\n", "");
    BusTrace trace = feeders(silent).put(BUS, raw("{}"), around());
    assertThat(trace.messages()).hasSize(1);
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("V3", "V3");
  }

  @Test
  void followsNeitherFunctionsNorMachines() {
    String function =
        subscriber("")
            .replace("!GetAtt Inbox.Arn", "arn:aws:states:us-east-1:123456789012:stateMachine:m");
    assertThat(feeders(function).put(BUS, raw("{}"), around()).arrivals())
        .containsExactly(new Arrival.Elsewhere("is a state machine, which is not followed here"));
  }

  @Test
  void publishesToATopic() {
    String topic =
        subscriber("", "SnsParameters: {Subject: '{% $events.Data.to %}'}")
                .replace("!GetAtt Inbox.Arn", "!Ref News")
            + """
            News:
              Type: AWS::SNS::Topic
              Properties:
                TopicName: news
                Subscription: [{Protocol: sqs, Endpoint: !GetAtt Inbox.Arn}]
            """;
    JsonNode body =
        json(feeders(topic).put(BUS, raw("{\"to\": \"Oslo\"}"), around()).bodies(QUEUE).getFirst());
    assertThat(body.get("Subject").asText()).isEqualTo("Oslo");
    assertThat(body.get("Message").asText()).isEqualTo("{\"to\":\"Oslo\"}");
  }

  @Test
  void aStoppedSubscriberKeepsItsBacklog() {
    assertThat(put("State: STOPPED", raw("{}")).routes().getFirst().decision())
        .isEqualTo(new Decision.Off("its State is STOPPED; it keeps the event until it runs"));
  }

  @Test
  void aStartingPointReplaysWhatIsRetained() {
    Instant now = Laying.NOW;
    CustomEvent old = at(now.minusSeconds(90_000));
    CustomEvent early = at(now.minusSeconds(5_000));
    CustomEvent late = at(now.minusSeconds(100));
    String from =
        "PointInTimeConfiguration: {PointType: TIMESTAMP, StartingPoint: "
            + now.minusSeconds(4_000).getEpochSecond()
            + "}\n";
    assertThat(replayed(from, old, early, late)).containsExactly("REPLAY");
    String horizon = "PointInTimeConfiguration: {PointType: HORIZON}\n";
    assertThat(replayed(horizon, old, early, late)).containsExactly("REPLAY", "REPLAY");
    String ended =
        "PointInTimeConfiguration: {PointType: HORIZON, EndPoint: "
            + now.minusSeconds(4_000).getEpochSecond()
            + "}\n";
    assertThat(replayed(ended, old, early, late)).containsExactly("REPLAY");
    assertThat(
            put("StartingPosition: POINT_IN_TIME\n" + ended, raw("{}"))
                .routes()
                .getFirst()
                .decision())
        .isEqualTo(new Decision.Off("its replay has ended"));
    assertThat(put("StartingPosition: POINT_IN_TIME\n" + horizon, raw("{}")).messages()).hasSize(1);
  }

  private static CustomEvent at(Instant ingested) {
    CustomEvent event = raw("{\"id\": 1}");
    return new CustomEvent(
        event.data(), event.raw(), event.metadata(), event.systemMetadata(), ingested);
  }

  private static List<String> replayed(String point, CustomEvent... events) {
    Feeders feeders =
        feeders(
            subscriber(
                "StartingPosition: POINT_IN_TIME\n"
                    + point
                    + jsonata("$events.SystemMetadata.\"aws:DeliveryType\"")));
    return feeders.replay(feeders.subscribers().getFirst(), List.of(events), around()).stream()
        .flatMap(trace -> trace.bodies(QUEUE).stream())
        .toList();
  }

  @Test
  void replayIsInvisibleInRawBodies() {
    Feeders feeders =
        feeders(
            subscriber(
                "StartingPosition: POINT_IN_TIME\nPointInTimeConfiguration: {PointType: HORIZON}"));
    CustomEvent event = raw("{\"id\": 1}");
    BusTrace again =
        feeders.replay(feeders.subscribers().getFirst(), List.of(event), around()).getFirst();
    assertThat(again.bodies(QUEUE)).isEqualTo(put("", event).bodies(QUEUE));
  }

  @Test
  void anEventSourceBringsTheEventsOfAService() {
    Feeders feeders =
        feeders(
            subscriber(filter("SYSTEM_METADATA", "{\"aws:Source\": [\"aws.s3\"]}"))
                + """
                Photos:
                  Type: AWS::S3::Bucket
                  Properties:
                    BucketName: photos
                    NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}
                FromS3:
                  Type: AWS::EventsV2::EventSource
                  Properties:
                    Name: s3
                    EventBusArn: !GetAtt Depot.EventBusArn
                    Configuration: {AwsServiceEventsConfiguration: {AwsService: aws.s3}}
                """);
    ObjectChange change = new ObjectChange("photos", "ObjectCreated:Put", "a", 1, Optional.empty());
    JsonNode body = json(feeders.change(change, around()).bodies(QUEUE).getFirst());
    assertThat(body.get("source").asText()).isEqualTo("aws.s3");
    assertThat(body.at("/detail/object/key").asText()).isEqualTo("a");
  }
}
