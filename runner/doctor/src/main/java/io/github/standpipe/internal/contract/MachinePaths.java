package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathReading.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the paths in a field of a state.
 *
 * @param known what stands at the paths of the input, as far as that is known; decides whether
 *     JSONata goes through a list
 */
record MachinePaths(Readings readings, FollowedValue known, boolean jsonata) {
  private static final String CONTEXT = "$states.context.";
  private static final Pattern INDEX = Pattern.compile("-?\\d+|\\*");
  private static final Pattern SLICE = Pattern.compile("-?\\d*:-?\\d*(:-?\\d*)?");
  private static final Pattern PARSED =
      Pattern.compile("\\s*States\\.StringToJson\\((.*)\\)\\s*", Pattern.DOTALL);

  /** The value of a path, a call or an expression; what is computed reads all of its operands. */
  FollowedValue evaluate(String text, MachineScope scope, String place) {
    return jsonata ? expression(text, scope, place) : path(text, scope, place);
  }

  /** What a text needs in full, such as the operand of a comparison. */
  void read(String text, MachineScope scope, Use use, String place) {
    for (PathRead read : all(text)) {
      readings.whole(select(read, scope, place), use, place);
    }
    if (jsonata) {
      asked(text, scope, place);
    }
  }

  private FollowedValue path(String text, MachineScope scope, String place) {
    Matcher parsed = PARSED.matcher(text);
    String inside = parsed.matches() ? parsed.group(1) : text;
    List<PathRead> reads = JsonPathReads.in(inside);
    if (reads.size() == 1 && reads.getFirst().alone()) {
      return alone(reads.getFirst(), scope, place);
    }
    reads.forEach(read -> readings.whole(select(read, scope, place), Use.COMPUTED, place));
    boolean isText = text.strip().startsWith("States.Format(");
    return new FollowedValue.Computed(isText ? "string" : "");
  }

  private FollowedValue alone(PathRead read, MachineScope scope, String place) {
    FollowedValue value = select(read, scope, place);
    if (!read.steps().isEmpty()) {
      readings.passed(value, place);
    }
    return value;
  }

  private FollowedValue expression(String text, MachineScope scope, String place) {
    if (!isExpression(text)) {
      return new FollowedValue.Computed("string");
    }
    JsonataReads.Found found = JsonataReads.in(inside(text));
    asked(text, scope, place);
    if (found.reads().size() == 1 && found.reads().getFirst().alone()) {
      return alone(found.reads().getFirst(), scope, place);
    }
    found.reads().forEach(read -> readings.whole(select(read, scope, place), Use.COMPUTED, place));
    return FollowedValue.UNKNOWN;
  }

  private void asked(String text, MachineScope scope, String place) {
    if (isExpression(text)) {
      JsonataReads.in(inside(text))
          .asked()
          .forEach(read -> readings.whole(select(read, scope, place), Use.CONDITION, place));
    }
  }

  private List<PathRead> all(String text) {
    return !jsonata
        ? JsonPathReads.in(text)
        : isExpression(text) ? JsonataReads.in(inside(text)).reads() : List.of();
  }

  private static boolean isExpression(String text) {
    return text.strip().startsWith("{%");
  }

  private static String inside(String text) {
    String bare = text.strip();
    int end = bare.endsWith("%}") ? bare.length() - 2 : bare.length();
    return bare.substring(2, Math.max(2, end));
  }

  private FollowedValue select(PathRead read, MachineScope scope, String place) {
    List<PathRead.Step> steps = new ArrayList<>(read.steps());
    FollowedValue value =
        switch (read.root()) {
          case "$", JsonataReads.INPUT -> scope.input();
          case "$$" -> inContext(steps, scope);
          case CONTEXT + "Execution.Input" -> scope.execution();
          case CONTEXT + "Map.Item.Value" -> scope.item();
          default -> scope.variables().getOrDefault(read.root(), FollowedValue.UNKNOWN);
        };
    for (PathRead.Step step : steps) {
      value = step(value, step, place);
    }
    return value;
  }

  /** The steps that lead through the context object are taken away. */
  private static FollowedValue inContext(List<PathRead.Step> steps, MachineScope scope) {
    List<String> keys = steps.stream().limit(3).map(step -> String.valueOf(step.key())).toList();
    if (keys.size() >= 2 && keys.subList(0, 2).equals(List.of("Execution", "Input"))) {
      steps.subList(0, 2).clear();
      return scope.execution();
    }
    if (keys.equals(List.of("Map", "Item", "Value"))) {
      steps.subList(0, 3).clear();
      return scope.item();
    }
    return FollowedValue.UNKNOWN;
  }

  private FollowedValue step(FollowedValue value, PathRead.Step step, String place) {
    String key = step.key();
    if (key != null && !step.deep()) {
      return jsonata && isList(value) ? value.item().get(key) : value.get(key);
    }
    String bracket = step.bracket() == null ? "*" : step.bracket().strip();
    if (key != null || step.deep() || bracket.equals("*") && !isList(value)) {
      readings.whole(value, Use.COMPUTED, place); // anything below it
      return FollowedValue.UNKNOWN;
    }
    if (INDEX.matcher(bracket).matches()) {
      readings.items(value, place);
      return value.item();
    }
    if (bracket.isEmpty()) {
      return value;
    }
    boolean isPart = SLICE.matcher(bracket).matches();
    readings.whole(isPart ? FollowedValue.UNKNOWN : value, Use.COMPUTED, place);
    readings.items(value, place);
    return value;
  }

  /** Whether it is an array whenever it is there. */
  private boolean isList(FollowedValue value) {
    return switch (value) {
      case FollowedValue.BuiltList list -> true;
      case FollowedValue.Computed(String type) -> type.equals("array");
      case FollowedValue.Branches branches -> isList(branches.then()) || isList(branches.other());
      case FollowedValue.EventPart(List<String> steps) -> {
        FollowedValue there = at(known, steps);
        yield !(there instanceof FollowedValue.EventPart) && isList(there);
      }
      case FollowedValue.Built built -> false;
      case FollowedValue.Fixed(var fixed) -> fixed.isArray();
    };
  }

  static FollowedValue at(FollowedValue root, List<String> steps) {
    FollowedValue value = root;
    for (String step : steps) {
      value = step.equals(PathReading.EACH) ? value.item() : value.get(step);
    }
    return value;
  }
}
