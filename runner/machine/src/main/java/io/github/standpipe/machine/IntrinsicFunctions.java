package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.JsonSize;
import io.github.standpipe.internal.states.MachineJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The intrinsic functions of JSONPath states. Details that the guide leaves open, or describes
 * otherwise, follow recordings and reports of the service: how texts are split, which numbers are
 * rounded and which are cut off, what an empty text parses to.
 *
 * @param ids for {@code States.UUID}, and the source of {@code States.MathRandom} without a seed
 */
record IntrinsicFunctions(Supplier<UUID> ids) {
  private static final int LONGEST = 1_000;
  private static final int HASHED = 10_000;

  /** No recording shows a bound for what lies between two functions. */
  private static final int LARGEST = 4_194_304;

  /**
   * Applies a function to its arguments.
   *
   * @throws IllegalArgumentException with a message, for arguments that the function does not
   *     accept
   */
  JsonNode apply(String name, List<JsonNode> arguments) {
    try {
      return value(name, arguments);
    } catch (InvalidTemplateException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Invalid arguments in " + name + ": " + e.getMessage(), e);
    }
  }

  private JsonNode value(String name, List<JsonNode> arguments) {
    Arguments a = new Arguments(arguments);
    return switch (name) {
      case "States.Format" -> text(format(a));
      case "States.StringToJson" -> stringToJson(a.count(1).text(0));
      case "States.JsonToString" -> text(MachineJson.text(bounded(a.count(1).at(0))));
      case "States.Array" -> bounded(array(arguments));
      case "States.ArrayPartition" -> partition(a.count(2).array(0), a.whole(1));
      case "States.ArrayContains" -> bool(contains(a.count(2).array(0), a.at(1)));
      case "States.ArrayRange" -> range(a.count(3).whole(0), a.whole(1), a.whole(2));
      case "States.ArrayGetItem" -> item(a.count(2).array(0), a.whole(1));
      case "States.ArrayLength" -> MachineJson.NODES.numberNode(a.count(1).array(0).size());
      case "States.ArrayUnique" -> unique(a.count(1).array(0));
      case "States.Base64Encode" ->
          text(Base64.getEncoder().encodeToString(utf8(shortText(a.count(1).text(0)))));
      case "States.Base64Decode" -> text(decode(shortText(a.count(1).text(0))));
      case "States.Hash" -> text(hash(a.count(2).at(0), a.text(1)));
      case "States.JsonMerge" -> bounded(merge(a.count(3)));
      case "States.MathRandom" -> random(a);
      case "States.MathAdd" -> add(a.count(2));
      case "States.StringSplit" -> split(a.count(2).text(0), a.text(1));
      case "States.UUID" -> text(a.count(0).isEmpty() ? ids.get().toString() : "");
      default -> throw new IllegalArgumentException("there is no such function");
    };
  }

  static final Set<String> NAMES =
      Set.of(
          "States.Format",
          "States.StringToJson",
          "States.JsonToString",
          "States.Array",
          "States.ArrayPartition",
          "States.ArrayContains",
          "States.ArrayRange",
          "States.ArrayGetItem",
          "States.ArrayLength",
          "States.ArrayUnique",
          "States.Base64Encode",
          "States.Base64Decode",
          "States.Hash",
          "States.JsonMerge",
          "States.MathRandom",
          "States.MathAdd",
          "States.StringSplit",
          "States.UUID");

