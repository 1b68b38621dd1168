package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.lookup.Server;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.typed.TypedEnrichers;
import io.github.standpipe.typed.TypedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/enrichment.md that says what becomes of what fails: each row is played. */
class FailureTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (.+?) \\| (.+?) \\| (.+?) \\| (.+?) \\|$");
  private static final int RECEIVES = 7;

  private static final String JSLT =
      "if (.does == \"fail\") error(\"oh\") else if (.does == \"quarantine\") quarantine(\"no\")"
          + " else if (.does == \"drop\") drop(\"x\") else if (.does == \"odd\") lookup(\"odd\","
          + " \"k\") else if (.does == \"ask\" and lookup(\"down\", \"k\")) error(\"oh\") else if"
          + " (.does == \"late\" and lookup(\"late\", \"k\")) error(\"oh\") else if (.does =="
          + " \"web\") {\"id\": .id, \"d\": lookup(\"web\", .id)} else if (.does == \"much\")"
          + " {\"id\": .id, \"d\": [for ([1, 2, 3]) lookup(\"odd\", .)]} else .";

  @TempDir Path root;

  private enum Caller {
    PIPE,
    TEMPLATE,
    MAPPING,
    FIFO,
    FIFO_OF_OTHERS
  }

  /** What a row is about; the record does something, and its neighbour, as a rule, does not. */
  private static final class Scene {
    String body = "{\"id\":\"r\",\"does\":\"fail\"}";
    String neighbour = "{\"id\":\"n\"}";
    int neighbourReceives;
    Caller caller = Caller.PIPE;
    @Nullable Enricher enricher;
    @Nullable BiFunction<String, AtomicInteger, Server.Reply> service;
    boolean quarantineIsDown;
    UnaryOperator<Layer> settings = layer -> layer;

    Scene does(String what) {
      body = "{\"id\":\"r\",\"does\":\"" + what + "\"}";
      return this;
    }

    Scene body(String text) {
      body = text;
      return this;
    }

    Scene neighbour(String text) {
      neighbour = text;
      return this;
    }

    Scene enricher(Enricher own) {
      enricher = own;
      return this;
    }

    Scene by(Caller one) {
      caller = one;
      return this;
    }

    Scene set(UnaryOperator<Layer> more) {
      UnaryOperator<Layer> before = settings;
      settings = layer -> more.apply(before.apply(layer));
      return this;
    }
  }

  /** How the record and its neighbour ended at a receive. */
  private record Ends(String record, String neighbour) {}

  /** A service that cannot answer the record's key. */
  private static final BiFunction<String, AtomicInteger, Server.Reply> FAILS_AT_THE_RECORD =
      (path, calls) -> path.equals("/r") ? new Server.Reply(500, "") : new Server.Reply(200, "1");

  /** A service that answers the first call of a receive, which sets the number to zero. */
  private static final BiFunction<String, AtomicInteger, Server.Reply> ONE_AT_A_TIME =
      (path, calls) ->
          calls.getAndIncrement() == 0
              ? new Server.Reply(200, "1")
              : new Server.Reply(429, "", "Retry-After", "3600");

  private static final Map<String, Scene> SCENES = new LinkedHashMap<>();

  static {
    SCENES.put("a transform at an event: `error()`", new Scene());
    SCENES.put("the same, beside a record at its third receive", beside(3));
    SCENES.put("the same, after a look-up did not answer twice", new Scene().does("late"));
    SCENES.put(
        "an enricher in Java at an event", new Scene().enricher(Enricher.each(e -> work(e))));
    SCENES.put("an enricher of whole batches", new Scene().enricher(batches()));
    SCENES.put("a document that cannot be used", new Scene().does("odd"));
    SCENES.put("one key that a service cannot answer, beside", web(FAILS_AT_THE_RECORD));
    SCENES.put("the time for look-ups", web(ONE_AT_A_TIME));
    SCENES.put(
        "an event asks for more than `MAX_EVENT_LOOKUP_KEYS`",
        new Scene().does("much").set(layer -> layer.set("MAX_EVENT_LOOKUP_KEYS", "2")));
    SCENES.put(
        "a field does not bind to the class of `TypedEnrichers`",
        new Scene()
            .body("{\"id\":\"r\",\"count\":\"two\"}")
            .enricher(typed(order -> order.emit(order.value()))));
    SCENES.put(
        "the class of `TypedEnrichers` throws an `Error`",
        new Scene()
            .body("{\"id\":\"r\",\"count\":-1}")
            .enricher(typed(order -> order.emit(order.value()))));
    SCENES.put(
        "`TypedEnrichers` emits an item of a list",
        new Scene()
            .body(
                "{\"id\":\"r\",\"lines\":[{\"sku\":\"a\",\"price\":1},{\"sku\":\"b\",\"price\":2}]}")
            .enricher(typed(FailureTableTest::renamed)));
    SCENES.put("a body that is not JSON", new Scene().body("not JSON"));
    SCENES.put(
        "a version that no file handles",
        new Scene().body("{\"id\":\"r\",\"type\":\"Order\",\"version\":9}").set(versions("")));
    SCENES.put("nothing, but the transform calls `quarantine()`", new Scene().does("quarantine"));
    SCENES.put("nothing, but the transform calls `drop()`", new Scene().does("drop"));
    SCENES.put(
        "nothing, but the enricher wants a retry",
        new Scene().body("{\"id\":\"r\",\"type\":\"Order\",\"version\":9}").set(versions("retry")));
    SCENES.put(
        "the same, if every record",
        new Scene()
            .body("{\"id\":\"r\",\"type\":\"Order\",\"version\":9}")
            .neighbour("{\"id\":\"n\",\"type\":\"Order\",\"version\":9}")
            .set(versions("retry")));
    SCENES.put("a look-up does not answer, or", new Scene().does("ask"));
    Scene closed = new Scene().does("quarantine");
    closed.quarantineIsDown = true;
    SCENES.put("the quarantine queue does not take", closed);
    SCENES.put(
        "an event is larger than `ANSWER_LIMIT`",
        new Scene().body(large("r", 600)).set(layer -> layer.set("ANSWER_LIMIT", "500")));
    SCENES.put(
        "an event does not fit after others, with `SOURCE_QUEUE_URL`",
        tooMuch().set(FailureTableTest::source));
    SCENES.put("an event does not fit after others, without it", tooMuch());
    SCENES.put(
        "a transform at an event, without `QUARANTINE_QUEUE_URL`",
        new Scene().set(layer -> layer.set("QUARANTINE_QUEUE_URL", "")));
    SCENES.put("a transform at an item that an input template", new Scene().by(Caller.TEMPLATE));
    SCENES.put("a transform at a message of an event source", new Scene().by(Caller.MAPPING));
    SCENES.put(
        "the same in a FIFO group, and the neighbour is behind", new Scene().by(Caller.FIFO));
    SCENES.put(
        "the same in a FIFO group, and the neighbour is in another",
        new Scene().by(Caller.FIFO_OF_OTHERS));
    SCENES.put(
        "a look-up does not answer a call by an event source",
        new Scene().does("ask").by(Caller.MAPPING));
  }

  private record Line(String sku) {}

  private record Order(String id, @Nullable Integer count, @Nullable List<Line> lines) {
    Order {
      if (count != null && count < 0) {
        throw new LinkageError("a payload");
      }
    }
  }

  private static Enricher typed(Function<TypedEvent<Order>, Verdict> work) {
    return TypedEnrichers.each(Order.class, work);
  }

  /** Drops the first line, and renames the others. */
  private static Verdict renamed(TypedEvent<Order> order) {
    Order value = order.value();
    List<Line> lines = value.lines() == null ? List.of() : value.lines();
    List<Line> others = lines.stream().skip(1).map(line -> new Line(line.sku() + "!")).toList();
    return order.emit(new Order(value.id(), value.count(), others));
  }

  private static Scene web(BiFunction<String, AtomicInteger, Server.Reply> service) {
    Scene scene = new Scene().does("web").neighbour("{\"id\":\"n\",\"does\":\"web\"}");
    scene.service = service;
    return scene;
  }

  private static Scene beside(int receives) {
    Scene scene = new Scene();
    scene.neighbourReceives = receives;
    return scene;
  }

  private static Verdict work(JsonNode event) {
    if (event.path("does").asText().equals("fail")) {
      throw new IllegalStateException("a payload");
    }
    return Verdict.emit(event);
  }

  private static Enricher batches() {
    return Enricher.batch(events -> events.stream().map(FailureTableTest::work).toList());
  }

  private static UnaryOperator<Layer> versions(String unknown) {
    return layer -> layer.file("Order.v1-v2.jslt", ".").set("UNKNOWN_VERSION", unknown);
  }

  private static String large(String id, int size) {
    return Json.text(Json.object().put("id", id).put("text", "x".repeat(size)));
  }

  /** The neighbour comes first in the answer. */
  private static Scene tooMuch() {
    return new Scene()
        .body(large("r", 300))
        .neighbour(large("n", 300))
        .set(layer -> layer.set("ANSWER_LIMIT", "500"));
  }

  private static Layer source(Layer layer) {
    return layer.set("SOURCE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders");
  }

  private static List<List<String>> rows() throws IOException {
    Path page = Path.of("docs/enrichment.md");
    String text = Files.readString(Files.exists(page) ? page : Path.of("../..").resolve(page));
    String section = text.substring(text.indexOf("| what fails |"));
    return ROW.matcher(section.substring(0, section.indexOf("\n\n") + 1))
        .results()
        .skip(1)
        .map(row -> List.of(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  @Test
  void playsEachRow() throws IOException {
    Set<String> played = new HashSet<>();
    for (List<String> row : rows()) {
      played.add(key(row));
    }
    assertThat(played).isEqualTo(SCENES.keySet());
    assertThat(rows()).hasSameSizeAs(SCENES.keySet());
  }

  private static String key(List<String> row) {
    return SCENES.keySet().stream()
        .filter(row.getFirst()::startsWith)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the row is not played: " + row.getFirst()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void becomesOfIt(List<String> row) {
    Scene scene = SCENES.get(key(row));
    try (Play play = new Play(Objects.requireNonNull(scene))) {
      assertThat(play.play()).isEqualTo(row.subList(1, 4));
    }
  }

  private final class Play implements AutoCloseable {
    private final Scene scene;
    private final Layer layer;
    private final List<String> sentBack = new ArrayList<>();
    private final EnrichmentHandler handler;
    private final AtomicInteger calls = new AtomicInteger();
    private final Server server =
        new Server((request, body) ->
            Objects.requireNonNull(scene().service)
                .apply(request.getRequestURI().getPath(), calls));
    private int asked;

    Play(Scene scene) {
      this.scene = scene;
      this.layer = scene.settings.apply(new Layer(root).quarantining().file("order.jslt", JSLT));
      layer.with("odd", (keys, invocation) -> Map.of("k", Lookup.unusable("it is too large")));
      layer.with(
          "down",
          (keys, invocation) -> {
            throw new IllegalStateException("no answer");
          });
      layer.with("late", (keys, invocation) -> late());
      layer.set("LOOKUP_WEB", server.at() + "/{key}#tries=1&timeout=1m&parallel=1");
      Environment environment = layer.environment().withQuarantine(new Desk());
      this.handler =
          scene.enricher == null
              ? new EnrichmentHandler(environment)
              : new EnrichmentHandler(environment, scene.enricher);
    }

    private Scene scene() {
      return scene;
    }

    @Override
    public void close() {
      server.close();
    }

    private Map<String, JsonNode> late() {
      if (++asked <= 2) {
        throw new IllegalStateException("no answer");
      }
      return Map.of("k", Json.object().put("open", true));
    }

    private final class Desk implements Quarantine {
      @Override
      public void take(List<ObjectNode> envelopes, Deadline deadline) {
        if (scene.quarantineIsDown) {
          throw new Fault("the queue does not answer");
        }
        layer.quarantined.addAll(envelopes);
      }

      @Override
      public void sendBack(List<JsonNode> records, Deadline deadline) {
        records.forEach(record -> sentBack.add(record.path("messageId").asText()));
      }
    }

    /** Receives both until the record is done, and says how each of them ended. */
    List<String> play() {
      for (int receive = 1; receive <= RECEIVES; receive++) {
        Ends ends = receive(receive);
        if (!ends.record().equals("returns")) {
          boolean first = receive == 1;
          return List.of(
              (first ? "" : "returns, then ") + ends.record(), neighbours(ends), count(receive));
        }
        before = ends.neighbour();
      }
      return List.of("returns", neighbours(new Ends("returns", before)), "no limit");
    }

    private String before = "";

    private String neighbours(Ends ends) {
      boolean returned = before.equals("returns");
      boolean returns = ends.neighbour().equals("returns");
      if (returned) {
        return returns ? "return with it" : "return with it, then continue";
      }
      assertThat(ends.neighbour()).isEqualTo("continues");
      return "continue";
    }

    private static String count(int receive) {
      return receive
          + (receive == 3 ? ", `MAX_RECEIVES`" : receive == 4 ? ", `QUEUE_MAX_RECEIVES`" : "");
    }

    private Ends receive(int receives) {
      calls.set(0);
      String answer;
      try {
        answer = Layer.answer(handler, request(receives), Silence.CONTEXT);
      } catch (Fault e) {
        return new Ends("returns", "returns");
      }
      JsonNode answered = Layer.json(answer);
      return new Ends(end("r", answered), end("n", answered));
    }

    private String end(String id, JsonNode answer) {
      if (layer.quarantined.stream().anyMatch(e -> e.path("messageId").asText().equals(id))) {
        return "is quarantined";
      }
      if (sentBack.contains(id)) {
        return "is sent back";
      }
      if (answer.isObject()) {
        return answer.findValuesAsText("itemIdentifier").contains(id) ? "returns" : "continues";
      }
      return answer.findValuesAsText("id").contains(id) ? "continues" : "is finished";
    }

    private String request(int receives) {
      String record = item("r", scene.body, receives);
      String neighbour = item("n", scene.neighbour, Math.max(receives, scene.neighbourReceives));
      boolean first = scene.neighbour.length() > 100;
      String batch = first ? Layer.batch(neighbour, record) : Layer.batch(record, neighbour);
      return Stream.of(Caller.PIPE, Caller.TEMPLATE).anyMatch(scene.caller::equals)
          ? batch
          : "{\"Records\":" + batch + "}";
    }

    private String item(String id, String body, int receives) {
      if (scene.caller == Caller.TEMPLATE) {
        return body;
      }
      ObjectNode record = (ObjectNode) Layer.json(Layer.record(id, body, receives));
      if (scene.caller == Caller.FIFO || scene.caller == Caller.FIFO_OF_OTHERS) {
        record.put("eventSourceARN", "arn:aws:sqs:eu-west-1:123456789012:moves.fifo");
        String group = scene.caller == Caller.FIFO ? "a" : id;
        record.withObject("/attributes").put("MessageGroupId", group);
      }
      return Json.text(record);
    }
  }
}
