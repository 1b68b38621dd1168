package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.internal.states.MachineJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata: {@code $partition}, {@code $range}, {@code
 * $hash}, {@code $random}, {@code $uuid} and {@code $parse}; {@code $eval} is removed, and
 * functions whose results in the library differ from those of JSONata's own implementation are
 * replaced.
 */
final class JsonataFunctions {

  /** Those that are the same in every run. */
  private static final Map<String, Jsonata.JFunction> COMMON = common();

  private final Supplier<UUID> ids;
  private final int longestRange;
  private final Map<String, Jsonata.JFunction> own;

  JsonataFunctions(Supplier<UUID> ids, int longestRange) {
    this.ids = ids;
    this.longestRange = longestRange;
    own =
        Map.of(
            "range",
            function((input, a) -> range(a), "<nnn:a>"),
            "random",
            function((input, a) -> random(a), "<n?:n>"),
            "uuid",
            function((input, a) -> ids.get().toString(), "<:s>"));
  }

  private static Map<String, Jsonata.JFunction> common() {
    Map<String, Jsonata.JFunction> all = new HashMap<>(JsonataTexts.functions());
    all.putAll(JsonataLists.functions());
    all.put("partition", function((input, a) -> partition(a), "<an:a>"));
    all.put("hash", function((input, a) -> hash(a), "<ss?:s>"));
    all.put("parse", function((input, a) -> parse(a), "<s:x>"));
    all.put("pad", function((input, a) -> pad(a), "<s-ns?:s>"));
    all.put("eval", function((input, a) -> evaluated(), "<x?x?:x>"));
    return all;
  }

  /** Makes those known that are the same in every run; a variable of the same name hides one. */
  static void register(Jsonata expression) {
    COMMON.forEach(expression::registerFunction);
  }

  /** Binds those of one run for an evaluation. */
  void bind(Jsonata.Frame frame) {
    own.forEach((name, function) -> frame.bind(name, function));
  }

  private static Jsonata.JFunction function(Jsonata.JFunctionCallable callable, String signature) {
    return new Jsonata.JFunction(callable, signature);
  }

  /** The library's own needs time proportional to the square of the width. */
  private static @Nullable Object pad(List<?> a) {
    if (!(a.getFirst() instanceof String text)) {
      return null;
    }
    int width = (int) number(a, 1);
    String with = a.size() > 2 && a.get(2) instanceof String s && !s.isEmpty() ? s : " ";
    long missing = Math.abs((long) width) - text.codePointCount(0, text.length());
    if (missing > JsonataBounds.LONGEST_TEXT) {
      throw new JException(JsonataBounds.MEMORY, -1);
    }
    if (missing <= 0) {
      return text;
    }
    int[] points = with.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return width > 0 ? text + padding : padding + text;
  }

  private static Object evaluated() {
    throw new JException("T1006", 0, "eval");
  }

  private static Object partition(List<?> a) {
    List<?> array = a.getFirst() instanceof List<?> list ? list : List.of(a.getFirst());
    int size = (int) Math.floor(number(a, 1));
    if (size < 1) {
      throw new JException("D3137", 0, "$partition takes a chunk size of at least 1");
    }
    List<Object> chunks = new ArrayList<>();
    for (int from = 0; from < array.size(); from += size) {
      chunks.add(new ArrayList<>(array.subList(from, Math.min(array.size(), from + size))));
    }
    return chunks;
  }

  private Object range(List<?> a) {
    double first = number(a, 0);
    double last = number(a, 1);
    double step = number(a, 2);
    if (step == 0 || Math.abs((last - first) / step) > longestRange) {
      throw new JException(
          "D3137",
          0,
          "$range takes an increment other than 0, and makes at most " + longestRange + " items");
    }
    List<Object> range = new ArrayList<>();
    boolean whole = isWhole(first) && isWhole(step);
    for (int i = 0; ; i++) {
      double value = first + i * step;
      if (step > 0 ? value > last : value < last) {
        return range;
      }
      range.add(whole ? (Object) (long) value : (Object) value);
    }
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15;
  }

  private static Object hash(List<?> a) {
    String algorithm = a.size() > 1 && a.get(1) instanceof String name ? name : "SHA-256";
    try {
      byte[] text = String.valueOf(a.getFirst()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new JException(
          "D3137", 0, "$hash takes MD5, SHA-1, SHA-256, SHA-384 or SHA-512, not " + algorithm);
    }
  }

  private Object random(List<?> a) {
    boolean seeded = !a.isEmpty() && a.getFirst() instanceof Number;
    return new Random(seeded ? (long) number(a, 0) : ids.get().getLeastSignificantBits())
        .nextDouble();
  }

  private static @Nullable Object parse(List<?> a) {
    try {
      return JsonataValues.fromJson(MachineJson.parse(String.valueOf(a.getFirst())));
    } catch (JsonProcessingException e) {
      throw new JException("D3137", 0, "$parse takes a text of JSON");
    }
  }

  private static double number(List<?> a, int place) {
    return place < a.size() && a.get(place) instanceof Number n ? n.doubleValue() : Double.NaN;
  }
}
