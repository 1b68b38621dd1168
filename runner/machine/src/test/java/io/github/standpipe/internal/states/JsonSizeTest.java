package io.github.standpipe.internal.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sizes, compared with the bytes that are written. */
class JsonSizeTest {
  private static final String[] PIECES = {
    "a", "\"", "\\", "/", "\n", "\t", "\b", "\f", "\r", "\0", "\u001f", "\u007f", "\u0080", "ß",
    "\u07ff", "\u0800", "€", "\u2028", "\uffff", "😀", "𝄞"
  };

  private final Random random = new Random(14);

  @Test
  void countsTheBytesThatAreWritten() {
    for (int round = 0; round < 20_000; round++) {
      JsonNode json = value(4);
      long written = MachineJson.text(json).getBytes(StandardCharsets.UTF_8).length;
      assertThat(JsonSize.of(json)).as(MachineJson.text(json)).isEqualTo(written);
      assertThat(JsonSize.exceeds(json, written)).isFalse();
      assertThat(JsonSize.exceeds(json, written - 1)).isTrue();
    }
  }

  @Test
  void neverEstimatesLessThanIsWritten() {
    long limit = 1L << 40;
    for (int round = 0; round < 20_000; round++) {
      JsonNode json = value(4);
      long written = MachineJson.text(json).getBytes(StandardCharsets.UTF_8).length;
      assertThat(limit - JsonSize.most(json, limit))
          .as(MachineJson.text(json))
          .isGreaterThanOrEqualTo(written);
    }
  }

  @Test
  void measuresANumberWithoutWritingItsZeros() {
    JsonNode number = MachineJson.NODES.numberNode(new BigDecimal("-1E+2000000000"));
    assertThat(JsonSize.of(number)).isEqualTo(2_000_000_002L);
    assertThat(MachineJson.isTooLarge(number)).isTrue();
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> MachineJson.NODES.textNode(text());
      case 1, 2 -> number();
      case 3 ->
          random.nextInt(3) == 0
              ? MachineJson.NODES.nullNode()
              : MachineJson.NODES.booleanNode(random.nextBoolean());
      case 4 -> array(depth);
      default -> object(depth);
    };
  }

  private ArrayNode array(int depth) {
    ArrayNode array = MachineJson.NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(depth - 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = MachineJson.NODES.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(text(), value(depth - 1));
    }
    return object;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private JsonNode number() {
    return switch (random.nextInt(8)) {
      case 0 -> MachineJson.NODES.numberNode(random.nextInt() >> random.nextInt(32));
      case 1 -> MachineJson.NODES.numberNode(random.nextLong() >> random.nextInt(64));
      case 2 -> MachineJson.NODES.numberNode((short) random.nextInt());
      case 3 -> MachineJson.NODES.numberNode(finite(Double.longBitsToDouble(random.nextLong())));
      case 4 -> MachineJson.NODES.numberNode(finite(Float.intBitsToFloat(random.nextInt())));
      case 5 -> MachineJson.NODES.numberNode(whole());
      case 6 -> MachineJson.NODES.numberNode(random.nextInt(200) / 8.0);
      default -> MachineJson.NODES.numberNode(new BigDecimal(whole(), random.nextInt(80) - 40));
    };
  }

  private BigInteger whole() {
    BigInteger whole = new BigInteger(random.nextInt(140), random);
    return random.nextBoolean() ? whole.negate() : whole;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.MIN_VALUE;
  }

  private static float finite(float value) {
    return Float.isFinite(value) ? value : Float.MIN_VALUE;
  }
}
