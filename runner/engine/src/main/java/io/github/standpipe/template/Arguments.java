package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.List;

/** The arguments of an intrinsic. */
record Arguments(Value.Call call, Scope scope) {

  /** Its arguments, not yet resolved. */
  List<Value> list() {
    if (call.argument() instanceof Value.Sequence(List<Value> items, Place at)) {
      return items;
    }
    throw call.at().fault(call.function() + " requires a list but has " + call.argument().kind());
  }

  List<Value> exactly(int count, String shape) {
    return between(count, count, shape);
  }

  List<Value> between(int least, int most, String shape) {
    if (call.argument() instanceof Value.Sequence(List<Value> items, Place at)
        && items.size() >= least
        && items.size() <= most) {
      return items;
    }
    throw takes(shape);
  }

  Fault takes(String shape) {
    return call.at().fault(call.function() + " is malformed; write " + shape);
  }

  /** A text among the arguments. */
  String text(Value argument) {
    return scope.requiredText(argument, "an argument of " + call.function());
  }

  /** A list among the arguments. */
  List<Value> items(Value argument) {
    return scope.items(argument, "an argument of " + call.function()).orElse(List.of());
  }
}
