package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.CustomLaying.BUS;
import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that go from bus to bus, in both directions, and what services bring to a bus. */
class BetweenBusesTest {
  private static final String BUSES =
      """
      Front: {Type: AWS::EventsV2::EventBus, Properties: {Name: front}}
      Back: {Type: AWS::EventsV2::EventBus, Properties: {Name: back}}
      Old: {Type: AWS::Events::EventBus, Properties: {Name: old}}
      Onward:
        Type: AWS::EventsV2::Subscriber
        Properties:
          Name: onward
          EventBusArn: !Ref Front
          Type: UNORDERED
          State: RUNNING
          PROPERTIES
          InvokeConfiguration: {TargetArn: TARGET, RoleArn: arn:aws:iam::123456789012:role/r}
      Reader:
        Type: AWS::EventsV2::Subscriber
        Properties:
          Name: reader
          EventBusArn: !Ref Back
          Type: UNORDERED
          State: RUNNING
          Transformer: {Type: WITH_METADATA}
          InvokeConfiguration: {TargetArn: !GetAtt Inbox.Arn, RoleArn: arn:aws:iam::123456789012:role/r}
      Rule:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Old
          EventPattern: {source: [shop.parcels]}
          Targets: [{Id: queue, Arn: !GetAtt Inbox.Arn}]
      Forward:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Old
          EventPattern: {source: [shop.onward]}
          Targets: [{Id: back, Arn: !Ref Back, INPUT}]
      """;

  /** Surroundings whose ids are not those of the given events. */
  private static Surroundings later() {
    Surroundings around = around();
    for (int i = 0; i < 20; i++) {
      around.id();
    }
    return around;
  }

  private static BusTrace onward(String target, String properties, CustomEvent event) {
    return feeders(buses(target, properties, ""))
        .put(BUS.replace("depot", "front"), event, later());
  }

  private static String buses(String target, String properties, String input) {
    return BUSES
        .replace("TARGET", target)
        .replace("PROPERTIES", properties)
        .replace(", INPUT", input.isEmpty() ? "" : ", " + input);
  }

  @Test
  void aSubscriberPutsAnEventOnAClassicBus() {
    CustomEvent event = CustomLaying.enveloped("{\"a\": 1}");
    JsonNode body = json(onward("!GetAtt Old.Arn", "", event).bodies(QUEUE).getFirst());

    assertThat(body.path("detail")).isEqualTo(json("{\"a\": 1}"));
    assertThat(body.path("id").asText())
        .isNotEmpty()
        .isNotEqualTo(event.data().orElseThrow().path("id").asText());
  }

  @Test
  void aSubscriberPutsAnEventOnAnotherCustomBus() {
    CustomEvent event = CustomLaying.enveloped("{\"a\": 1}");
    JsonNode body = json(onward("!Ref Back", "", event).bodies(QUEUE).getFirst());

    assertThat(body.at("/Data/detail")).isEqualTo(json("{\"a\": 1}"));
    assertThat(body.at("/SystemMetadata/aws:EventId").asText())
        .isNotEmpty()
        .isNotEqualTo(event.id());
    CustomEvent raw =
        CustomLaying.event(
            "{\"Data\": [1], \"SystemMetadata\": {\"ContentType\": \"application/json\"}}");
    assertThat(json(onward("!Ref Back", "", raw).bodies(QUEUE).getFirst()).path("Data"))
        .isEqualTo(json("[1]"));
  }

