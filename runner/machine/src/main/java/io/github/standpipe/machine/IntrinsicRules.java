package io.github.standpipe.machine;

import java.util.Map;
import java.util.Set;

/** The intrinsic functions, and the number of arguments of each. */
final class IntrinsicRules {
  /** The minimum and maximum number of arguments of a function. */
  private record Arity(int fewest, int most) {
    static Arity exactly(int count) {
      return new Arity(count, count);
    }
  }

  private static final int MANY = Integer.MAX_VALUE;

  private static final Map<String, Arity> ARITIES =
      Map.ofEntries(
          Map.entry("States.Format", new Arity(1, MANY)),
          Map.entry("States.StringToJson", Arity.exactly(1)),
          Map.entry("States.JsonToString", Arity.exactly(1)),
          Map.entry("States.Array", new Arity(0, MANY)),
          Map.entry("States.ArrayPartition", Arity.exactly(2)),
          Map.entry("States.ArrayContains", Arity.exactly(2)),
          Map.entry("States.ArrayRange", Arity.exactly(3)),
          Map.entry("States.ArrayGetItem", Arity.exactly(2)),
          Map.entry("States.ArrayLength", Arity.exactly(1)),
          Map.entry("States.ArrayUnique", Arity.exactly(1)),
          Map.entry("States.Base64Encode", Arity.exactly(1)),
          Map.entry("States.Base64Decode", Arity.exactly(1)),
          Map.entry("States.Hash", Arity.exactly(2)),
          Map.entry("States.JsonMerge", Arity.exactly(3)),
          Map.entry("States.MathRandom", new Arity(2, 3)),
          Map.entry("States.MathAdd", Arity.exactly(2)),
          Map.entry("States.StringSplit", Arity.exactly(2)),
          Map.entry("States.UUID", Arity.exactly(0)));

  private IntrinsicRules() {}

  static Set<String> names() {
    return ARITIES.keySet();
  }

  /** Whether a text is a call of functions that exist, with paths that are paths. */
  static boolean isCall(String text) {
    try {
      return text.startsWith("States.") && isCall(IntrinsicParser.parse(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isCall(Intrinsic.Call call) {
    Arity arity = ARITIES.get(call.name());
    int count = call.arguments().size();
    return arity != null
        && count >= arity.fewest()
        && count <= arity.most()
        && call.arguments().stream().allMatch(IntrinsicRules::isArgument);
  }

  private static boolean isArgument(Intrinsic argument) {
    return switch (argument) {
      case Intrinsic.Call call -> isCall(call);
      case Intrinsic.Path path -> PathRules.isPath(path.text());
      case Intrinsic.Text text -> true;
      case Intrinsic.Literal literal -> true;
    };
  }
}
