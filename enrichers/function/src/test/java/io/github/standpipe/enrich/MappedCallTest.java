package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event source mapping calls an enricher that has effects. */
class MappedCallTest {
  @TempDir Path root;
  private final List<String> effects = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();

  private record Message(String id, String group, String does, int receives) {
    Message again() {
      return new Message(id, group, does, receives + 1);
    }

    String json() {
      String body = Json.text(Json.object().put("id", id).put("does", does));
      ObjectNode record = (ObjectNode) Layer.json(record(id, body, receives));
      record.put("eventSourceARN", "arn:aws:sqs:eu-west-1:123456789012:moves.fifo");
      record.withObject("/attributes").put("MessageGroupId", group);
      return Json.text(record);
    }
  }

  /** Does something for each event, and then what the event says. */
  private Enricher works() {
    return Enricher.batch(events -> {
      sizes.add(events.size());
      return events.stream().map(this::work).toList();
    });
  }

  private Verdict work(JsonNode event) {
    effects.add(event.path("id").asText());
    return switch (event.path("does").asText()) {
      case "fail" -> new Verdict.Fail("it fails");
      case "throw" -> throw new IllegalStateException("a payload");
      case "retry" -> new Verdict.Retry("it is early");
      case "quarantine" -> new Verdict.Quarantine("it is bad");
      case "drop" -> new Verdict.Drop("it is a test");
      case "fault" -> throw new Fault("the service does not answer");
      default -> Verdict.emit(event);
    };
  }

  private EnrichmentHandler handler(Layer layer) {
    return new EnrichmentHandler(layer.environment(), works());
  }

  private static List<String> failures(EnrichmentHandler handler, List<Message> messages) {
    String request =
        "{\"Records\":" + batch(messages.stream().map(Message::json).toArray(String[]::new)) + "}";
    return Layer.json(Layer.answer(handler, request, Silence.CONTEXT))
        .findValuesAsText("itemIdentifier");
  }

  private Layer layer() {
    return new Layer(root).quarantining();
  }

  private static Message message(String id, String group, String does) {
    return new Message(id, group, does, 1);
  }

  @Test
  void worksOnNothingBehindAMessageThatReturns() {
    assertThat(
            failures(
                handler(layer()),
                List.of(
                    message("a1", "a", "fail"),
                    message("b1", "b", ""),
                    message("a2", "a", ""),
                    message("b2", "b", ""),
                    message("c1", "c", "quarantine"),
                    message("c2", "c", "retry"),
                    message("c3", "c", ""))))
        .containsExactly("a1", "a2", "c2", "c3");
    assertThat(effects).containsExactly("a1", "b1", "c1", "b2", "c2");
    assertThat(sizes).containsExactly(3, 2);
  }

  /** What a fault leaves over of a batch that is tried one by one was not judged. */
  @Test
  void doesNotCountTheReceivesOfMessagesThatAreLeftOver() {
    for (boolean chained : new boolean[] {false, true}) {
      Layer layer = layer().set("QUEUE_MAX_RECEIVES", "9");
      Enricher splits = Enricher.each(event -> new Verdict.Emit(List.of(event, event)));
      EnrichmentHandler handler =
          new EnrichmentHandler(layer.environment(), chained ? splits.then(works()) : works());
      for (int receive = 1; receive <= 5; receive++) {
        List<Message> messages =
            List.of(
                new Message("a", "a", "throw", receive),
                new Message("b", "b", receive < 3 ? "fault" : "", receive),
                new Message("c", "c", "fail", receive));
        List<String> expected =
            receive < 3 ? List.of("a", "b", "c") : receive < 5 ? List.of("c") : List.of();
        assertThat(failures(handler, messages)).isEqualTo(expected);
      }
      assertThat(layer.quarantined)
          .extracting(envelope -> envelope.path("messageId").asText())
          .containsExactly("a", "a", "a", "c");
    }
  }

