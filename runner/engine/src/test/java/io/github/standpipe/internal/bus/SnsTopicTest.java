package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.event;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsTopicTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:news";

  private static Feeders subscribed(String more) {
    return feeders(
        """
        News:
          Type: AWS::SNS::Topic
          Properties: {TopicName: news}
        Reader:
          Type: AWS::SNS::Subscription
          Properties:
            TopicArn: !Ref News
            Protocol: sqs
            Endpoint: !GetAtt Inbox.Arn
        """
            + more.indent(4));
  }

  private static BusTrace publish(String more, String publication) {
    return subscribed(more).publish(TOPIC, Publication.read(json(publication)), around());
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void putsTheMessageIntoAnEnvelope() {
    JsonNode body = json(publish("", "{\"Message\": \"{\\\"a\\\": 1}\"}").bodies(QUEUE).getFirst());
    assertThat(keys(body))
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL");
    assertThat(body.get("Message").textValue()).isEqualTo("{\"a\": 1}");
    assertThat(body.get("Timestamp").asText()).isEqualTo("2026-05-06T07:08:09.123Z");
  }

  @Test
  void namesSubjectAndAttributesOnlyIfTheyWerePublished() {
    JsonNode body =
        json(
            publish(
                    "",
                    "{\"Message\": \"m\", \"Subject\": \"s\", \"MessageAttributes\":"
                        + " {\"kind\": {\"Type\": \"String\", \"Value\": \"new\"}}}")
                .bodies(QUEUE)
                .getFirst());
    assertThat(body.get("Subject").asText()).isEqualTo("s");
    assertThat(body.at("/MessageAttributes/kind/Value").asText()).isEqualTo("new");
  }

  @Test
  void rawDeliveryIsTheMessageAloneAndItsAttributesAreTheQueues() {
    QueueMessage message =
        publish(
                "RawMessageDelivery: true",
                "{\"Message\": \"m\", \"Subject\": \"s\", \"MessageAttributes\": {\"n\": {\"Type\":"
                    + " \"Number\", \"Value\": \"7\"}, \"b\": {\"Type\": \"Binary\", \"Value\":"
                    + " \"AA==\"}}}")
            .messages()
            .getFirst();
    assertThat(message.body()).isEqualTo("m");
    assertThat(message.messageAttributes())
        .isEqualTo(
            json(
                "{\"n\": {\"stringValue\": \"7\", \"dataType\": \"Number\"},"
                    + " \"b\": {\"binaryValue\": \"AA==\", \"dataType\": \"Binary\"}}"));
  }

  @Test
  void rawDeliveryLosesAMessageOfElevenAttributes() {
    StringBuilder attributes = new StringBuilder("\"a0\": {\"Type\": \"String\", \"Value\": \"\"}");
    for (int i = 1; i < 11; i++) {
      attributes.append(", \"a" + i + "\": {\"Type\": \"String\", \"Value\": \"x\"}");
    }
    String publication = "{\"Message\": \"m\", \"MessageAttributes\": {" + attributes + "}}";
    assertThat(publish("RawMessageDelivery: true", publication).messages()).isEmpty();
    assertThat(publish("", publication).messages()).hasSize(1);
  }

  @Test
  void takesTheTextForQueuesOutOfAMessageOfSeveral() {
    String structure = "\"MessageStructure\": \"json\"}";
    assertThat(
            body(
                "{\"Message\": \"{\\\"default\\\": \\\"d\\\", \\\"sqs\\\": \\\"q\\\"}\", "
                    + structure))
        .isEqualTo("q");
    assertThat(
            body(
                "{\"Message\": \"{\\\"default\\\": \\\"d\\\", \\\"email\\\": \\\"e\\\"}\", "
                    + structure))
        .isEqualTo("d");
    assertThatThrownBy(() -> body("{\"Message\": \"{\\\"sqs\\\": \\\"d\\\"}\", " + structure))
        .hasMessage("Message has no string under 'default', which MessageStructure json requires");
  }

  private static String body(String publication) {
    return publish("RawMessageDelivery: 'true'", publication).bodies(QUEUE).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{kind: [new]}|{\"kind\": {\"Type\": \"String\", \"Value\": \"new\"}}|true",
        "{kind: [new]}|{\"kind\": {\"Type\": \"String\", \"Value\": \"old\"}}|false",
        "{kind: [new]}|{}|false",
        "{kind: [{exists: false}]}|{}|true",
        "{n: [{numeric: ['>', 5]}]}|{\"n\": {\"Type\": \"Number\", \"Value\": \"6\"}}|true",
        "{n: [{numeric: ['>', 5]}]}|{\"n\": {\"Type\": \"String\", \"Value\": \"6\"}}|false",
        "{tags: [b]}|{\"tags\": {\"Type\": \"String.Array\", \"Value\":"
            + " \"[\\\"a\\\",\\\"b\\\"]\"}}|true",
        "{tags: [c]}|{\"tags\": {\"Type\": \"String.Array\", \"Value\":"
            + " \"[\\\"a\\\",\\\"b\\\"]\"}}|false",
        "{b: [{exists: true}]}|{\"b\": {\"Type\": \"Binary\", \"Value\": \"AA==\"}}|false",
        "{kind: [{anything-but: {prefix: n}}]}|{\"kind\": {\"Type\": \"String\", \"Value\":"
            + " \"old\"}}|true",
        "{$or: [{a: [x]}, {b: [y]}]}|{\"b\": {\"Type\": \"String\", \"Value\": \"y\"}}|true"
      })
  void filtersByAttributes(String policy, String attributes, boolean passes) {
    BusTrace trace =
        publish(
            "FilterPolicy: " + policy,
            "{\"Message\": \"{\\\"kind\\\": \\\"new\\\"}\", \"MessageAttributes\": "
                + attributes
                + "}");
    assertThat(trace.messages().isEmpty()).isEqualTo(!passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{kind: [new]}|{\"kind\": \"new\"}|true",
        "{kind: [new]}|{\"kind\": \"old\"}|false",
        "{of: {kind: [new]}}|{\"of\": [{\"kind\": \"new\"}]}|true",
        "{kind: [{exists: false}]}|[]|false",
        "{kind: [{exists: false}]}|text|false"
      })
  void filtersByTheBody(String policy, String message, boolean passes) {
    BusTrace trace =
        subscribed("FilterPolicyScope: MessageBody\nFilterPolicy: " + policy)
            .publish(TOPIC, Publication.of(message), around());
    assertThat(trace.messages().isEmpty()).isEqualTo(!passes);
  }

  @Test
  void aPolicyOnTheBodyNeverSeesTheEnvelope() {
    BusTrace trace =
        subscribed("FilterPolicyScope: MessageBody\nFilterPolicy: {Type: [Notification]}")
            .publish(TOPIC, Publication.of("{\"kind\": 1}"), around());
    assertThat(trace.routes().getFirst().decision()).isInstanceOf(Decision.Rejected.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{a: {b: [c]}}|Invalid parameter: Filter policy scope MessageAttributes does not support"
            + " nested filter policy",
        "{a: [1], b: [1], c: [1], d: [1], e: [1], f: [1]}|Invalid parameter: FilterPolicy: Filter"
            + " policy can not have more than 5 keys",
        "{a: [{anything-but: {suffix: x}}]}|Invalid parameter: FilterPolicy: SNS does not accept"
            + " anything-but with suffix; invert the condition",
        "{a: [1,2,3,4,5,6], b: [1,2,3,4,5,6], c: [1,2,3,4,5]}|Invalid parameter: FilterPolicy:"
            + " Filter policy is too complex"
      })
  void refusesPoliciesAsSubscribeDoes(String policy, String message) {
    assertThatThrownBy(() -> publish("FilterPolicy: " + policy, "{\"Message\": \"m\"}"))
        .hasMessageEndingWith(": Reader: " + message);
  }

  @Test
  void aQueueIsNamedByItsArn() {
    assertThatThrownBy(() ->
            feeders(
                    "R:\n  Type: AWS::SNS::Subscription\n  Properties: {TopicArn: arn:x, Protocol:"
                        + " sqs, Endpoint: !Ref Inbox}\n")
                .publish("arn:x", Publication.read(json("{\"Message\": \"m\"}")), around()))
        .hasMessageEndingWith(
            "Invalid parameter: SQS endpoint ARN; write the queue's Arn instead of its URL");
  }

  @Test
  void aFifoTopicAsksForAGroupAndNumbersItsMessages() {
    Feeders feeders =
        feeders(
            """
            Line:
              Type: AWS::SQS::Queue
              Properties: {FifoQueue: true}
            News:
              Type: AWS::SNS::Topic
              Properties:
                TopicName: news.fifo
                FifoTopic: true
                ContentBasedDeduplication: true
                Subscription: [{Protocol: sqs, Endpoint: !GetAtt Line.Arn}]
            """);
    String topic = TOPIC + ".fifo";
    assertThatThrownBy(() -> feeders.publish(topic, Publication.of("m"), around()))
        .hasMessageEndingWith("The MessageGroupId parameter is required for FIFO topics");
    QueueMessage message =
        feeders
            .publish(
                topic,
                Publication.read(json("{\"Message\": \"m\", \"MessageGroupId\": \"g\"}")),
                around())
            .messages()
            .getFirst();
    assertThat(keys(json(message.body())))
        .containsExactly(
            "Type",
            "MessageId",
            "SequenceNumber",
            "TopicArn",
            "Message",
            "Timestamp",
            "UnsubscribeURL");
    assertThat(message.attributes())
        .containsEntry("MessageGroupId", "g")
        .containsEntry(
            "MessageDeduplicationId",
            "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a");
  }

  @Test
  void aGroupOnAStandardTopicIsTheQueues() {
    QueueMessage message =
        publish("", "{\"Message\": \"m\", \"MessageGroupId\": \"g\"}").messages().getFirst();
    assertThat(message.attributes()).containsOnlyKeys("MessageGroupId");
    assertThat(message.body()).doesNotContain("\"g\"");
  }

  @Test
  void aDeadLetterHasTheFormOfTheMessage() {
    Feeders feeders = subscribed("RedrivePolicy: {deadLetterTargetArn: arn:dead}");
    DeliveryFailure failure = DeliveryFailure.atOnce("client error", "no such queue");
    BusTrace trace =
        feeders.publish(TOPIC, Publication.of("m"), around().failing(arn -> Optional.of(failure)));
    QueueMessage letter = trace.deadLetters().getFirst();
    assertThat(letter.queueArn()).isEqualTo("arn:dead");
    assertThat(json(letter.body()).get("Message").asText()).isEqualTo("m");
  }

  @Test
  void aRuleThatPublishesPutsTheEventIntoAString() {
    String rule =
        Laying.rule("").replace("!GetAtt Inbox.Arn", "!Ref News")
            + """
            News:
              Type: AWS::SNS::Topic
              Properties:
                TopicName: news
                Subscription: [{Protocol: sqs, Endpoint: !GetAtt Inbox.Arn}]
            """;
    ClassicEvent event = event("{}");
    BusTrace trace = feeders(rule).put("depot", event, around());
    JsonNode body = json(trace.bodies(QUEUE).getFirst());
    assertThat(json(body.get("Message").textValue())).isEqualTo(event.json());
  }
}
