package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.CustomLaying.BUS;
import static io.github.standpipe.internal.bus.CustomLaying.raw;
import static io.github.standpipe.internal.bus.CustomLaying.subscriber;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a template's listeners cannot be read, is left out, or is not followed. */
class ListenersTest {
  private static final String UNKNOWN = "!ImportValue elsewhere";

  private static ClassicEvent parcel(String source, int size) {
    return ClassicEvent.of(
        source, "Moved", Laying.NOW, List.of(), Json.object().put("size", size), around());
  }

  private static String rule(String id, String properties) {
    return id
        + ":\n  Type: AWS::Events::Rule\n  Properties:\n    EventBusName: !Ref Depot\n"
        + properties.indent(4);
  }

  private static final String DEPOT =
      "Depot: {Type: AWS::Events::EventBus, Properties: {Name: depot}}\n";
  private static final String TARGET = "Targets: [{Id: in, Arn: !GetAtt Inbox.Arn}]\n";

  private static String pattern(Random random) {
    String source = random.nextBoolean() ? "source: [" + "ab".charAt(random.nextInt(2)) + "]" : "";
    String size = "detail: {size: [{numeric: [\">\", " + random.nextInt(6) + "]}]}";
    return "EventPattern: {" + source + (source.isEmpty() ? "" : ", ") + size + "}\n";
  }

  /** Compared with the same template without the rule, and with a target that can be read. */
  @Test
  void aRuleThatCannotBeReadStopsExactlyTheEventsThatItTakes() {
    Random random = new Random(13);
    int stopped = 0;
    for (int round = 0; round < 60; round++) {
      String others = DEPOT + rule("One", pattern(random) + TARGET);
      String broken = pattern(random);
      Feeders unread =
          feeders(others + rule("Two", broken + "Targets: [{Id: in, Arn: " + UNKNOWN + "}]\n"));
      Feeders without = feeders(others);
      Feeders with = feeders(others + rule("Two", broken + TARGET));
      for (int size = 0; size < 7; size++) {
        ClassicEvent event = parcel(random.nextBoolean() ? "a" : "b", size);
        int expected = without.put("depot", event, around()).messages().size();
        boolean takes = with.put("depot", event, around()).messages().size() > expected;
        if (takes) {
          stopped++;
          assertThatThrownBy(() -> unread.put("depot", event, around()))
              .isInstanceOf(Fault.class)
              .hasMessageContaining(": Two: Arn is Fn::ImportValue, whose value is unknown");
        } else {
          assertThat(unread.put("depot", event, around()).messages()).hasSize(expected);
        }
      }
    }
    assertThat(stopped).isBetween(60, 360);
  }

