package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.pipe.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenEventsTest {
  private static final String ALL =
      Laying.rule("InputPath: $.detail.id")
          + """
          Stream: {Type: AWS::EventsV2::EventBus, Properties: {Name: stream}}
          Reader:
            Type: AWS::EventsV2::Subscriber
            Properties:
              Name: reader
              EventBusArn: !GetAtt Stream.EventBusArn
              Type: UNORDERED
              State: RUNNING
              InvokeConfiguration: {TargetArn: !GetAtt Inbox.Arn, RoleArn: 'arn:aws:iam::1:role/r'}
          News:
            Type: AWS::SNS::Topic
            Properties: {TopicName: news}
          Heard:
            Type: AWS::SNS::Subscription
            Properties:
              TopicArn: !Ref News
              Protocol: sqs
              Endpoint: !GetAtt Inbox.Arn
              RawMessageDelivery: true
          Photos:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: photos
              NotificationConfiguration:
                QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Inbox.Arn}]
          Nightly:
            Type: AWS::Scheduler::Schedule
            Properties:
              Name: nightly
              ScheduleExpression: rate(1 day)
              Target: {Arn: !GetAtt Inbox.Arn, Input: tick, RoleArn: 'arn:aws:iam::1:role/r'}
          Hourly:
            Type: AWS::Events::Rule
            Properties:
              ScheduleExpression: rate(1 hour)
              Targets: [{Id: a, Arn: !GetAtt Inbox.Arn, InputPath: $.detail-type}]
          """;
  private static final Feeders FEEDERS = feeders(ALL);

  private static List<BusTrace> run(String events) {
    return GivenEvents.read(json(events)).run(FEEDERS, around());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"EventBusName\": \"depot\", \"Source\": \"shop.parcels\", \"DetailType\": \"t\","
            + " \"Detail\": {\"id\": 1}}|1",
        "{\"EventBusName\": \"Depot\", \"Source\": \"shop.parcels\", \"DetailType\": \"t\","
            + " \"Detail\": \"{\\\"id\\\": 1}\"}|1",
        "{\"EventBusName\": \"arn:aws:events:us-east-1:123456789012:event-bus/depot\", \"Source\":"
            + " \"shop.parcels\", \"DetailType\": \"t\", \"Detail\": {\"id\": 1}}|1",
        "{\"EventBusArn\": \"stream\", \"Data\": {\"id\": 1}, \"SystemMetadata\": {\"ContentType\":"
            + " \"application/json\"}}|{\"id\":1}",
        "{\"EventBusArn\": \"Stream\", \"Data\": \"a text\", \"SystemMetadata\": {\"ContentType\":"
            + " \"application/json\"}}|a text",
        "{\"TopicArn\": \"news\", \"Message\": \"m\"}|m",
        "{\"TopicArn\": \"News\", \"Message\": {\"id\": 1}}|{\"id\":1}",
        "{\"Schedule\": \"nightly\"}|tick",
        "{\"Schedule\": \"Nightly\"}|tick",
        "{\"Schedule\": \"Hourly\"}|\"Scheduled Event\""
      })
  void eachGoesToItsFeeder(String event, String body) {
    assertThat(run(event).getFirst().bodies(QUEUE)).containsExactly(body);
  }

  @Test
  void bucketsAreNamedAndTested() {
    assertThat(run("{\"Bucket\": \"Photos\", \"Key\": \"a b\"}").getFirst().bodies(QUEUE))
        .singleElement()
        .satisfies(body ->
            assertThat(json(body).at("/Records/0/s3/object/key").asText()).isEqualTo("a+b"));
    assertThat(
            run("{\"Bucket\": \"photos\", \"Event\": \"s3:TestEvent\"}").getFirst().bodies(QUEUE))
        .singleElement()
        .satisfies(body -> assertThat(json(body).get("Event").asText()).isEqualTo("s3:TestEvent"));
  }

  @Test
  void severalGoInTheirOrderAndAReplayIsMarked() {
    List<BusTrace> traces =
        run("[{\"Schedule\": \"nightly\"}, {\"TopicArn\": \"news\", \"Message\": \"m\"}]");
    assertThat(traces)
        .extracting(trace -> trace.bodies(QUEUE).getFirst())
        .containsExactly("tick", "m");
    String rule = Laying.rule("").replace("source: [shop.parcels]", "replay-name: [again]");
    BusTrace again =
        GivenEvents.read(
                json(
                    "{\"EventBusName\": \"depot\", \"ReplayName\": \"again\", \"Source\": \"s\","
                        + " \"DetailType\": \"t\", \"Detail\": {}}"))
            .run(feeders(rule), around())
            .getFirst();
    assertThat(again.messages()).hasSize(1);
  }

  @Test
  void whatIsRefusedArrivesNowhere() {
    assertThat(run("{\"Source\": \"s\", \"DetailType\": \"t\"}").getFirst().lines())
        .containsExactly(
            "PutEvents returns InvalidArgument: Parameter Detail is not valid. Reason: Detail is a"
                + " required argument.");
    assertThat(
            run("{\"EventBusArn\": \"stream\", \"Source\": \"\", \"Detail\": {}}")
                .getFirst()
                .lines())
        .containsExactly(
            "PutEvents returns InvalidInputException: entry 1: Source has 0 characters; write 1 to"
                + " 256");
    String same =
        "{\"EventBusArn\": \"stream\", \"Data\": 1, \"SystemMetadata\": {\"ContentType\":"
            + " \"application/json\", \"DeduplicationId\": \"d\"}}";
    assertThat(run("[" + same + ", " + same + "]").get(1).lines())
        .containsExactly("PutEvents returns DEDUPLICATED");
  }

  @Test
  void warnsOfWhatIsNotSettledAlsoInEntries() {
    BusTrace trace =
        run("{\"EventBusArn\": \"stream\", \"Source\": \"s\", \"DetailType\": \"t\", \"Detail\":"
                + " [1]}")
            .getFirst();
    assertThat(trace.messages()).hasSize(1);
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("V5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|holds an empty array; give at least one event",
        "{}|entry 1 is not an event that a feeder accepts; write one with Detail, Event, Data,"
            + " Message, Key or Schedule",
        "[{\"Schedule\": \"nightly\"}, 7]|entry 2 is not an event that a feeder"
            + " accepts; write one with Detail, Event, Data, Message, Key or Schedule",
        "{\"Schedule\": \"weekly\"}|entry 1: schedule weekly is not in the template",
        "{\"TopicArn\": \"old\", \"Message\": \"m\"}|entry 1: topic old is not in the template,"
            + " which has arn:aws:sns:us-east-1:123456789012:news",
        "{\"Bucket\": \"b\", \"Key\": \"k\"}|entry 1: bucket b is not in the template, which has"
            + " photos",
        "{\"EventBusArn\": \"b\", \"Data\": 1, \"SystemMetadata\": {\"ContentType\":"
            + " \"application/json\"}}|entry 1: custom event bus b is not in the template, which"
            + " has arn:aws:events:us-east-1:123456789012:event-busv2/stream/standpipe0000000000000000"
      })
  void faultsSayWhichEntry(String events, String message) {
    assertThatThrownBy(() -> run(events)).hasMessage(message);
  }
}
