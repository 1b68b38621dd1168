package io.github.standpipe.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static FieldNamesCache.Fields fields(List<String> names) {
    Iterator<String> next = names.iterator();
    int[] value = {0};
    return new FieldNamesCache.Fields() {
      @Override
      public @Nullable String name() {
        return next.hasNext() ? next.next() : null;
      }

      @Override
      public JsonNode value() {
        return IntNode.valueOf(value[0]++);
      }
    };
  }

  private static ObjectNode expected(List<String> names) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int place = 0; place < names.size(); place++) {
      object.put(names.get(place), place);
    }
    return object;
  }

  private static void same(PlainObject read, ObjectNode expected) throws IOException {
    assertThat(MAPPER.writeValueAsString(read)).isEqualTo(MAPPER.writeValueAsString(expected));
    assertThat((JsonNode) read).isEqualTo(expected);
    assertThat(expected).isEqualTo(read);
    assertThat(read.hashCode()).isEqualTo(expected.hashCode());
    expected
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(read.get(new String(name))).isEqualTo(expected.get(name)));
  }

  /** Some repeat the names of the previous one, some a part of them, and some have one twice. */
  @Test
  void readsObjectsWhateverTheOnesBeforeWereLike() throws IOException {
    FieldNamesCache shapes = new FieldNamesCache();
    List<String> names = List.of();
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int size = random.nextInt(20);
      names =
          switch (random.nextInt(4)) {
            case 0 -> names;
            case 1 -> names.subList(0, Math.min(size, names.size()));
            case 2 -> IntStream.range(0, size).mapToObj(i -> ("n" + i).intern()).toList();
            default -> IntStream.range(0, size).mapToObj(i -> "n" + random.nextInt(20)).toList();
          };
      same(shapes.object(fields(names)), expected(names));
    }
  }

  @Test
  void keepsNoNameThatIsLong() throws IOException {
    FieldNamesCache shapes = new FieldNamesCache();
    PlainObject one = shapes.object(fields(List.of("a", "n".repeat(100))));
    assertThat(one.shape()).isNotNull();
    List<String> long101 = List.of("a", "n".repeat(101));
    assertThat(shapes.object(fields(long101)).shape()).isNull();
    same(shapes.object(fields(long101)), expected(long101));
  }

  @Test
  void changesAnObjectWithoutThoseOfItsShape() throws IOException {
    FieldNamesCache shapes = new FieldNamesCache();
    List<String> names = List.of("a", "b", "c");
    shapes.object(fields(names));
    PlainObject one = shapes.object(fields(names));
    PlainObject other = shapes.object(fields(names));

    one.put("d", 7).remove("b");
    one.put("a", 8);
    same(other, expected(names));
    assertThat(MAPPER.writeValueAsString(one)).isEqualTo("{\"a\":8,\"c\":2,\"d\":7}");
    ObjectNode copy = other.deepCopy();
    copy.put("a", 9);
    same(other, expected(names));
  }

  @Test
  void findsNumbersThatJsonDoesNotHaveAtAnyDepth() {
    ObjectNode object = PlainObject.NODES.objectNode();
    IntStream.range(0, 20).forEach(i -> object.put("n" + i, i));
    assertThat(Finite.fails(object)).isFalse();
    object.putArray("array").addObject().put("x", "Infinity").put("deep", 1.5f);
    assertThat(Finite.fails(object)).isFalse();
    ((ObjectNode) object.at("/array/0")).put("deep", Float.NaN);
    assertThat(Finite.fails(object)).isTrue();
    assertThat(Finite.fails(JsonNodeFactory.instance.objectNode().put("x", 1 / 0.0))).isTrue();
  }
}
