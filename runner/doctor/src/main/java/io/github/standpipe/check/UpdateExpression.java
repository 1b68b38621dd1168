package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An UpdateExpression of DynamoDB.
 *
 * @param values its ExpressionAttributeValues
 */
record UpdateExpression(String text, Property values) {
  private static final Pattern CLAUSE =
      Pattern.compile("(?i)(?<![\\w:#.])(SET|ADD|REMOVE|DELETE)\\s");
  private static final Pattern ADDED = Pattern.compile("(\\S+)\\s+(:\\w+)");

  /** Whether the same update done again changes the item again, for certain. */
  boolean counts() {
    Matcher clause = CLAUSE.matcher(text);
    int start = 0;
    String kind = "";
    while (clause.find()) {
      if (counts(kind, text.substring(start, clause.start()))) {
        return true;
      }
      kind = clause.group(1).toUpperCase(Locale.ROOT);
      start = clause.end();
    }
    return counts(kind, text.substring(start));
  }

  private boolean counts(String kind, String actions) {
    return switch (kind) {
      case "SET" -> actions(actions).stream().anyMatch(UpdateExpression::sets);
      case "ADD" -> actions(actions).stream().anyMatch(this::adds);
      default -> false;
    };
  }

  /** The actions between commas that stand outside of parentheses. */
  private static List<String> actions(String text) {
    List<String> actions = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        actions.add(text.substring(start, i));
        start = i + 1;
      }
    }
    actions.add(text.substring(start));
    return actions;
  }

  /** A value made of itself; one made of another attribute is the same the second time. */
  private static boolean sets(String action) {
    int is = action.indexOf('=');
    if (is < 0) {
      return false;
    }
    String path = action.substring(0, is).strip();
    String value = action.substring(is + 1);
    boolean itself =
        Pattern.compile("(?<![\\w:#.])" + Pattern.quote(path) + "(?![\\w.\\[])")
            .matcher(value)
            .find();
    return itself
        && (value.matches("(?s).*\\s[+-]\\s.*|.*[\\w)][+-]\\s*[:#\\w].*")
            || value.contains("list_append"));
  }

  /** A number that is added; an element that is added to a set is there once. */
  private boolean adds(String action) {
    Matcher added = ADDED.matcher(action.strip());
    if (!added.matches()) {
      return false;
    }
    Property value = values.get(added.group(2));
    return !value.get("N").isAbsent() || !value.get("N.$").isAbsent();
  }
}
