package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in the form that JSONata's own implementation gives it: a function that
 * finds the first match in a text. Searches are bounded.
 */
final class JsonataRegex extends Jsonata.JFunction {
  private final Pattern pattern;
  private final JsonataBounds bounds;

  JsonataRegex(Pattern pattern, JsonataBounds bounds) {
    super((input, a) -> closure(new Search(pattern, bounds, (String) a.getFirst())), "<s:o>");
    this.pattern = pattern;
    this.bounds = bounds;
  }

  Search in(String text) {
    return new Search(pattern, bounds, text);
  }

  private static @Nullable Object closure(Search search) {
    Match match = search.next();
    if (match == null) {
      return null;
    }
    Map<String, Object> object = match.object();
    object.put("next", new Jsonata.JFunction((input, a) -> closure(search), "<:o>"));
    return object;
  }

  /** A match, and its groups; null for a group without a part in it. */
  record Match(String text, int start, int end, List<@Nullable String> groups) {
    /** As the function returns it, and {@code $replace} passes it to another one. */
    Map<String, Object> object() {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("match", text);
      object.put("start", start);
      object.put("end", end);
      object.put("groups", groups);
      return object;
    }

    /** As {@code $match} returns it. */
    Map<String, Object> json() {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("match", text);
      object.put("index", start);
      object.put("groups", groups);
      return object;
    }
  }

  /** The matches in one text, one after another. */
  static final class Search {
    private final Matcher matcher;
    private final int length;
    private int end = -1;

    Search(Pattern pattern, JsonataBounds bounds, String text) {
      matcher = pattern.matcher(new BoundedText(text, bounds::check));
      length = text.length();
    }

    /**
     * @throws JException if a match behind the first one is empty, because it would come again
     */
    @Nullable Match next() {
      boolean first = end < 0;
      if (end >= length && !first || !matcher.find(Math.max(0, end))) {
        return null;
      }
      if (!first && matcher.end() == matcher.start()) {
        throw new JException("D1004", 0);
      }
      end = matcher.end();
      List<@Nullable String> groups = new ArrayList<>();
      for (int i = 1; i <= matcher.groupCount(); i++) {
        groups.add(matcher.group(i));
      }
      return new Match(matcher.group(), matcher.start(), end, groups);
    }
  }
}
