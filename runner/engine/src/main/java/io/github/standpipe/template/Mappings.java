package io.github.standpipe.template;

import java.util.List;
import java.util.Optional;

/** {@code Fn::FindInMap}. */
record Mappings(Scope scope) {

  Value find(Arguments arguments) {
    List<Value> keys = arguments.between(3, 4, "[map, key, key]");
    Optional<Value> found = Optional.of(scope.section("Mappings"));
    StringBuilder path = new StringBuilder();
    for (Value key : keys.subList(0, 3)) {
      String name = arguments.text(key);
      path.append(path.isEmpty() ? "" : ".").append(name);
      found = found.flatMap(map -> map instanceof Value.Mapping m ? m.get(name) : Optional.empty());
    }
    return found
        .or(() -> standard(keys))
        .orElseThrow(
            () -> arguments.call().at().fault("Mappings has no " + path + "; add it there"));
  }

  private static Optional<Value> standard(List<Value> keys) {
    return keys.size() == 4 && keys.get(3) instanceof Value.Mapping options
        ? options.get("DefaultValue")
        : Optional.empty();
  }
}
