package io.github.standpipe.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}, with or without its own variables. */
record Substitution(Arguments arguments) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String SHAPE = "a text, or [text, {variable: value}]";

  String text() {
    if (arguments.call().argument()
        instanceof Value.Scalar(String text, boolean literal, Place at)) {
      return substitute(text, Map.of());
    }
    List<Value> two = arguments.exactly(2, SHAPE);
    if (!(two.get(0) instanceof Value.Scalar(String text, boolean literal, Place at)
        && two.get(1) instanceof Value.Mapping variables)) {
      throw arguments.takes(SHAPE);
    }
    Map<String, Value> values = new HashMap<>();
    variables.entries().forEach((name, entry) -> values.put(name, entry.value()));
    return substitute(text, values);
  }

  private String substitute(String text, Map<String, Value> variables) {
    LongText whole = new LongText(arguments.call());
    Matcher found = VARIABLE.matcher(text);
    int end = 0;
    while (found.find()) {
      whole.add(text.substring(end, found.start()));
      whole.add(variable(found.group(1), variables));
      end = found.end();
    }
    whole.add(text.substring(end));
    return whole.toString();
  }

  private String variable(String name, Map<String, Value> variables) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    Value own = variables.get(name);
    return arguments.text(own != null ? own : reference(name));
  }

  private Value reference(String name) {
    Place at = arguments.call().at();
    boolean attribute = name.contains(".") && !arguments.scope().resources().generates(name);
    return new Value.Call(attribute ? "Fn::GetAtt" : "Ref", new Value.Scalar(name, at), at);
  }
}