  private static String format(Arguments a) {
    String template = a.text(0);
    StringBuilder text = new StringBuilder();
    int next = 1;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '\\' && i + 1 < template.length() && "{}".indexOf(template.charAt(i + 1)) >= 0) {
        text.append(template.charAt(++i));
      } else if (template.startsWith("{}", i)) {
        text.append(next < a.all().size() ? a.asText(next) : "");
        next++;
        i++;
      } else {
        text.append(literal(c));
      }
      bounded(text.length());
    }
    if (next != a.all().size()) {
      throw new IllegalArgumentException("number of arguments do not match the occurrences of {}.");
    }
    return text.toString();
  }

  private static char literal(char c) {
    if (c == '{' || c == '}') {
      throw new InvalidTemplateException(c);
    }
    return c;
  }

  private static void bounded(long size) {
    if (size > LARGEST) {
      throw new IllegalArgumentException("the result has more than " + LARGEST + " bytes");
    }
  }

  /** Nested calls can repeat a value exponentially often. */
  private static JsonNode bounded(JsonNode value) {
    bounded(JsonSize.exceeds(value, LARGEST) ? Long.MAX_VALUE : 0);
    return value;
  }

  private static JsonNode stringToJson(String text) {
    if (text.isBlank()) {
      return MachineJson.NODES.nullNode();
    }
    try {
      return MachineJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the text is not JSON");
    }
  }

  private static JsonNode partition(ArrayNode array, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("the chunk size is not a positive integer");
    }
    ArrayNode chunks = MachineJson.NODES.arrayNode();
    for (int from = 0; from < array.size(); from += (int) Math.min(size, Integer.MAX_VALUE / 2)) {
      ArrayNode chunk = chunks.addArray();
      for (int i = from; i < Math.min((long) array.size(), from + size); i++) {
        chunk.add(array.get(i));
      }
    }
    return chunks;
  }

  private static boolean contains(ArrayNode array, JsonNode value) {
    for (JsonNode item : array) {
      if (JsonEquality.equal(item, value)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode range(long first, long last, long step) {
    if (step == 0) {
      throw new IllegalArgumentException("the increment is 0");
    }
    BigInteger distance = BigInteger.valueOf(last).subtract(BigInteger.valueOf(first));
    BigInteger steps = distance.divide(BigInteger.valueOf(step));
    if (steps.compareTo(BigInteger.valueOf(LONGEST)) >= 0) {
      throw new IllegalArgumentException("the range has more than " + LONGEST + " items");
    }
    ArrayNode range = MachineJson.NODES.arrayNode();
    if (distance.signum() * Long.signum(step) >= 0) {
      for (int i = 0; i <= steps.intValue(); i++) {
        range.add(number(first + i * step));
      }
    }
    return range;
  }

  /** An empty array has null at each index, as the service was seen to answer. */
  private static JsonNode item(ArrayNode array, long index) {
    if (array.isEmpty() && index >= 0) {
      return MachineJson.NODES.nullNode();
    }
    if (index < 0 || index >= array.size()) {
      throw new IllegalArgumentException(
          "the index " + index + " is outside of an array of " + array.size());
    }
    return array.get((int) index);
  }

  private static JsonNode unique(ArrayNode array) {
    Set<JsonNode> different = new LinkedHashSet<>();
    ArrayNode unique = MachineJson.NODES.arrayNode();
    for (JsonNode item : array) {
      if (different.add(JsonEquality.canonical(item))) {
        unique.add(item);
      }
    }
    return unique;
  }

  private static String decode(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the text is not base64");
    }
  }

  private static String shortText(String text) {
    if (text.length() > HASHED) {
      throw new IllegalArgumentException("the text has more than " + HASHED + " characters");
    }
    return text;
  }

  private static String hash(JsonNode data, String algorithm) {
    if (!Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512").contains(algorithm)) {
      throw new IllegalArgumentException("there is no such algorithm");
    }
    try {
      String text = shortText(data.isTextual() ? data.textValue() : MachineJson.text(data));
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(utf8(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode merge(Arguments a) {
    if (a.at(2).isBoolean() && a.at(2).booleanValue()) {
      throw new IllegalArgumentException("only a shallow merge is supported: pass false");
    }
    ObjectNode merged = a.object(0).deepCopy();
    merged.setAll(a.object(1));
    return merged;
  }

  private JsonNode random(Arguments a) {
    long from = a.whole(0);
    long to = a.whole(1);
    if (a.all().size() < 2 || a.all().size() > 3 || from >= to) {
      throw new IllegalArgumentException("it takes a start, a larger end, and perhaps a seed");
    }
    Random random =
        new Random(a.all().size() == 3 ? a.whole(2) : ids.get().getLeastSignificantBits());
    return number(random.nextLong(from, to));
  }

  /** Each argument is rounded by itself, half up. */
  private static JsonNode add(Arguments a) {
    long first = integer(a.rounded(0));
    return number(integer(first + integer(a.rounded(1))));
  }

  private static long integer(long value) {
    if (value != (int) value) {
      throw new IllegalArgumentException(value + " is not a signed integer of 32 bits");
    }
    return value;
  }

  /** Each character of the second text splits, and empty pieces are left out. */
  private static JsonNode split(String text, String separators) {
    ArrayNode pieces = MachineJson.NODES.arrayNode();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        if (!piece.isEmpty()) {
          pieces.add(piece.toString());
        }
        piece.setLength(0);
      } else {
        piece.append(text.charAt(i));
      }
    }
    return pieces;
  }

  private static JsonNode array(List<JsonNode> items) {
    return MachineJson.NODES.arrayNode().addAll(items);
  }

  private static JsonNode text(String text) {
    return MachineJson.NODES.textNode(text);
  }

  private static JsonNode bool(boolean value) {
    return MachineJson.NODES.booleanNode(value);
  }

  private static JsonNode number(long value) {
    return value == (int) value
        ? MachineJson.NODES.numberNode((int) value)
        : MachineJson.NODES.numberNode(value);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A brace of a format that stands alone. */
  private static final class InvalidTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidTemplateException(char brace) {
      super(
          "Invalid template in States.Format: matching '"
              + (brace == '{' ? '}' : '{')
              + "' not found for '"
              + brace
              + "'.");
    }
  }

  /** Arguments, read as the types that the function accepts. */
  private record Arguments(List<JsonNode> all) {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int MOST_DIGITS = 18;
    private static final int FINEST = 100_000;

    Arguments count(int count) {
      if (all.size() != count) {
        throw new IllegalArgumentException(
            "it takes " + count + " arguments, and has " + all.size());
      }
      return this;
    }

    boolean isEmpty() {
      return all.isEmpty();
    }

    JsonNode at(int place) {
      if (place >= all.size()) {
        throw new IllegalArgumentException("it has only " + all.size() + " arguments");
      }
      return all.get(place);
    }

    String text(int place) {
      return as(place, at(place).isTextual(), "a string").textValue();
    }

    ArrayNode array(int place) {
      return (ArrayNode) as(place, at(place).isArray(), "an array");
    }

    ObjectNode object(int place) {
      return (ObjectNode) as(place, at(place).isObject(), "an object");
    }

    /** Without its fraction. */
    long whole(int place) {
      return number(place).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /** To the nearest integer; a half is rounded towards positive infinity. */
    long rounded(int place) {
      return number(place).add(HALF).setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    private BigDecimal number(int place) {
      BigDecimal value = as(place, at(place).isNumber(), "a number").decimalValue();
      if (value.signum() == 0) {
        return BigDecimal.ZERO;
      }
      // Far beyond a long it can't be expanded; far below 1 only its sign counts.
      if ((long) value.precision() - value.scale() > MOST_DIGITS) {
        throw new IllegalArgumentException("argument " + (place + 1) + " is too large");
      }
      return value.scale() > FINEST ? BigDecimal.valueOf(value.signum(), 2) : value;
    }

    String asText(int place) {
      JsonNode value = at(place);
      return value.isTextual() ? value.textValue() : MachineJson.text(value);
    }

    private JsonNode as(int place, boolean right, String kind) {
      if (!right) {
        throw new IllegalArgumentException("argument " + (place + 1) + " is not " + kind);
      }
      return all.get(place);
    }
  }
}
