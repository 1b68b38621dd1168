package io.github.standpipe.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be bound: at start if it never can, and else for its event alone. */
class TypedRefusalsTest {
  private static final String NO_CONSTRUCTOR =
      "; give it a constructor that Jackson can use, or @JsonTypeInfo and subtypes";

  static final class Hidden {
    private final int number;

    Hidden(int number, int other) {
      this.number = number + other;
    }

    int number() {
      return number;
    }
  }

  interface Shape {}

  abstract static class Base {}

  class Inner {
    public int number;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  interface Nameless {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(BadSubtype.class))
  interface Named {}

  record BadSubtype(Shape shape) implements Named {}

  record Direct(@Nullable Hidden hidden) {}

  record InList(List<Optional<Shape>> shapes) {}

  record InMap(Map<String, List<Base[]>> bases) {}

  record AsKey(Map<Hidden, Integer> counts) {}

  record Deep(List<Direct> all) {}

  record WithInner(@Nullable Inner inner) {}

  record WithNameless(@Nullable Nameless value) {}

  record WithNamed(List<Named> values) {}

  record WithQueue(Queue<Supplier<String>> hooks) {}

  record WithThread(@Nullable Thread thread) {}

  record Recursive(@Nullable Recursive next, Map<String, Recursive> others, @Nullable Shape last) {}

  static List<Object[]> unusable() {
    String at = TypedRefusalsTest.class.getName() + "$";
    String cannot = "Cannot construct instance of `" + at;
    return List.of(
        new Object[] {Direct.class, ".hidden: " + cannot + "Hidden`" + NO_CONSTRUCTOR},
        new Object[] {InList.class, ".shapes[]: " + cannot + "Shape`" + NO_CONSTRUCTOR},
        new Object[] {InMap.class, ".bases[][][]: " + cannot + "Base`" + NO_CONSTRUCTOR},
        new Object[] {AsKey.class, "Cannot find a (Map) Key deserializer for type"},
        new Object[] {Deep.class, ".all[].hidden: " + cannot + "Hidden`" + NO_CONSTRUCTOR},
        new Object[] {WithInner.class, ".inner: " + cannot + "Inner`" + NO_CONSTRUCTOR},
        new Object[] {
          WithNameless.class,
          ".value: `" + at + "Nameless` has no subtypes; list them in @JsonSubTypes"
        },
        new Object[] {WithNamed.class, ".values[].shape: " + cannot + "Shape`" + NO_CONSTRUCTOR},
        new Object[] {
          WithQueue.class,
          ".hooks[]: Cannot construct instance of `java.util.function.Supplier`" + NO_CONSTRUCTOR
        },
        new Object[] {Recursive.class, ".last: " + cannot + "Shape`" + NO_CONSTRUCTOR},
        new Object[] {Shape.class, cannot + "Shape`" + NO_CONSTRUCTOR});
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void refusesAtStartWhatCanNeverBeBound(Class<?> type, String why) {
    assertThatThrownBy(() -> TypedEnrichers.each(type, e -> e.emit(e.value())))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(type.getName() + ": cannot be bound: " + why)
        .hasMessageNotContainingAny("\n");
  }

  record Ignoring(int id, @JsonIgnore @Nullable Shape shape) {}

  record ReadOnly(int id) {
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public @Nullable Shape shape() {
      return null;
    }
  }

  @JsonDeserialize(builder = Built.Builder.class)
  static final class Built {
    public final int id;

    private Built(int id) {
      this.id = id;
    }

    @JsonPOJOBuilder(withPrefix = "")
    static final class Builder {
      private int id;

      Builder id(int given) {
        id = given;
        return this;
      }

      Built build() {
        return new Built(id);
      }
    }
  }

  @JsonDeserialize(as = Round.class)
  interface Circle {}

  record Round(int radius) implements Circle {}

  record Sku(String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Sku {}
  }

  record Usable(
      Circle circle,
      Sku sku,
      List<? extends Number> numbers,
      Object anything,
      JsonNode json,
      CharSequence text,
      Comparable<String> comparable,
      Iterable<Sku> skus,
      @Nullable Usable next,
      Map<String, Object> map,
      byte[] bytes,
      int[][] matrix) {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        Ignoring.class,
        ReadOnly.class,
        Built.class,
        Usable.class,
        Map.class,
        JsonNode.class,
        Object.class,
        String.class,
        List.class
      })
  void acceptsAtStartWhatCanBeBound(Class<?> type) {
    assertThatCode(() -> TypedEnrichers.each(type, e -> e.emit(e.value())))
        .doesNotThrowAnyException();
  }

  record Odd(int id, @Nullable Trap trap) {}