  @Test
  void aRuleOfABusThatIsNotKnownListensOnAnotherOne() {
    String unknown =
        rule("Far", "EventPattern: {source: [a]}\n" + TARGET).replace("!Ref Depot", UNKNOWN);
    BusTrace trace =
        feeders(DEPOT + rule("Near", "EventPattern: {source: [a]}\n" + TARGET) + unknown)
            .put("depot", parcel("a", 1), around());
    assertThat(trace.messages()).hasSize(1);
    assertThat(trace.lines())
        .anyMatch(line ->
            line.endsWith(
                ": Far accepts nothing: its bus is not known here, so it is taken to listen on"
                    + " another one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "publish"})
  void aBusThatCannotBeReadIsNotTakenForOneThatIsNotThere(String what) {
    Feeders feeders =
        feeders(
            "Depot: {Type: AWS::Events::EventBus, Properties: {Name: !ImportValue x}}\n"
                + "News: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue x}}\n");
    assertThatThrownBy(
            () -> {
              if (what.equals("put")) {
                feeders.put("Depot", parcel("a", 1), around());
              } else {
                feeders.publish(
                    "News", Publication.read(Json.object().put("Message", "m")), around());
              }
            })
        .hasMessageEndingWith("its ARN is not known here; give its parameters");
  }

  @Test
  void aSubscriberThatCannotBeReadStopsTheEventsThatItTakes() {
    String other =
        subscriber(
                "FilterConfiguration: {Filters: [{Scope: DATA, Pattern: '{\"to\": [\"Rome\"]}'}]}")
            .substring(subscriber("").indexOf("Reader:"))
            .replace("Reader:", "Broken:")
            .replace("!GetAtt Inbox.Arn", UNKNOWN);
    Feeders feeders = feeders(subscriber("") + other);
    assertThat(feeders.put(BUS, raw("{\"to\": \"Oslo\"}"), around()).messages()).hasSize(1);
    assertThatThrownBy(() -> feeders.put(BUS, raw("{\"to\": \"Rome\"}"), around()))
        .hasMessageContaining(": Broken: TargetArn is Fn::ImportValue, whose value is unknown");
  }

  @Test
  void aRuleBehindAFalseConditionIsAbsentAndSaidToBe() {
    Feeders feeders =
        Laying.template(
            "Conditions: {Never: !Equals [a, b]}\nResources:\n"
                + "  Inbox: {Type: AWS::SQS::Queue}\n"
                + (DEPOT
                        + rule("One", "EventPattern: {source: [a]}\n" + TARGET)
                            .replace("Rule\n", "Rule\n  Condition: Never\n"))
                    .indent(2));
    BusTrace trace = feeders.put("depot", parcel("a", 1), around());
    assertThat(trace.messages()).isEmpty();
    assertThat(trace.lines())
        .anyMatch(line ->
            line.endsWith(
                ": One accepts nothing: its condition Never is false, so it is not deployed"));
  }

  @Test
  void aConditionThatCannotBeDecidedIsTakenToHoldAndWarnedOf() {
    Feeders feeders =
        Laying.template(
            "Parameters: {Stage: {Type: String}}\nConditions: {Live: !Equals [!Ref Stage, b]}\n"
                + "Resources:\n  Inbox: {Type: AWS::SQS::Queue}\n"
                + (DEPOT
                        + rule("One", "EventPattern: {source: [a]}\n" + TARGET)
                            .replace("Rule\n", "Rule\n  Condition: Live\n"))
                    .indent(2));
    BusTrace trace = feeders.put("depot", parcel("a", 1), around());
    assertThat(trace.messages()).hasSize(1);
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("bus-conditions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:lambda:us-east-1:123456789012:function:f | a function",
        "arn:aws:states:us-east-1:123456789012:stateMachine:m | a state machine",
        "arn:aws:events:us-east-1:123456789012:event-bus/b | a Classic bus",
        "arn:aws:events:us-east-1:123456789012:event-busv2/b/abcdefghijklmnopqrstuvwxy | a custom"
            + " event bus",
        "arn:aws:events:us-east-1:123456789012:api-destination/d/1 | an API destination",
        "arn:aws:kinesis:us-east-1:123456789012:stream/s | a stream",
        "arn:aws:scheduler:::aws-sdk:sqs:sendMessage | another target than a queue, a topic or a"
            + " Classic bus"
      })
  void whatIsNotFollowedIsShown(String target, String kind) {
    String other = subscriber("").replace("!GetAtt Inbox.Arn", target);
    BusTrace trace = feeders(other).put(BUS, raw("{}"), around());
    assertThat(trace.arrivals())
        .containsExactly(
            new BusTrace.Arrival.Elsewhere("is " + kind + ", which is not followed here"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Effect: Deny, Principal: '*', Action: events:PutRawEvents}|true|",
        "{Effect: Deny, Principal: {AWS: ['*']}, Action: [events:Put*]}|true|",
        "{Effect: Deny, Principal: '*', NotAction: events:PutEvents}|true|",
        "{Effect: Deny, Principal: '*', Action: events:PutEvents}|false|",
        "{Effect: Deny, Principal: '*', Action: EVENTS:*, Condition: {Bool: {a:"
            + " b}}}|false|custom-policy",
        "{Effect: Deny, Principal: {AWS: 'arn:aws:iam::1:root'}, Action: '*'}|false|custom-policy",
        "{Effect: Allow, Principal: '*', Action: '*'}|false|"
      })
  void aPolicyThatDeniesEverybodyRefusesTheEvent(String statement, boolean denies, String warning) {
    String policy =
        "Policy:\n"
            + "  Type: AWS::EventsV2::ResourcePolicy\n"
            + "  Properties:\n"
            + "    EventBusArn: !Ref Depot\n"
            + "    PolicyDocument: {Version: '2012-10-17', Statement: ["
            + statement
            + "]}\n";
    BusTrace trace = feeders(subscriber("") + policy).put(BUS, raw("{}"), around());
    assertThat(trace.messages()).hasSize(denies ? 0 : 1);
    if (denies) {
      assertThat(trace.on())
          .startsWith("custom bus depot answers AccessDeniedException: ")
          .endsWith(": Policy denies events:PutRawEvents");
    }
    assertThat(trace.warnings())
        .extracting(Warning::rule)
        .containsExactlyElementsOf(warning == null ? List.of() : List.of(warning));
  }

  @Test
  void aPolicyIsNeitherEmptyNorTooLong() {
    String policy =
        "Policy:\n"
            + "  Type: AWS::EventsV2::ResourcePolicy\n"
            + "  Properties:\n"
            + "    EventBusArn: !Ref Depot\n"
            + "    PolicyDocument: {Version: '"
            + "v".repeat(20_480)
            + "'}\n";
    assertThatThrownBy(() -> feeders(subscriber("") + policy).put(BUS, raw("{}"), around()))
        .hasMessageEndingWith(
            ": Policy: PolicyLengthExceededException: PolicyDocument has 20494 bytes; write at"
                + " most 20480");
  }
}
