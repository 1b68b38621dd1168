package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's functions on texts in place of the library's own, which ignore limits, read plain texts
 * as regular expressions, cut characters in two, and search without a bound.
 */
final class JsonataTexts {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
  private static final Pattern BASED =
      Pattern.compile("0([xX][0-9A-Fa-f]{1,15}|[oO][0-7]{1,20}|[bB][01]{1,62})");

  private JsonataTexts() {}

  static Map<String, Jsonata.JFunction> functions() {
    return Map.of(
        "match",
        function((input, a) -> match(a), "<s-f<s:o>n?:a<o>>"),
        "contains",
        function((input, a) -> contains(a), "<s-(sf):b>"),
        "split",
        function((input, a) -> split(a), "<s-(sf)n?:a<s>>"),
        "replace",
        function((input, a) -> replace(a), "<s-(sf)(sf)n?:s>"),
        "substring",
        function((input, a) -> substring(a), "<s-nn?:s>"),
        "number",
        function((input, a) -> number(a), "<(nsb)-:n>"),
        "formatNumber",
        function((input, a) -> formatNumber(a), "<n-so?:s>"));
  }

  private static Jsonata.JFunction function(Jsonata.JFunctionCallable callable, String signature) {
    return new Jsonata.JFunction(callable, signature);
  }

  private static @Nullable Object argument(List<?> a, int place) {
    return place < a.size() ? a.get(place) : null;
  }

  /** The most that a function may find; negative numbers are refused. */
  private static int limit(List<?> a, int place, String code) {
    if (!(argument(a, place) instanceof Number limit)) {
      return Integer.MAX_VALUE;
    }
    if (limit.doubleValue() < 0) {
      throw new JException(code, 0, limit);
    }
    return (int) Math.ceil(limit.doubleValue());
  }

  private static JsonataRegex.Search search(Object regex, String text, String function) {
    if (regex instanceof JsonataRegex found) {
      return found.in(text);
    }
    throw new JException("T1010", 0, function);
  }

  private static @Nullable Object match(List<?> a) {
    if (!(argument(a, 0) instanceof String text)) {
      return null;
    }
    int limit = limit(a, 2, "D3040");
    List<Object> found = Utils.createSequence();
    JsonataRegex.Search search = search(a.get(1), text, "match");
    JsonataRegex.Match match = search.next();
    while (match != null && found.size() < limit) {
      found.add(match.json());
      match = search.next();
    }
    return found;
  }

  private static @Nullable Object contains(List<?> a) {
    if (!(argument(a, 0) instanceof String text)) {
      return null;
    }
    return a.get(1) instanceof String part
        ? text.contains(part)
        : search(a.get(1), text, "contains").next() != null;
  }

  private static @Nullable Object split(List<?> a) {
    if (!(argument(a, 0) instanceof String text)) {
      return null;
    }
    int limit = limit(a, 2, "D3020");
    return a.get(1) instanceof String separator
        ? splitAt(text, separator, limit)
        : splitBy(search(a.get(1), text, "split"), text, limit);
  }

