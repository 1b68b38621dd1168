package io.github.standpipe.check;

import io.github.standpipe.internal.contract.JsonPathReads;
import io.github.standpipe.internal.contract.JsonataReads;
import io.github.standpipe.internal.contract.PathRead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of a query language into the data of a state, and how it uses the batch.
 *
 * @param text as it is written
 * @param context whether it begins with the execution's input in the context object
 * @param alone whether the text contains nothing else
 * @param body the part of the text that leads to the body of one event, if it leads through one
 */
record BatchPath(
    String text,
    Use use,
    BatchPart value,
    boolean context,
    boolean jsonata,
    boolean alone,
    Optional<String> body) {
  BatchPath with(Use other) {
    return new BatchPath(text, other, value, context, jsonata, alone, body);
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

  private static final String CONTEXT = "$states.context.";
  private static final Pattern TO_BODY =
      Pattern.compile(".*?(?:\\.(?:body(?!\\w)|`body`)|\\[\\s*(['\"])body\\1\\s*])");

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
    boolean one = whole && only && !chooses(text, jsonata) && experiment.readsOne();
    return paths.stream()
        .map(path -> path.with(one && path.use == Use.WHOLE ? Use.FIRST : experiment.use(path.use)))
        .toList();
  }

  private static boolean chooses(String text, boolean jsonata) {
    return jsonata ? JsonataReads.in(expression(text)).chooses() : text.contains("?");
  }

  static List<BatchPath> in(String text, boolean jsonata, Scope scope) {
    if (!jsonata) {
      return JsonPathReads.in(text).stream().map(read -> of(read, false, scope)).toList();
    }
    if (!text.strip().startsWith("{%")) {
      return List.of();
    }
    JsonataReads.Found found = JsonataReads.in(expression(text));
    Scope within = withItems(found.items(), scope);
    return found.reads().stream().map(read -> of(read, true, within)).toList();
  }

  private static String expression(String text) {
    String bare = text.strip();
    int end = bare.endsWith("%}") ? bare.length() - 2 : bare.length();
    return bare.substring(Math.min(2, end), end);
  }

  /** With the parameters of functions that are called with each event. */
  private static Scope withItems(Set<String> items, Scope scope) {
    if (!(scope.input instanceof BatchPart.Whole)) {
      return scope;
    }
    Map<String, BatchPart> variables = new HashMap<>(scope.variables);
    items.forEach(item -> variables.put(item, BatchPart.EVENT));
    return new Scope(scope.input, scope.item, variables, scope.raw);
  }

  private static BatchPath of(PathRead read, boolean jsonata, Scope scope) {
    Origin origin = origin(read, scope);
    Walk walk = new Walk(origin.part, jsonata, scope.raw);
    read.steps().stream().skip(origin.steps).forEach(walk::step);
    Use use = walk.use == Use.NONE && walk.at instanceof BatchPart.Whole ? Use.WHOLE : walk.use;
    BatchPart value = read.alone() ? walk.at : BatchPart.OTHER;
    Optional<String> body =
        Optional.of(TO_BODY.matcher(read.text()))
            .filter(text -> walk.single && text.lookingAt())
            .map(Matcher::group);
    return new BatchPath(read.text(), use, value, origin.context, jsonata, read.alone(), body);
  }

  /**
   * What a path begins with.
   *
   * @param steps how many of its steps lead there
   */
  private record Origin(BatchPart part, boolean context, int steps) {}

  private static Origin origin(PathRead read, Scope scope) {
    return switch (read.root()) {
      case "$", JsonataReads.INPUT -> new Origin(scope.input, false, 0);
      case "$$" -> inContext(read.steps(), scope);
      case CONTEXT + "Execution.Input" -> new Origin(BatchPart.WHOLE, true, 0);
      case CONTEXT + "Map.Item.Value" -> new Origin(scope.item, false, 0);
      default -> new Origin(scope.variables.getOrDefault(read.root(), BatchPart.OTHER), false, 0);
    };
  }

  private static Origin inContext(List<PathRead.Step> steps, Scope scope) {
    List<String> keys =
        steps.stream().limit(3).map(step -> step.deep() ? "" : String.valueOf(step.key())).toList();
    if (keys.size() >= 2 && keys.subList(0, 2).equals(List.of("Execution", "Input"))) {
      return new Origin(BatchPart.WHOLE, true, 2);
    }
    return keys.equals(List.of("Map", "Item", "Value"))
        ? new Origin(scope.item, false, 3)
        : new Origin(BatchPart.OTHER, false, 0);
  }

  /** One walk along the steps of a path. */
  private static final class Walk {
    private final boolean jsonata;
    private final boolean raw;
    private BatchPart at;
    private Use use = Use.NONE;
    private boolean kept;
    private boolean single;

    Walk(BatchPart from, boolean jsonata, boolean raw) {
      this.at = from;
      this.jsonata = jsonata;
      this.raw = raw;
    }

    void step(PathRead.Step step) {
      String key = step.key();
      if (jsonata && "".equals(step.bracket())) {
        kept = true; // a list of one stays a list, anywhere in the path
        use = use == Use.LIST ? Use.WHOLE : use;
        return;
      }
      switch (at) {
        case BatchPart.Whole whole -> whole(key, step.deep(), step.bracket());
        case BatchPart.Event event -> {
          at = raw && "body".equals(key) ? BatchPart.BODY : BatchPart.OTHER;
          single = use != Use.WHOLE;
        }
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
  }

  static Map<String, BatchPart> with(Map<String, BatchPart> all, String key, BatchPart part) {
    Map<String, BatchPart> more = new HashMap<>(all);
    more.put(key, part);
    return more;
  }
}
