package io.github.standpipe.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of a query language into the data of a state, and how it uses the batch.
 *
 * @param text as it is written
 * @param context whether it begins with the execution's input in the context object
 * @param alone whether the text contains nothing else
 */
record BatchPath(
    String text, Use use, BatchPart value, boolean context, boolean jsonata, boolean alone) {
  BatchPath with(Use other) {
    return new BatchPath(text, other, value, context, jsonata, alone);
  }

  /** How a path uses the batch. */
  enum Use {
    NONE,
    WHOLE,
    FIRST,
    FIELD,
    LIST,
    /** Two events give a list, which makes the text around it fail. */
    SINGLE,
    BODY
  }

  private static final Pattern QUOTED = Pattern.compile("(\\['[^']*'])|'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern GET_ITEM =
      Pattern.compile("States\\.ArrayGetItem\\(\\s*(\\$[^\\s,()]*)\\s*,\\s*(\\d+)\\s*\\)");
  private static final Pattern PRESENCE = Pattern.compile("\\$(?:exists|type)\\s*\\([^()]*\\)");
  private static final Pattern BOUND = Pattern.compile("(\\$\\w+)\\s*:=\\s*\\$states\\.input\\s*;");
  private static final Pattern EACH =
      Pattern.compile(
          "\\$(?:map|filter|single)\\s*\\(\\s*\\$states\\.input\\s*,\\s*(?:function|λ)\\s*\\(\\s*"
              + "(\\$\\w+)");
  private static final String STEPS =
      "((?:\\.?\\[[^\\]]*\\]|\\.\\*|\\.{1,2}[\\p{L}_][\\p{L}\\p{N}_-]*|\\.`[^`]*`)*)(?!\\s*\\()";
  private static final Pattern JSON_PATH =
      Pattern.compile("(?<![\\w$])(\\$\\$?(?:[A-Za-z_]\\w*)?)" + STEPS);
  private static final Pattern JSONATA =
      Pattern.compile(
          ("(?<![\\w$])(\\$states\\.(?:input|context\\.Execution\\.Input|context\\.Map\\.Item\\.Value)"
               + "|\\$(?!states\\b)[A-Za-z_]\\w*)"
                  + STEPS)
              .replace("_-]*", "_]*"));
  private static final Pattern STEP =
      Pattern.compile("\\[([^\\]]*)\\]|\\.\\*|(\\.{1,2})([\\p{L}_][\\p{L}\\p{N}_-]*)|\\.`([^`]*)`");

  /**
   * What is in the scope of a state.
   *
   * @param item what the items of the Map around it are
   * @param raw whether the bodies of events are strings
   */
  record Scope(BatchPart input, BatchPart item, Map<String, BatchPart> variables, boolean raw) {
    Scope with(BatchPart other) {
      return new Scope(other, item, variables, raw);
    }
  }

  /** The paths of a text, as the interpreter takes them together. */
  static List<BatchPath> evaluated(String text, boolean jsonata, Scope scope) {
    List<BatchPath> paths = in(text, jsonata, scope);
    BatchExperiment experiment = new BatchExperiment(text, jsonata, scope);
    boolean whole = paths.stream().anyMatch(path -> path.use == Use.WHOLE && !path.alone);
    boolean only = paths.stream().allMatch(path -> path.use == Use.WHOLE || path.use == Use.NONE);
    boolean one = whole && only && !text.contains("?") && experiment.readsOne();
    return paths.stream()
        .map(path -> path.with(one && path.use == Use.WHOLE ? Use.FIRST : experiment.use(path.use)))
        .toList();
  }

  static List<BatchPath> in(String text, boolean jsonata, Scope scope) {
    if (jsonata && !text.strip().startsWith("{%")) {
      return List.of();
    }
    String plain = jsonata ? inlined(PRESENCE.matcher(text).replaceAll("")) : unquoted(text);
    Scope within = jsonata ? withParameters(plain, scope) : scope;
    String inner = jsonata ? plain.strip().replaceAll("^\\{%\\s*|\\s*%}$", "") : plain.strip();
    List<BatchPath> paths = new ArrayList<>();
    Matcher path = (jsonata ? JSONATA : JSON_PATH).matcher(plain);
    while (path.find()) {
      paths.add(of(path.group(1), path.group(2), inner, jsonata, within));
    }
    return paths;
  }

  /** The text without quoted strings, except the keys of a path. */
  private static String unquoted(String text) {
    String bare =
        QUOTED
            .matcher(text)
            .replaceAll(q -> q.group(1) == null ? "''" : Matcher.quoteReplacement(q.group()));
    return GET_ITEM
        .matcher(bare)
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "[" + found.group(2) + "]"));
  }

  /** With the input in place of a variable that holds nothing else. */
  private static String inlined(String text) {
    Matcher bound = BOUND.matcher(text);
    return bound.find()
        ? bound
            .replaceFirst("")
            .replaceAll(Pattern.quote(bound.group(1)) + "(?!\\w)", "\\$states.input")
        : text;
  }

  /** With the parameter of a function that is called with each event. */
  private static Scope withParameters(String text, Scope scope) {
    Map<String, BatchPart> variables = scope.variables;
    Matcher each = EACH.matcher(text);
    while (scope.input instanceof BatchPart.Whole && each.find()) {
      variables = with(variables, each.group(1), BatchPart.EVENT);
    }
    return new Scope(scope.input, scope.item, variables, scope.raw);
  }

  private static BatchPath of(
      String root, String steps, String inner, boolean jsonata, Scope scope) {
    String rest = steps;
    BatchPart from = scope.variables.getOrDefault(root, BatchPart.OTHER);
    boolean context = root.endsWith("Execution.Input");
    if (root.equals("$$")) {
      context = steps.matches("\\.Execution\\.Input(?!\\w).*");
      boolean item = steps.matches("\\.Map\\.Item\\.Value(?!\\w).*");
      from = context ? BatchPart.WHOLE : item ? scope.item : BatchPart.OTHER;
      rest = steps.replaceFirst("^\\.(?:Execution\\.Input|Map\\.Item\\.Value)", "");
    } else if (root.equals("$") || root.equals("$states.input")) {
      from = scope.input;
    } else if (context) {
      from = BatchPart.WHOLE;
    } else if (root.equals("$states.context.Map.Item.Value")) {
      from = scope.item;
    }
    Walk walk = new Walk(from, jsonata, scope.raw);
    Matcher step = STEP.matcher(rest);
    while (step.find()) {
      walk.step(step);
    }
    boolean alone = inner.equals(root + steps);
    Use use = walk.use == Use.NONE && walk.at instanceof BatchPart.Whole ? Use.WHOLE : walk.use;
    BatchPart value = alone ? walk.at : BatchPart.OTHER;
    return new BatchPath(root + steps, use, value, context, jsonata, alone);
  }

  /** One walk along the steps of a path. */
  private static final class Walk {
    private final boolean jsonata;
    private final boolean raw;
    private BatchPart at;
    private Use use = Use.NONE;
    private boolean kept;

    Walk(BatchPart from, boolean jsonata, boolean raw) {
      this.at = from;
      this.jsonata = jsonata;
      this.raw = raw;
    }

    void step(Matcher step) {
      String key = key(step);
      boolean deep = "..".equals(step.group(2));
      if (jsonata && "".equals(step.group(1))) {
        kept = true; // a list of one stays a list, anywhere in the path
        use = use == Use.LIST ? Use.WHOLE : use;
        return;
      }
      switch (at) {
        case BatchPart.Whole whole -> whole(key, deep, step.group(1));
        case BatchPart.Event event ->
            at = raw && "body".equals(key) ? BatchPart.BODY : BatchPart.OTHER;
        case BatchPart.BodyText body -> {
          use = Use.BODY;
          at = BatchPart.OTHER;
        }
        case BatchPart.Made made ->
            at = key == null ? BatchPart.OTHER : made.fields().getOrDefault(key, BatchPart.OTHER);
        case BatchPart.Other other -> {}
      }
    }

    private void whole(@Nullable String key, boolean deep, @Nullable String bracket) {
      if (bracket != null && bracket.strip().matches("-?\\d+|0?:1|-1:")) {
        use = Use.FIRST;
        at = BatchPart.EVENT;
      } else if (key != null && !deep) {
        use = !jsonata ? Use.FIELD : kept ? Use.WHOLE : Use.LIST;
        at = jsonata && raw && key.equals("body") ? BatchPart.BODY : BatchPart.OTHER;
      } else {
        use = Use.WHOLE;
        at = "*".equals(bracket) ? BatchPart.EVENT : BatchPart.OTHER;
      }
    }

    private static @Nullable String key(Matcher step) {
      String bracket = step.group(1);
      if (bracket != null) {
        return bracket.matches("\\s*(['\"]).*\\1\\s*")
            ? bracket.strip().replaceAll("^.|.$", "")
            : null;
      }
      return step.group(3) == null ? step.group(4) : step.group(3);
    }
  }

  static Map<String, BatchPart> with(Map<String, BatchPart> all, String key, BatchPart part) {
    Map<String, BatchPart> more = new HashMap<>(all);
    more.put(key, part);
    return more;
  }
}