  /** The naive oracle: each group by itself, message by message. */
  private static List<String> returning(List<Message> messages) {
    Map<String, Boolean> stopped = new HashMap<>();
    List<String> returning = new ArrayList<>();
    for (Message message : messages) {
      boolean stops = stopped.getOrDefault(message.group(), false) || returns(message, messages);
      stopped.put(message.group(), stops);
      if (stops) {
        returning.add(message.id());
      }
    }
    return returning;
  }

  private static boolean returns(Message message, List<Message> messages) {
    boolean fails = message.does().equals("fail") || message.does().equals("throw");
    boolean due =
        messages.subList(messages.indexOf(message), messages.size()).stream()
            .anyMatch(m -> m.group().equals(message.group()) && m.receives() >= 3);
    return message.does().equals("retry") || fails && !due;
  }

  @Test
  void worksOnEachGroupInOrderUpToTheFirstThatReturns() {
    Random random = new Random(6);
    for (int run = 0; run < 1500; run++) {
      effects.clear();
      List<Message> messages = random(random, true);
      List<String> returning = returning(messages);
      assertThat(failures(handler(layer()), messages)).isEqualTo(returning);
      Map<String, List<String>> worked = new HashMap<>();
      Map<String, Boolean> stopped = new HashMap<>();
      for (Message message : messages) {
        if (!stopped.getOrDefault(message.group(), false)) {
          worked.computeIfAbsent(message.group(), g -> new ArrayList<>()).add(message.id());
        }
        stopped.merge(message.group(), returning.contains(message.id()), Boolean::logicalOr);
      }
      worked.forEach((group, ids) -> assertThat(first(ids, messages, group)).isEqualTo(ids));
      boolean thrown = messages.stream().anyMatch(m -> m.does().equals("throw"));
      effects.forEach(
          id -> assertThat(Collections.frequency(effects, id)).isLessThanOrEqualTo(thrown ? 2 : 1));
    }
  }

  /** The effects of a group, without those of a second attempt. */
  private List<String> first(List<String> ids, List<Message> messages, String group) {
    List<String> all =
        messages.stream().filter(m -> m.group().equals(group)).map(Message::id).toList();
    return effects.stream().filter(all::contains).distinct().toList();
  }

  private static List<Message> random(Random random, boolean early) {
    List<String> kinds =
        early
            ? List.of("", "", "", "fail", "throw", "quarantine", "drop", "retry")
            : List.of("", "", "", "fail", "throw", "quarantine", "drop");
    List<Message> messages = new ArrayList<>();
    int groups = 1 + random.nextInt(4);
    int size = 1 + random.nextInt(10);
    for (int n = 0; n < size; n++) {
      messages.add(
          new Message(
              "m" + n,
              "g" + random.nextInt(groups),
              kinds.get(random.nextInt(kinds.size())),
              early ? 1 + random.nextInt(3) : 1));
    }
    return messages;
  }

  /** Nothing becomes a dead letter, and what is done at last is done in the order of its group. */
  @Test
  void endsEveryGroupInOrder() {
    Random random = new Random(16);
    for (int run = 0; run < 1000; run++) {
      Layer layer = layer();
      EnrichmentHandler handler = handler(layer);
      List<Message> waiting = random(random, false);
      List<Message> all = List.copyOf(waiting);
      Map<String, List<String>> done = new LinkedHashMap<>();
      for (int receive = 1; !waiting.isEmpty(); receive++) {
        assertThat(receive).isLessThanOrEqualTo(4);
        List<String> returned = failures(handler, waiting);
        for (Message message : waiting) {
          if (!returned.contains(message.id())) {
            done.computeIfAbsent(message.group(), g -> new ArrayList<>()).add(message.id());
          }
        }
        waiting =
            waiting.stream().filter(m -> returned.contains(m.id())).map(Message::again).toList();
      }
      for (Message message : all) {
        List<String> group =
            all.stream().filter(m -> m.group().equals(message.group())).map(Message::id).toList();
        assertThat(done.get(message.group())).isEqualTo(group);
      }
      assertThat(layer.quarantined)
          .hasSize(
              (int)
                  all.stream()
                      .filter(m -> List.of("fail", "throw", "quarantine").contains(m.does()))
                      .count());
    }
  }

