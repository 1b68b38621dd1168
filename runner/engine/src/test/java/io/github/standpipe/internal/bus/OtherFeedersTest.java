package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFeedersTest {
  private static final String BUCKET =
      """
      Photos:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: photos
          NotificationConfiguration:
            QueueConfigurations:
              - Event: s3:ObjectCreated:*
                Queue: !GetAtt Inbox.Arn
                Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}, {Name: suffix, Value: .jpg}]}}
              - {Event: 's3:ObjectRemoved:Delete', Queue: !GetAtt Inbox.Arn}
              - {Event: 's3:ObjectTagging:Put', Queue: !GetAtt Inbox.Arn}
      """;

  private static ObjectChange change(String event, String key) {
    return new ObjectChange("photos", event, key, 12, Optional.empty());
  }

  private static List<String> bodies(String event, String key) {
    return feeders(BUCKET).change(change(event, key), around()).bodies(QUEUE);
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void aNotificationHoldsOneRecordWithAnEncodedKey() {
    JsonNode body = json(bodies("ObjectCreated:Put", "in/a b@c é.jpg").getFirst());
    assertThat(keys(body)).containsExactly("Records");
    JsonNode record = body.at("/Records/0");
    assertThat(record.get("eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(record.get("eventVersion").asText()).isEqualTo("2.1");
    assertThat(record.at("/s3/object/key").asText()).isEqualTo("in/a+b%40c+%C3%A9.jpg");
    assertThat(record.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::photos");
    assertThat(keys(record.at("/s3/object"))).containsExactly("key", "size", "eTag", "sequencer");
  }

  @ParameterizedTest
  @CsvSource({
    "ObjectCreated:Put, in/x.jpg, 1",
    "ObjectCreated:Copy, in/x.jpg, 1",
    "ObjectCreated:Put, in/x.png, 0",
    "ObjectCreated:Put, out/x.jpg, 0",
    "ObjectRemoved:Delete, x, 1",
    "ObjectRemoved:DeleteMarkerCreated, x, 0"
  })
  void aConfigurationTakesItsEventsAndKeys(String event, String key, int messages) {
    assertThat(bodies(event, key)).hasSize(messages);
  }

  @Test
  void readsWhatTheCdkConfiguresByItsOwnResource() {
    Feeders feeders =
        feeders(
            """
            Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: photos}}
            Notifications:
              Type: Custom::S3BucketNotifications
              Properties:
                BucketName: !Ref Photos
                NotificationConfiguration:
                  QueueConfigurations:
                    - Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*']
                      QueueArn: !GetAtt Inbox.Arn
                      Filter: {Key: {FilterRules: [{Name: prefix, Value: in/}]}}
            """);
    assertThat(feeders.change(change("ObjectCreated:Put", "in/x"), around()).messages()).hasSize(1);
    assertThat(feeders.change(change("ObjectRemoved:Delete", "in/x"), around()).messages())
        .hasSize(1);
    assertThat(feeders.change(change("ObjectCreated:Put", "x"), around()).messages()).isEmpty();
  }

  @Test
  void whatTheObjectHasDependsOnTheChange() {
    JsonNode removed = json(bodies("ObjectRemoved:Delete", "x").getFirst());
    assertThat(keys(removed.at("/Records/0/s3/object"))).containsExactly("key", "sequencer");
    JsonNode tagged = json(bodies("ObjectTagging:Put", "x").getFirst());
    assertThat(keys(tagged.at("/Records/0/s3/object"))).containsExactly("key", "eTag");
    assertThat(tagged.at("/Records/0/eventVersion").asText()).isEqualTo("2.3");
  }

  @Test
  void aConfiguredNotificationSendsATestWithoutRecords() {
    List<String> bodies = feeders(BUCKET).configured("photos", around()).bodies(QUEUE);
    assertThat(bodies).hasSize(3);
    assertThat(keys(json(bodies.getFirst())))
        .containsExactly("Service", "Event", "Time", "Bucket", "RequestId", "HostId");
    assertThat(json(bodies.getFirst()).get("Event").asText()).isEqualTo("s3:TestEvent");
  }

  @Test
  void eventBridgeGetsAnEventOfAnotherSpelling() {
    Feeders feeders =
        feeders(
            """
            Photos:
              Type: AWS::S3::Bucket
              Properties:
                BucketName: photos
                NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}
            Created:
              Type: AWS::Events::Rule
              Properties:
                EventPattern: {source: [aws.s3], detail-type: [Object Created]}
                Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]
            """);
    BusTrace trace =
        feeders.change(
            new ObjectChange("photos", "ObjectCreated:Put", "a b", 12, Optional.of("v1")),
            around());
    JsonNode detail = json(trace.bodies(QUEUE).getFirst()).get("detail");
    assertThat(keys(detail.get("object")))
        .containsExactly("key", "size", "etag", "version-id", "sequencer");
    assertThat(detail.at("/object/key").asText()).isEqualTo("a b");
    assertThat(detail.get("reason").asText()).isEqualTo("PutObject");
    assertThat(detail.has("deletion-type")).isFalse();
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("V13");
    assertThat(feeders.change(change("ObjectRemoved:Delete", "x"), around()).messages()).isEmpty();
  }

  @Test
  void aDeletionSaysOfWhichKindItIs() {
    JsonNode event = change("ObjectRemoved:DeleteMarkerCreated", "x").onBus(around()).json();
    assertThat(event.get("detail-type").asText()).isEqualTo("Object Deleted");
    assertThat(event.at("/detail/deletion-type").asText()).isEqualTo("Delete Marker Created");
    assertThat(keys(event.at("/detail/object"))).containsExactly("key", "sequencer");
  }

  private static String schedule(String target) {
    return """
    Nightly:
      Type: AWS::Scheduler::Schedule
      Properties:
        Name: nightly
        ScheduleExpression: rate(1 day)
        FlexibleTimeWindow: {Mode: 'OFF'}
        Target:
    """
        + target.indent(6);
  }

  private static BusTrace fire(String target) {
    Feeders feeders = feeders(schedule(target));
    return feeders.fire(feeders.schedules().getFirst(), around());
  }

  @Test
  void aScheduleSendsItsInputWithItsWordsFilledIn() {
    assertThat(fire("Arn: !GetAtt Inbox.Arn\nInput: not json").bodies(QUEUE))
        .containsExactly("not json");
    assertThat(
            fire("Arn: !GetAtt Inbox.Arn\n"
                    + "Input: '{\"of\": \"<aws.scheduler.schedule-arn>\", \"n\":"
                    + " <aws.scheduler.attempt-number>, \"at\":"
                    + " \"<aws.scheduler.scheduled-time>\"}'")
                .bodies(QUEUE))
        .containsExactly(
            "{\"of\": \"arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly\","
                + " \"n\": 1, \"at\": \"2026-05-06T07:08:09.123Z\"}");
  }

  @Test
  void aScheduleWithoutInputIsAnOpenQuestion() {
    assertThat(fire("Arn: !GetAtt Inbox.Arn").warnings())
        .extracting(Warning::rule)
        .containsExactly("V14");
  }

  @Test
  void aUniversalTargetSendsTheBodyOfItsRequest() {
    String input =
        "Input: !Sub '{\"QueueUrl\": \"${Inbox}\", \"MessageBody\": \"{\\\"a\\\": 1}\","
            + " \"MessageGroupId\": \"g\"}'";
    BusTrace trace = fire("Arn: arn:aws:scheduler:::aws-sdk:sqs:sendMessage\n" + input);
    assertThat(trace.bodies(QUEUE)).containsExactly("{\"a\": 1}");
    assertThat(trace.messages().getFirst().attributes()).containsEntry("MessageGroupId", "g");
    assertThatThrownBy(() -> fire("Arn: arn:aws:scheduler:::aws-sdk:sqs:sendMessage\nInput: '{}'"))
        .hasMessageEndingWith(
            "Nightly: Input has no QueueUrl and MessageBody; write both, as SendMessage does");
  }

  @Test
  void aDisabledScheduleSendsNothing() {
    Feeders feeders =
        feeders(
            schedule("Arn: !GetAtt Inbox.Arn\nInput: x")
                .replace("    Name: nightly", "    Name: nightly\n    State: DISABLED"));
    assertThat(feeders.fire(feeders.schedules().getFirst(), around()).lines().get(1))
        .endsWith("accepts nothing: its State is DISABLED");
  }

  @Test
  void aDeadLetterOfAScheduleHoldsItsInput() {
    Feeders feeders =
        feeders(schedule("Arn: !GetAtt Inbox.Arn\nInput: x\nDeadLetterConfig: {Arn: arn:dead}"));
    DeliveryFailure failure =
        DeliveryFailure.atOnce("AWS.SimpleQueueService.NonExistentQueue", "no");
    QueueMessage letter =
        feeders
            .fire(feeders.schedules().getFirst(), around().failing(arn -> Optional.of(failure)))
            .deadLetters()
            .getFirst();
    assertThat(letter.body()).isEqualTo("x");
    assertThat(keys(letter.messageAttributes()))
        .containsExactly(
            "ERROR_CODE",
            "ERROR_MESSAGE",
            "EXECUTION_ID",
            "IS_PAYLOAD_TRUNCATED",
            "RETRY_ATTEMPTS",
            "SCHEDULED_TIME",
            "SCHEDULE_ARN",
            "TARGET_ARN");
  }
}
