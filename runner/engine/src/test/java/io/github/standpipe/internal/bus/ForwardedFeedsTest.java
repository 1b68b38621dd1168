package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.QueueFeed.SampleDelivery;
import io.github.standpipe.internal.shape.BodyFilter;
import io.github.standpipe.internal.shape.BodyFilter.JudgedLeaf;
import io.github.standpipe.internal.shape.Samples;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What comes to a queue over several buses, and events that show that some messages are deleted.
 */
class ForwardedFeedsTest {
  private static final List<String> KEYS = List.of("a", "b");
  private static final List<String> TEXTS = List.of("x", "xy", "y");
  private final Random random = new Random(20261202);

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private ArrayNode matchers() {
    return Json.array()
        .add(
            switch (random.nextInt(6)) {
              case 0 -> json("{\"prefix\": \"x\"}");
              case 1 -> json("{\"anything-but\": [\"" + any(TEXTS) + "\"]}");
              case 2 -> json("{\"exists\": " + random.nextBoolean() + "}");
              case 3 -> json("{\"numeric\": [\">\", " + random.nextInt(3) + "]}");
              default -> Json.object().textNode(any(TEXTS));
            });
  }

  private ObjectNode pattern() {
    ObjectNode pattern = Json.object();
    if (random.nextInt(3) > 0) {
      pattern.set("source", Json.array().add(any(TEXTS)));
    }
    ObjectNode detail = Json.object();
    for (String key : KEYS) {
      if (random.nextInt(2) == 0) {
        detail.set(key, matchers());
      }
    }
    if (random.nextInt(4) == 0) {
      detail.set(
          "$or",
          Json.array()
              .add(Json.object().set("a", matchers()))
              .add(Json.object().set("b", matchers())));
    }
    if (pattern.isEmpty() || !detail.isEmpty()) {
      pattern.set(
          "detail", detail.isEmpty() ? Json.object().<ObjectNode>set("a", matchers()) : detail);
    }
    return pattern;
  }

  private ObjectNode filter() {
    ObjectNode body = Json.object();
    for (String key : List.of("source", "resources", "replay-name", "detail", "a", "b", "id")) {
      if (random.nextInt(5) == 0) {
        body.set(key, key.equals("detail") ? Json.object().set(any(KEYS), matchers()) : matchers());
      }
    }
    if (body.isEmpty()) {
      body.set(any(List.of("resources", "replay-name", "a")), matchers());
    }
    return Json.object().set("body", body);
  }

  private String input() {
    return any(
        List.of(
            "",
            "",
            "InputPath: $.detail",
            "InputTransformer: {InputPathsMap: {a: $.detail.a, s: $.source}, InputTemplate:"
                + " '{\"a\": <a>, \"source\": <s>}'}"));
  }

  private static String classic(JsonNode first, JsonNode second, String input) {
    return """
    Front: {Type: AWS::Events::EventBus, Properties: {Name: front}}
    Back: {Type: AWS::Events::EventBus, Properties: {Name: back}}
    First:
      Type: AWS::Events::Rule
      Properties:
        EventBusName: !Ref Front
        EventPattern: 'FIRST'
        Targets: [{Id: back, Arn: !GetAtt Back.Arn}]
    Second:
      Type: AWS::Events::Rule
      Properties:
        EventBusName: !Ref Back
        EventPattern: 'SECOND'
        Targets:
          - Id: queue
            Arn: !GetAtt Inbox.Arn
            INPUT
    """
        .replace("FIRST", Json.text(first))
        .replace("SECOND", Json.text(second))
        .replace("INPUT", input);
  }

  private static String custom(JsonNode first, JsonNode second, String transformer) {
    return """
    Front: {Type: AWS::Events::EventBus, Properties: {Name: front}}
    Back: {Type: AWS::EventsV2::EventBus, Properties: {Name: back}}
    First:
      Type: AWS::Events::Rule
      Properties:
        EventBusName: !Ref Front
        EventPattern: 'FIRST'
        Targets: [{Id: back, Arn: !Ref Back}]
    Second:
      Type: AWS::EventsV2::Subscriber
      Properties:
        Name: second
        EventBusArn: !Ref Back
        FilterConfiguration: {Filters: [{Scope: DATA, Pattern: 'SECOND'}]}
        TRANSFORMER
        InvokeConfiguration: {TargetArn: !GetAtt Inbox.Arn, RoleArn: arn:aws:iam::123456789012:role/r}
    """
        .replace("FIRST", Json.text(first))
        .replace("SECOND", Json.text(second))
        .replace("TRANSFORMER", transformer);
  }

  private static String transformer(String type) {
    return type.isEmpty()
        ? ""
        : type.startsWith("{%")
            ? "Transformer: {Type: JSONATA, JsonataConfiguration: {Expression: '" + type + "'}}"
            : "Transformer: {Type: " + type + "}";
  }