  @Test
  void eachBusCountsWhatItTakes() {
    Surroundings around = later();
    Feeders feeders = feeders(buses("!Ref Back", "", ""));
    ClassicEvent classic =
        ClassicEvent.of(
            "shop.onward", "Moved", around.clock().instant(), List.of(), json("{}"), around);
    feeders.put(BUS.replace("depot", "front"), CustomLaying.enveloped("{}"), around);
    feeders.put("old", classic, around);
    GivenEvents third =
        GivenEvents.read(
            json(
                "{\"EventBusArn\": \"Back\", \"Data\": 1, \"SystemMetadata\": {\"ContentType\":"
                    + " \"application/json\"}}"));
    BusTrace trace = third.run(feeders, around).getFirst();

    assertThat(
            json(trace.bodies(QUEUE).getFirst()).at("/SystemMetadata/aws:SequenceNumber").asText())
        .isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Back|Transformer: {Type: WITH_METADATA}||what another bus gets of a Transformer is"
            + " not documented; write RAW",
        "!Ref Back||{\"a\": 1}|whether Metadata, EventGroupId and DeduplicationId go along is not"
            + " documented",
        "!GetAtt Old.Arn||plain|what a Classic bus makes of an event of PutRawEvents is not"
            + " documented",
        "!GetAtt Old.Arn||none|an event without a detail that is an object may be refused (V5)",
      })
  void doesNotGuessWhatGetsOnAnotherBus(
      String target, String properties, String raw, String question) {
    CustomEvent event =
        raw == null
            ? CustomLaying.enveloped("{}")
            : raw.equals("none")
                ? CustomLaying.enveloped("[]")
                : raw.equals("plain")
                    ? CustomLaying.event(
                        "{\"Data\": 1, \"SystemMetadata\": {\"ContentType\":"
                            + " \"application/json\"}}")
                    : CustomLaying.raw(raw);
    BusTrace trace = onward(target, properties == null ? "" : properties, event);

    assertThat(trace.bodies(QUEUE)).isEmpty();
    assertThat(trace.openQuestions())
        .extracting(one -> one.rule())
        .containsExactly("custom-bus-to-bus");
    assertThat(trace.openQuestions().getFirst().message()).endsWith(": " + question);
  }

  @Test
  void anEventDoesNotGetOnACustomBusAgain() {
    BusTrace trace = onward("!Ref Front", "", CustomLaying.enveloped("{}"));

    assertThat(trace.arrivals().map(Object::toString).toList().getFirst())
        .contains("LOOP_DETECTED")
        .contains("retries=5");
  }

  @Test
  void aClassicRulePutsAnEventOnACustomBus() {
    ClassicEvent event =
        ClassicEvent.of("shop.onward", "T", Laying.NOW, List.of(), json("{\"a\": 1}"), around());
    String plain = buses("!Ref Back", "", "");
    JsonNode body = json(feeders(plain).put("old", event, around()).bodies(QUEUE).getFirst());
    assertThat(body.at("/Data/detail")).isEqualTo(json("{\"a\": 1}"));
    assertThat(body.at("/SystemMetadata/aws:Source").asText()).isEqualTo("shop.onward");

    Feeders reshaped = feeders(buses("!Ref Back", "", "InputPath: $.detail"));
    assertThat(reshaped.put("old", event, around()).openQuestions().getFirst().message())
        .endsWith("it is not known how an event with an input option gets on another bus");
    assertThat(feeders(plain).put("old", event.replayed("r"), around()).openQuestions()).hasSize(1);
  }

  private static BusTrace changed(String source) {
    return feeders(
            """
            Depot: {Type: AWS::EventsV2::EventBus, Properties: {Name: depot}}
            Files:
              Type: AWS::S3::Bucket
              Properties:
                BucketName: files
                NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}
            Reader:
              Type: AWS::EventsV2::Subscriber
              Properties:
                Name: reader
                EventBusArn: !Ref Depot
                InvokeConfiguration:
                  TargetArn: !GetAtt Inbox.Arn
                  RoleArn: arn:aws:iam::123456789012:role/r
            Source:
              Type: AWS::EventsV2::EventSource
              Properties:
                Name: source
            """
                + source.indent(4))
        .change(new ObjectChange("files", "ObjectCreated:Put", "a", 1, Optional.empty()), around());
  }

  @Test
  void anEventSourceBringsWhatItsPatternTakes() {
    String source =
        "EventBusArn: !Ref Depot\nConfiguration:\n  AwsServiceEventsConfiguration:\n"
            + "    AwsService: aws.s3\n    Pattern: '{\"detail-type\": [\"Object Deleted\"]}'\n";
    assertThat(changed(source).bodies(QUEUE)).isEmpty();
    assertThat(String.join("\n", changed(source).lines()))
        .contains("Source rejects the event")
        .contains("wanted [\"Object Deleted\"]");
    assertThat(changed(source.replace("Deleted", "Created")).bodies(QUEUE)).hasSize(1);
  }

  @Test
  void anEventSourceThatCannotBeReadIsSaidToBe() {
    String source =
        "EventBusArn: !Ref Depot\nConfiguration:\n  AwsServiceEventsConfiguration:\n"
            + "    AwsService: !ImportValue service\n";
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> changed(source))
        .withMessageEndingWith(
            ": Source: AwsService is Fn::ImportValue, whose value is unknown; pass it as a"
                + " parameter");
    BusTrace elsewhere =
        changed(
            source
                .replace("!Ref Depot", "!ImportValue bus")
                .replace("!ImportValue service", "aws.s3"));
    assertThat(String.join("\n", elsewhere.lines()))
        .contains(
            "Source accepts nothing: its bus is not known here, so it is taken to feed another"
                + " one");
  }
}
