package io.github.standpipe.check;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as sections of a Markdown page:
 *
 * <pre>
 * ### `queue-not-fifo`
 *
 * *warning*: the queue keeps no order. Orders of one customer must not overtake each other.
 * </pre>
 *
 * <p>The heading holds the id; the first paragraph holds the severity, the title up to the first
 * full stop, and the reason. A heading of the second level begins a group. Everything else is for
 * readers only.
 */
public final class RulePage {
  private static final Pattern PARAGRAPH =
      Pattern.compile("\\*(error|warning|info)\\*: (.+?)\\. (.+)", Pattern.DOTALL);
  private static final Pattern LINE_END = Pattern.compile("\\s*\n\\s*");
  private static final String RULE = "### `";
  private static final String GROUP = "## ";

  private final String name;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, List<Rule>> groups = new LinkedHashMap<>();

  private RulePage(String name, String written) {
    this.name = name;
    String text = "\n" + written.replace("\r\n", "\n");
    List<Rule> group = new ArrayList<>();
    for (int at = heading(text, 0); at >= 0; at = heading(text, at)) {
      if (text.startsWith(GROUP, at)) {
        group = new ArrayList<>();
        String title = text.substring(at + GROUP.length(), endOfLine(text, at));
        groups.put(title.strip().toLowerCase(Locale.ROOT), group);
      } else if (text.startsWith(RULE, at)) {
        Rule rule = rule(text, at);
        rules.put(rule.id(), rule);
        group.add(rule);
      }
    }
  }

  /**
   * {@return the page in a resource beside a class}
   *
   * @param owner the class
   * @param resource the name of the resource, a Markdown page in UTF-8
   * @throws Fault if the resource does not exist or a section is not written as described above
   */
  public static RulePage of(Class<?> owner, String resource) {
    return new RulePage(resource, PageText.of(owner, resource));
  }

  static RulePage builtIn() {
    return new RulePage("docs/rules.md", PageText.ofBuiltInRules());
  }

  static RulePage parse(String name, String text) {
    return new RulePage(name, text);
  }

  /**
   * {@return the rule whose section has an id}
   *
   * @param id such as {@code queue-not-fifo}
   * @throws Fault if no section has it
   */
  public Rule rule(String id) {
    Rule rule = rules.get(id);
    if (rule == null) {
      throw new Fault(name, "no section describes rule " + id + "; add ### `" + id + "`");
    }
    return rule;
  }

  /** {@return all of its rules, in the order of the page} */
  public List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  List<Catalogue.Group> groups() {
    return groups.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(group -> new Catalogue.Group(group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  /** The start of the next line that begins with {@code ##}; -1 if there is none. */
  private static int heading(String text, int from) {
    int before = text.indexOf("\n##", from);
    return before < 0 ? -1 : before + 1;
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private Rule rule(String text, int heading) {
    int start = heading + RULE.length();
    int line = endOfLine(text, start);
    int close = text.indexOf('`', start);
    String id = text.substring(start, close < 0 || close > line ? line : close);
    Matcher said = PARAGRAPH.matcher(paragraph(text, line));
    if (!said.matches()) {
      throw new Fault(
          name + ": rule " + id,
          "the section does not begin with a severity, a title and a reason; write \"*warning*:"
              + " what is wrong. Why it matters.\"");
    }
    Severity severity = Severity.valueOf(said.group(1).toUpperCase(Locale.ROOT));
    return new Rule(id, severity, oneLine(said.group(2)), oneLine(said.group(3)));
  }

  private static String paragraph(String text, int from) {
    int start = from;
    while (start < text.length() && text.charAt(start) == '\n') {
      start++;
    }
    int end = text.indexOf("\n\n", start);
    return text.substring(start, end < 0 ? text.length() : end).strip();
  }

  private static String oneLine(String text) {
    return text.contains("\n") ? LINE_END.matcher(text).replaceAll(" ") : text;
  }
}