  private ClassicEvent event(JsonNode first, JsonNode second) {
    ObjectNode detail = Json.object();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        detail.set(key, json(any(List.of("\"x\"", "\"y\"", "\"xy\"", "2", "1", "{\"a\": 1}"))));
      }
    }
    ObjectNode json =
        ClassicEvent.of(any(TEXTS), "T", Instant.EPOCH, List.of(), detail, around()).json();
    for (JsonNode pattern : List.of(first, second)) {
      json = Samples.object(json, any(FilterPattern.ways(pattern)), random.nextInt(4)).orElse(json);
    }
    ClassicEvent event = new ClassicEvent(json, Instant.EPOCH);
    return json.path("source").isTextual() && json.path("detail").isObject()
        ? event
        : event(first, second);
  }

  @Test
  void whatIsSaidOfForwardedMessagesIsTrueOfEachOne() {
    int never = 0;
    int always = 0;
    int witnesses = 0;
    for (int round = 0; round < 150; round++) {
      JsonNode first = pattern();
      JsonNode second = pattern();
      boolean isCustom = random.nextInt(3) == 0;
      String resources =
          isCustom
              ? custom(
                  first,
                  second,
                  transformer(any(List.of("", "WITH_METADATA", "{% $events.Data.detail %}"))))
              : classic(first, second, input());
      Feeders feeders = feeders(resources);
      List<FilterPattern> patterns = List.of(FilterPattern.parse(Json.text(filter()), "t: P"));
      FilterCriteria criteria = FilterCriteria.of(patterns);
      BodyFilter abstracted = BodyFilter.of(patterns);
      List<QueueFeed> feeds = feeders.forwardedFeeds(QUEUE);
      for (int i = 0; i < 8; i++) {
        BusTrace trace = feeders.put("front", event(first, second), around());
        for (String body : trace.bodies(QUEUE)) {
          String what = resources + patterns + body;
          assertThat(feeds).as(what).hasSize(1);
          assertThat(feeds.getFirst().body()).as(what).isPresent();
          Truth truth = abstracted.passes(feeds.getFirst().body().get(), false);
          if (truth != Truth.PERHAPS) {
            assertThat(criteria.passes(body)).as(what).isEqualTo(truth == Truth.ALWAYS);
            never += truth == Truth.NEVER ? 1 : 0;
            always += truth == Truth.ALWAYS ? 1 : 0;
          }
        }
      }
      for (QueueFeed feed : feeds) {
        boolean isDeleted =
            feed.body().filter(b -> abstracted.passes(b, false) == Truth.NEVER).isPresent();
        Optional<SampleDelivery> witness = new FeedWitness(feed, criteria).deleted();
        if (isDeleted && witness.isPresent()) {
          witnesses++;
          assertThat(bodies(feeders, witness.get())).isNotEmpty().noneMatch(criteria::passes);
        }
      }
    }
    assertThat(never).isGreaterThan(60);
    assertThat(always).isGreaterThan(2);
    assertThat(witnesses).isGreaterThan(8);
  }

  /** What a run of a witness as a fixture's first file puts on the queue. */
  private static List<String> bodies(Feeders feeders, SampleDelivery witness) {
    List<String> bodies = new ArrayList<>();
    for (BusTrace trace : GivenEvents.read(witness.entry()).run(feeders, around())) {
      bodies.addAll(trace.bodies(QUEUE));
    }
    return bodies;
  }

  @Test
  void aWitnessOfSomeDeletedMessagesIsTakenByTheRuleAndDeletedByTheFilter() {
    int witnesses = 0;
    int claims = 0;
    for (int round = 0; round < 300; round++) {
      JsonNode rule = pattern();
      String input = input();
      Feeders feeders =
          feeders(
              "R:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: '"
                  + Json.text(rule)
                  + "'\n    Targets:\n      - Id: a\n        Arn: !GetAtt Inbox.Arn\n        "
                  + input
                  + "\n");
      JsonNode filter = filter();
      List<FilterPattern> patterns = List.of(FilterPattern.parse(Json.text(filter), "t: P"));
      FilterCriteria criteria = FilterCriteria.of(patterns);
      QueueFeed feed = feeders.feeds(QUEUE).getFirst();
      List<String> paths =
          feed.body().map(body -> BodyFilter.of(patterns).optional(body)).orElse(List.of()).stream()
              .map(JudgedLeaf::path)
              .toList();
      if (paths.isEmpty()) {
        continue;
      }
      claims++;
      Optional<SampleDelivery> witness = new FeedWitness(feed, criteria).without(paths);
      if (witness.isPresent()) {
        witnesses++;
        String what = rule + " " + input + " " + filter + " " + witness.get();
        assertThat(bodies(feeders, witness.get())).as(what).isNotEmpty();
        assertThat(bodies(feeders, witness.get())).as(what).noneMatch(criteria::passes);
      }
    }
    assertThat(claims).isGreaterThan(25);
    assertThat(witnesses).isGreaterThan(claims * 3 / 4);
  }

  @Test
  void followsCirclesOnce() {
    String circle =
        """
        One: {Type: AWS::Events::EventBus, Properties: {Name: one}}
        Two: {Type: AWS::Events::EventBus, Properties: {Name: two}}
        ToTwo:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref One
            EventPattern: {source: [s]}
            Targets: [{Id: two, Arn: !GetAtt Two.Arn}]
        ToOne:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Two
            EventPattern: {source: [s]}
            Targets: [{Id: one, Arn: !GetAtt One.Arn}, {Id: queue, Arn: !GetAtt Inbox.Arn}]
        """;
    assertThat(feeders(circle).forwardedFeeds(QUEUE))
        .extracting(QueueFeed::resource, QueueFeed::sender)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("ToTwo", "ToOne"));
  }

  @Test
  void leavesOutWhatTheNextBusNeverTakes() {
    assertThat(
            feeders(classic(json("{\"source\": [\"x\"]}"), json("{\"source\": [\"y\"]}"), ""))
                .forwardedFeeds(QUEUE))
        .isEmpty();
  }

  /** Events that no publisher can put on a bus are given as the bus gets them. */
  @Test
  void aWitnessOfAnAwsServiceCanBeRun() {
    for (String pattern :
        List.of(
            "{\"source\": [\"aws.ecs\"], \"detail\": {\"a\": [1]}}",
            "{\"account\": [\"999999999999\"]}",
            "{\"region\": [{\"prefix\": \"eu-\"}], \"replay-name\": [\"r\"]}")) {
      Feeders feeders =
          feeders(
              "R:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: '"
                  + pattern
                  + "'\n    Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]\n");
      FilterCriteria none =
          FilterCriteria.of(List.of(FilterPattern.parse("{\"body\": {\"b\": [1]}}", "t")));
      SampleDelivery witness =
          new FeedWitness(feeders.feeds(QUEUE).getFirst(), none).deleted().orElseThrow();
      assertThat(bodies(feeders, witness)).as(pattern).hasSize(1);
    }
  }

  @Test
  void aFifoTopicHasAWitnessToo() {
    Feeders feeders =
        feeders(
            """
            T: {Type: AWS::SNS::Topic, Properties: {TopicName: t.fifo, FifoTopic: true}}
            S:
              Type: AWS::SNS::Subscription
              Properties: {TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Inbox.Arn}
            """);
    assertThat(feeders.feeds(QUEUE).getFirst().samples().get()).hasSize(1);
  }

  @Test
  void takesAnEventAsTheBusGetsItAndAddsWhatIsMissing() {
    Feeders feeders =
        feeders(
            "R:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: {source: [aws.ecs]}\n"
                + "    Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]\n");
    JsonNode given =
        json(
            "{\"Event\": {\"source\": \"aws.ecs\", \"detail-type\": \"T\", \"detail\": {\"a\": 1},"
                + " \"account\": \"999999999999\"}}");
    List<String> bodies = GivenEvents.read(given).run(feeders, around()).getFirst().bodies(QUEUE);
    assertThat(json(bodies.getFirst()))
        .isEqualTo(
            json(
                "{\"version\": \"0\", \"id\": \"00000000-0000-4000-8000-000000000001\","
                    + " \"detail-type\": \"T\", \"source\": \"aws.ecs\", \"account\":"
                    + " \"999999999999\", \"time\": \"2026-05-06T07:08:09Z\", \"region\":"
                    + " \"us-east-1\", \"resources\": [], \"detail\": {\"a\": 1}}"));
    for (String[] bad :
        new String[][] {
          {"{\"Event\": {\"source\": \"a\", \"detail\": {}}}", "no text at detail-type; write one"},
          {
            "{\"Event\": {\"source\": \"a\", \"detail-type\": \"b\", \"id\": 5, \"detail\": {}}}",
            "no text at id; write one"
          },
          {
            "{\"Event\": {\"source\": \"a\", \"detail-type\": \"b\", \"detail\": []}}",
            "no object at detail; write one"
          },
        }) {
      assertThatThrownBy(() -> GivenEvents.read(json(bad[0])).run(feeders, around()))
          .hasMessage("entry 1: Event has " + bad[1]);
    }
  }

  @Test
  void aSubscriptionWhoseDeliveryIsNotKnownIsNotJudged() {
    String resources =
        """
        T: {Type: AWS::SNS::Topic}
        S:
          Type: AWS::SNS::Subscription
          Properties:
            TopicArn: !Ref T
            Protocol: sqs
            Endpoint: !GetAtt Inbox.Arn
            RawMessageDelivery: !ImportValue raw
        """;
    assertThatThrownBy(() ->
            feeders(resources)
                .publish(
                    "arn:aws:sns:us-east-1:123456789012:T",
                    Publication.read(json("{\"TopicArn\": \"T\", \"Message\": \"m\"}")),
                    around()))
        .hasMessageContaining(
            "RawMessageDelivery is Fn::ImportValue, whose value is unknown; pass it as a"
                + " parameter");
  }
}