  @Test
  void doesNotCountReceivesBehindAnotherMessageAsFailures() {
    Layer layer = layer().set("QUEUE_MAX_RECEIVES", "6");
    EnrichmentHandler handler = handler(layer);
    Message first = message("a1", "a", "fail");
    Message second = message("a2", "a", "fail");
    for (int receive = 1; receive < 3; receive++) {
      assertThat(failures(handler, List.of(first, second))).containsExactly("a1", "a2");
      first = first.again();
      second = second.again();
    }
    assertThat(failures(handler, List.of(first, second))).containsExactly("a2");
    assertThat(failures(handler, List.of(second.again()))).containsExactly("a2");
    assertThat(failures(handler, List.of(second.again().again()))).isEmpty();
    assertThat(layer.reasons()).containsExactly("a1: it fails", "a2: it fails");
  }

  @Test
  void keepsWhatIsDoneWhereTheServiceStopsAnswering() {
    EnrichmentHandler handler = handler(layer());
    List<Message> messages =
        List.of(
            message("a1", "a", ""),
            message("a2", "a", "fault"),
            message("b1", "b", ""),
            message("b2", "b", ""),
            message("b3", "b", ""));
    assertThat(failures(handler, messages)).containsExactly("a2", "b2", "b3");
    assertThatThrownBy(() -> failures(handler, messages.subList(1, 5)))
        .isInstanceOf(Fault.class)
        .hasMessage("the service does not answer");
  }

  @Test
  void worksOnNothingBehindAMessageThatTheQuarantineDoesNotTake() {
    Environment environment =
        layer()
            .environment()
            .withQuarantine((envelopes, deadline) -> {
              throw new Fault("the queue does not answer");
            });
    EnrichmentHandler handler = new EnrichmentHandler(environment, works());
    List<Message> messages =
        List.of(message("a1", "a", "quarantine"), message("a2", "a", ""), message("b1", "b", ""));
    assertThat(failures(handler, messages)).containsExactly("a1", "a2");
    assertThat(effects).containsExactly("a1", "b1");
  }

  /** After an exception each is tried alone: at most one more effect, however many there are. */
  @Test
  void triesEachAloneAfterAnException() {
    String[] records =
        IntStream.range(0, 100)
            .mapToObj(n ->
                record(
                    "m" + n,
                    "{\"id\":\"m" + n + "\",\"does\":\"" + (n % 9 == 5 ? "throw" : "") + "\"}"))
            .toArray(String[]::new);
    String answer =
        Layer.answer(handler(layer()), "{\"Records\":" + batch(records) + "}", Silence.CONTEXT);
    assertThat(Layer.json(answer).findValuesAsText("itemIdentifier"))
        .containsExactlyElementsOf(
            IntStream.range(0, 100).filter(n -> n % 9 == 5).mapToObj(n -> "m" + n).toList());
    effects.forEach(id -> assertThat(Collections.frequency(effects, id)).isLessThanOrEqualTo(2));
    assertThat(sizes).hasSize(101);
  }

  @Test
  void leavesWhatIsDoneAloneWhereAFaultFollowsAnException() {
    String[] records = {
      record("m1", "{\"id\":\"m1\"}"),
      record("m2", "{\"id\":\"m2\",\"does\":\"throw\"}"),
      record("m3", "{\"id\":\"m3\",\"does\":\"fault\"}"),
      record("m4", "{\"id\":\"m4\"}")
    };
    String answer =
        Layer.answer(handler(layer()), "{\"Records\":" + batch(records) + "}", Silence.CONTEXT);
    assertThat(Layer.json(answer).findValuesAsText("itemIdentifier"))
        .containsExactly("m2", "m3", "m4");
    assertThat(effects).containsExactly("m1", "m2", "m1", "m2", "m3");
  }
}
