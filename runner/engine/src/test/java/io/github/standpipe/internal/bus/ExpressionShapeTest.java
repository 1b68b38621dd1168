package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.jsonata.GuardedJsonata.Result;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Either;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Shape.PlainText;
import io.github.standpipe.internal.shape.Shape.ScalarKind;
import io.github.standpipe.internal.shape.Shape.Single;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the text of an expression shows is compared with what its evaluation gives. */
class ExpressionShapeTest {
  private static final List<String> KEYS = List.of("a", "b", "c", "detail-type");
  private final Random random = new Random(20261201);

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Events: the shape of all, and a value of each kind that it may be. */
  private sealed interface Kind {
    record One(JsonNode like) implements Kind {}

    record Items(Kind element) implements Kind {}

    record Keys(Map<String, Kind> members, Set<String> sure) implements Kind {}
  }

  private Kind kind(int depth) {
    int which = random.nextInt(depth > 0 ? 5 : 2);
    if (which < 2) {
      return new Kind.One(
          json(any(List.of("\"x\"", "\"\"", "7", "1.5", "true", "null", "\"12\""))));
    }
    if (which == 2) {
      return new Kind.Items(kind(depth - 1));
    }
    Map<String, Kind> members = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        members.put(key, kind(depth - 1));
      }
    }
    return new Kind.Keys(
        members, Set.copyOf(members.keySet().stream().filter(k -> random.nextBoolean()).toList()));
  }

  private static Shape shape(Kind kind) {
    return switch (kind) {
      case Kind.One(JsonNode like) -> new Single(Set.of(scalar(like)), Json.array());
      case Kind.Items(Kind element) -> new Listing(shape(element), true);
      case Kind.Keys(var members, var sure) -> {
        Map<String, Member> all = new LinkedHashMap<>();
        members.forEach((key, one) -> all.put(key, new Member(shape(one), sure.contains(key))));
        yield Shape.closed(all);
      }
    };
  }

  private static ScalarKind scalar(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> ScalarKind.STRING;
      case NUMBER -> ScalarKind.NUMBER;
      case BOOLEAN -> ScalarKind.BOOLEAN;
      default -> ScalarKind.NULL;
    };
  }

  private JsonNode value(Kind kind) {
    return switch (kind) {
      case Kind.One(JsonNode like) -> like;
      case Kind.Items(Kind element) -> {
        ArrayNode items = Json.array();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(value(element));
        }
        yield items;
      }
      case Kind.Keys(var members, var sure) -> {
        ObjectNode object = Json.object();
        members.forEach((key, one) -> {
          if (sure.contains(key) || random.nextBoolean()) {
            object.set(key, value(one));
          }
        });
        yield object;
      }
    };
  }

  private String path() {
    StringBuilder path = new StringBuilder(any(List.of("$events", "$events", "$x", "$y", "a")));
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = any(KEYS);
      path.append('.')
          .append(key.contains("-") ? any(List.of("\"" + key + "\"", "`" + key + "`")) : key);
    }
    return path
        + any(
            List.of(
                "",
                "",
                "",
                "",
                "",
                "",
                "[0]",
                "[]",
                "[a = 7]",
                ".*",
                ".$string()",
                ".(a)",
                "{a: b}"));
  }

  private String call(int depth) {
    String name =
        any(
            List.of(
                "string",
                "number",
                "boolean",
                "not",
                "exists",
                "count",
                "sum",
                "max",
                "length",
                "uppercase",
                "trim",
                "substring",
                "join",
                "type",
                "floor",
                "keys",
                "reverse",
                "lookup",
                "distinct",
                "split",
                "contains",
                "average",
                "round",
                "x"));
    String second =
        Set.of("substring", "lookup", "split", "contains").contains(name)
            ? ", " + any(List.of("1", "\"a\"", "\"\""))
            : "";
    return "$" + name + "(" + expression(depth - 1) + second + ")";
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    for (String key : KEYS) {
      if (random.nextInt(3) == 0) {
        object.append(object.length() > 1 ? ", " : "").append('"').append(key).append("\": ");
        object.append(expression(depth - 1));
      }
    }
    return object + "}";
  }

  private String expression(int depth) {
    if (depth == 0) {
      return any(List.of(path(), path(), path(), "\"t-\"", "'12'", "3", "1.5", "true", "null"));
    }
    return switch (random.nextInt(16)) {
      case 0, 1 -> path();
      case 2, 3 -> object(depth);
      case 4 -> "[" + expression(depth - 1) + ", " + expression(depth - 1) + "]";
      case 5 -> expression(depth - 1) + " & " + expression(depth - 1);
      case 6 ->
          "("
              + expression(depth - 1)
              + " ? "
              + expression(depth - 1)
              + " : "
              + expression(depth - 1)
              + ")";
      case 7 ->
          "("
              + expression(depth - 1)
              + any(List.of(" + ", " * ", " - "))
              + expression(depth - 1)
              + ")";
      case 8 ->
          "("
              + expression(depth - 1)
              + any(List.of(" = ", " != ", " < ", " in ", " and ", " or "))
              + expression(depth - 1)
              + ")";
      case 9, 10 -> call(depth);
      case 11 -> "$merge([" + object(depth) + ", " + any(List.of(object(depth), path())) + "])";
      case 12 ->
          "($x := "
              + expression(depth - 1)
              + "; $y := "
              + expression(depth - 1)
              + "; "
              + expression(depth - 1)
              + ")";
      case 13 -> "-" + expression(depth - 1);
      case 14 ->
          any(
              List.of(
                  "$merge(" + path() + ")",
                  "[1..3]",
                  "[" + path() + "]",
                  "(" + path() + " ? " + path() + ")",
                  "$map([1, 2], function($x) { $x + 1 })",
                  path() + " ~> $string()",
                  "$replace(\"a/b\", /b/, \"c\")",
                  "(/* {\" */ " + path() + ")",
                  "[$x := 5, $x]",
                  "$spread(" + path() + ")"));
      default -> "{" + "\"k\" & \"l\": " + expression(depth - 1) + "}";
    };
  }

  /** Whether a shape contains a value. */
  private static boolean contains(Shape shape, JsonNode value) {
    return switch (shape) {
      case Single(Set<ScalarKind> kinds, JsonNode wanted) ->
          value.isValueNode()
              && kinds.contains(scalar(value))
              && (wanted.isEmpty() || wanted.get(0).equals(value));
      case Listing(Shape element, boolean mayBeEmpty) -> {
        boolean all = value.isArray() && (mayBeEmpty || !value.isEmpty());
        for (JsonNode one : value) {
          all &= contains(element, one);
        }
        yield all;
      }
      case Fields fields -> value.isObject() && contains(fields, value);
      case Either(List<Shape> shapes) -> shapes.stream().anyMatch(one -> contains(one, value));
      case PlainText text -> false;
      default -> true;
    };
  }

  private static boolean contains(Fields fields, JsonNode object) {
    boolean all =
        fields.members().entrySet().stream()
            .allMatch(one -> !one.getValue().isSure() || object.has(one.getKey()));
    for (var one : object.properties()) {
      Member member = fields.members().get(one.getKey());
      all &= member == null ? fields.isOpen() : contains(member.shape(), one.getValue());
    }
    return all;
  }

  @Test
  void theShapeOfAnExpressionContainsWhatItEvaluatesTo() {
    int values = 0;
    int narrow = 0;
    int never = 0;
    for (int round = 0; round < 1500; round++) {
      Kind kind = kind(3);
      ExpressionShape reader = new ExpressionShape(shape(kind));
      String text = "{% " + expression(3) + " %}";
      Evaluated found = reader.result(text);
      Optional<Shape> body = reader.of(text);
      narrow += found.shape() instanceof Shape.Open ? 0 : 1;
      for (int i = 0; i < 4; i++) {
        JsonNode event = value(kind);
        String what = text + " of " + event + " as " + found;
        switch (EventExpressions.evaluate(text, event, around())) {
          case Result.Value(JsonNode result) -> {
            values++;
            assertThat(found.presence()).as(what).isNotEqualTo(Truth.NEVER);
            assertThat(contains(found.shape(), result)).as(what + " gives " + result).isTrue();
            assertThat(result.isNull() || contains(body, result)).as(what + ": " + body).isTrue();
          }
          case Result.Nothing() -> {
            assertThat(found.presence()).as(what).isNotEqualTo(Truth.ALWAYS);
            never += found.presence() == Truth.NEVER ? 1 : 0;
          }
          case Result.Failure(String message) -> {}
        }
      }
    }
    assertThat(values).isGreaterThan(2000);
    assertThat(narrow).isGreaterThan(750);
    assertThat(never).isGreaterThan(40);
  }

  /** Whether a body may be what a subscriber sends of a result. */
  private static boolean contains(Optional<Shape> body, JsonNode result) {
    if (!result.isTextual()) {
      return body.filter(shape -> contains(shape, result)).isPresent();
    }
    Optional<JsonNode> spelt = CustomPublish.parsed(result.textValue());
    return body.stream()
        .flatMap(shape -> shape.alternatives().stream())
        .anyMatch(shape ->
            spelt.isPresent()
                ? contains(shape, spelt.get())
                : shape instanceof PlainText || shape instanceof Shape.Open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"id\": $events.Data.id & \"-1\", \"n\": $number($events.Data.id)}|id n|true",
        "{\"a\": 1, \"b\": $events.Data.none}|a|true",
        "$merge([{\"a\": 1}, {\"b\": $events.Data.id}])|a b|true",
        "$merge([$events.Data, {\"b\": 2}])|b id|true",
        "($o := $events.Data; {\"id\": $o.id})|id|true",
        "$events.Data.id ? {\"a\": 1} : {\"b\": 1}|a b|false",
        "$exists($events.Data.none) ? {\"a\": 1} : {\"b\": 1}|a b|false",
      })
  void knowsTheKeysOfObjects(String expression, String keys, boolean areSure) {
    Shape event = Shape.of(json("{\"Data\": {\"id\": \"7\"}}"));
    Shape body = new ExpressionShape(event).of("{% " + expression + " %}").orElseThrow();
    List<Map.Entry<String, Member>> members =
        body.alternatives().stream()
            .flatMap(one -> ((Fields) one).members().entrySet().stream())
            .sorted(Map.Entry.comparingByKey())
            .toList();
    assertThat(members).extracting(Map.Entry::getKey).containsExactly(keys.split(" "));
    assertThat(body.alternatives()).hasSize(areSure ? 1 : 2);
    assertThat(body.alternatives()).allMatch(one -> !((Fields) one).isOpen());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"order-\" & $events.Data.id|PlainText[]",
        "\"{\" & $events.Data.id & \"}\"|Open[]",
        "'order'|PlainText[]",
        "$string($events.Data)|Open[]",
        "$events.Data.none|",
        "null|",
        "$string($events.Data.none)|",
        "$count($events.Data) + 1|Single[kinds=[NUMBER], wanted=[]]",
        "$events.Data.id = '7'|Single[kinds=[BOOLEAN], wanted=[]]",
        "$eval($events.Data.id)|Open[]",
        "(((|Open[]",
      })
  void knowsWhatKindOfBodyIsSent(String expression, String body) {
    Shape event = Shape.of(json("{\"Data\": {\"id\": \"7\"}}"));
    assertThat(new ExpressionShape(event).of("{% " + expression + " %}").map(Shape::toString))
        .isEqualTo(Optional.ofNullable(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"id\": $events.Data.order}|[$events.Data.order]",
        "\"a\" & $events.Data.order.id|[$events.Data.order]",
        "$events.Data.\"an id\"|[$events.Data.\"an id\"]",
        "($d := $events.Data; {\"id\": $d.order})|[$events.Data.order]",
        "$events.Data.order ? $events.Data.order : 1|[]",
        "$exists($events.Data.order)|[]",
        "{\"id\": $events.Data.id}|[]",
      })
  void findsPathsThatNoEventHas(String expression, String nowhere) {
    Shape event = Shape.of(json("{\"Data\": {\"id\": \"7\"}}"));
    assertThat(new ExpressionShape(event).nowhere("{% " + expression + " %}")).hasToString(nowhere);
  }

  @Test
  void bearsAnyText() {
    ExpressionShape reader = new ExpressionShape(Shape.OPEN);
    String signs = "$events.Data()[]{}\"'`,:;?&=<>~|^@#*%+-/\\ a1.";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      assertThat(reader.of(text.toString())).isNotNull();
    }
    assertThat(reader.of("(".repeat(4000) + "1" + ")".repeat(4000))).contains(Shape.OPEN);
    assertThat(reader.of("-".repeat(8000) + "1")).contains(Shape.OPEN);
    assertThat(reader.of("1" + " & 1".repeat(2000))).isPresent();
  }
}