  static final class Trap {
    public String kind = "";

    @JsonCreator
    static Trap of(@JsonProperty("kind") String kind) {
      return switch (kind) {
        case "error" -> throw new AssertionError("SECRET");
        case "linkage" -> throw new NoClassDefFoundError("SECRET");
        case "overflow" -> throw new StackOverflowError("SECRET");
        case "exception" -> throw new IllegalStateException("SECRET");
        case "bare" -> throw new Bare();
        case "checked" -> throw sneaky(new java.io.IOException("SECRET"));
        default -> new Trap();
      };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
      throw (E) e;
    }
  }

  private static final class Bare extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bare() {
      super("SECRET", null, false, false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "linkage", "overflow", "exception", "bare", "checked"})
  void failsTheOneEventThatCannotBeBound(String kind) {
    List<ObjectNode> quarantined = new ArrayList<>();
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.batch(
                Odd.class, odds -> odds.stream().map(odd -> odd.emit(odd.value())).toList()),
            quarantined);
    String bad = "{\"id\":2,\"trap\":{\"kind\":\"" + kind + "\"}}";
    String answer =
        SqsEvents.answer(handler, received(3, List.of("{\"id\":1}", bad, "{\"id\":3}")));
    assertThat(answer).isEqualTo("[{\"id\":1},{\"id\":3}]");
    assertThat(quarantined)
        .singleElement()
        .satisfies(envelope ->
            assertThat(envelope.path("reason").asText())
                .startsWith("it does not bind to Odd: ")
                .doesNotContain("SECRET"));
  }

  /** An exception is what the class thinks of the event; an error may pass. */
  @ParameterizedTest
  @CsvSource({
    "error, failure",
    "linkage, failure",
    "overflow, failure",
    "exception, quarantine",
    "bare, quarantine",
    "checked, quarantine"
  })
  void triesAnEventAgainIfItsClassThrowsAnError(String kind, String outcome) {
    List<ObjectNode> quarantined = new ArrayList<>();
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.each(Odd.class, odd -> odd.emit(odd.value())), quarantined);
    List<String> bodies = List.of("{\"id\":2,\"trap\":{\"kind\":\"" + kind + "\"}}");
    if (outcome.equals("failure")) {
      assertThatThrownBy(() -> SqsEvents.answer(handler, received(2, bodies)))
          .hasMessageContaining("it does not bind to Odd: .trap is refused, ")
          .hasMessageNotContaining("SECRET");
      assertThat(quarantined).isEmpty();
    }
    assertThat(SqsEvents.answer(handler, received(3, bodies))).isEqualTo("[]");
    assertThat(quarantined)
        .singleElement()
        .satisfies(envelope -> assertThat(envelope.path("outcome").asText()).isEqualTo(outcome));
  }

  private static String received(int receives, List<String> bodies) {
    List<JsonNode> records = new ArrayList<>();
    for (String body : bodies) {
      ObjectNode record = Json.object().put("messageId", "m" + records.size()).put("body", body);
      record.putObject("attributes").put("ApproximateReceiveCount", String.valueOf(receives));
      records.add(record);
    }
    return Json.text(Json.array().addAll(records));
  }

  private static String body(Random random, int id) {
    String trap =
        switch (random.nextInt(9)) {
          case 0 -> "7";
          case 1 -> "{\"kind\":\"error\"}";
          case 2 -> "{\"kind\":\"exception\"}";
          case 3 -> "{\"kind\":\"linkage\"}";
          case 4 -> "[]";
          default -> random.nextBoolean() ? "null" : "{\"kind\":\"k\"}";
        };
    return "{\"id\":" + id + ",\"trap\":" + trap + "}";
  }

  @Test
  void neverStopsAHealthyEventByOneThatCannotBeBound() {
    List<ObjectNode> quarantined = new ArrayList<>();
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.batch(
                Odd.class,
                odds ->
                    odds.stream().map(odd -> odd.emit(Map.of("id", odd.value().id()))).toList()),
            quarantined);
    Random random = new Random(19);
    for (int turn = 0; turn < 1_000; turn++) {
      List<String> bodies = new ArrayList<>();
      List<String> healthy = new ArrayList<>();
      int size = 1 + random.nextInt(10);
      for (int id = 0; id < size; id++) {
        String body = body(random, id);
        bodies.add(body);
        if (body.contains("null") || body.contains("\"k\"")) {
          healthy.add("{\"id\":" + id + "}");
        }
      }
      quarantined.clear();
      assertThat(SqsEvents.answer(handler, received(9, bodies)))
          .isEqualTo("[" + String.join(",", healthy) + "]");
      assertThat(quarantined).hasSize(size - healthy.size());
    }
  }
}