  private static List<String> splitAt(String text, String separator, int limit) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = separator.isEmpty() ? Math.min(1, text.length()) : text.indexOf(separator);
    while (at >= 0 && at < text.length() && parts.size() < limit) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = separator.isEmpty() ? at + 1 : text.indexOf(separator, from);
    }
    if (parts.size() < limit && !(separator.isEmpty() && text.isEmpty())) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static List<String> splitBy(JsonataRegex.Search search, String text, int limit) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    JsonataRegex.Match match = search.next();
    while (match != null && parts.size() < limit) {
      parts.add(text.substring(from, match.start()));
      from = match.end();
      match = search.next();
    }
    if (parts.size() < limit) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static @Nullable Object replace(List<?> a) throws Throwable {
    if (!(argument(a, 0) instanceof String text)) {
      return null;
    }
    if ("".equals(a.get(1))) {
      throw new JException("D3010", 0, "");
    }
    int limit = limit(a, 3, "D3011");
    return a.get(1) instanceof String part
        ? replaceText(text, part, String.valueOf(a.get(2)), limit)
        : replaceMatches(search(a.get(1), text, "replace"), text, a.get(2), limit);
  }

  private static String replaceText(String text, String part, String by, int limit) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    int at = text.indexOf(part);
    for (int count = 0; at >= 0 && count < limit; count++) {
      append(result, text.substring(from, at), by);
      from = at + part.length();
      at = text.indexOf(part, from);
    }
    return result.append(text, from, text.length()).toString();
  }

  private static String replaceMatches(
      JsonataRegex.Search search, String text, Object by, int limit) throws Throwable {
    StringBuilder result = new StringBuilder();
    int from = 0;
    JsonataRegex.Match match = search.next();
    for (int count = 0; match != null && count < limit; count++) {
      append(result, text.substring(from, match.start()), replacement(match, by));
      from = match.end();
      match = search.next();
    }
    return result.append(text, from, text.length()).toString();
  }

  private static void append(StringBuilder result, String kept, String by) {
    result.append(kept).append(by);
    if (result.length() > JsonataBounds.LONGEST_TEXT) {
      throw new JException(JsonataBounds.MEMORY, -1);
    }
  }

  private static String replacement(JsonataRegex.Match match, Object by) throws Throwable {
    if (by instanceof String template) {
      return filled(template, match);
    }
    if (Functions.funcApply(by, List.of(match.object())) instanceof String text) {
      return text;
    }
    throw new JException("D3012", 0);
  }

  /** A dollar sign and digits stand for a group: as many digits as make the number of one. */
  private static String filled(String template, JsonataRegex.Match match) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
      text.append(template, at, dollar);
      at = dollar + 1;
      if (template.startsWith("$", at)) {
        text.append('$');
        at++;
      } else if (template.startsWith("0", at)) {
        text.append(match.text());
        at++;
      } else {
        at = group(template, at, match.groups(), text);
      }
    }
    return text.append(template, at, template.length()).toString();
  }

  private static int group(
      String template, int at, List<@Nullable String> groups, StringBuilder text) {
    int most = String.valueOf(Math.max(1, groups.size())).length();
    int end = at;
    while (end < Math.min(template.length(), at + most) && isDigit(template.charAt(end))) {
      end++;
    }
    if (end == at) {
      text.append('$');
      return at;
    }
    if (end - at > 1 && Integer.parseInt(template.substring(at, end)) > groups.size()) {
      end--;
    }
    int number = Integer.parseInt(template.substring(at, end));
    if (number >= 1 && number <= groups.size() && groups.get(number - 1) != null) {
      text.append(groups.get(number - 1));
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Counts code points, not halves of them. */
  private static @Nullable Object substring(List<?> a) {
    if (!(argument(a, 0) instanceof String text)) {
      return null;
    }
    int[] points = text.codePoints().toArray();
    double start = ((Number) a.get(1)).doubleValue();
    double first = points.length + start < 0 ? 0 : start;
    double last = Double.POSITIVE_INFINITY;
    if (argument(a, 2) instanceof Number length) {
      if (length.doubleValue() <= 0) {
        return "";
      }
      last = (first >= 0 ? first : points.length + first) + length.doubleValue();
    }
    int from = place(first, points.length);
    return new String(points, from, Math.max(0, place(last, points.length) - from));
  }

  /** Negative places count from the end. */
  private static int place(double at, int length) {
    double whole = at < 0 ? Math.ceil(at) + length : Math.floor(at);
    return (int) Math.max(0, Math.min(length, whole));
  }

  private static @Nullable Object number(List<?> a) {
    Object value = argument(a, 0);
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return value instanceof String text ? number(text) : value;
  }

  private static Object number(String text) {
    if (BASED.matcher(text).matches()) {
      char base = Character.toLowerCase(text.charAt(1));
      return Long.parseLong(text.substring(2), base == 'x' ? 16 : base == 'o' ? 8 : 2);
    }
    double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new JException("D3030", 0, text);
    }
    return Utils.convertNumber(value);
  }

  /** A decimal fraction is rounded as it is written, not as the nearest binary one. */
  private static @Nullable Object formatNumber(List<?> a) {
    if (!(argument(a, 0) instanceof Number number)) {
      return null;
    }
    double value = number.doubleValue();
    boolean exact = number instanceof Double && !Double.isNaN(value) && !Double.isInfinite(value);
    Number shown = exact ? new BigDecimal(Double.toString(value)) : number;
    return Functions.formatNumber(
        shown, (String) a.get(1), argument(a, 2) instanceof Map<?, ?> map ? map : null);
  }
}
