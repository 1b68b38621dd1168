package io.github.standpipe.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.List;

/** The intrinsics that the transform {@code AWS::LanguageExtensions} adds. */
record LanguageExtensions(Arguments arguments) {
  private static final String TRANSFORM = "AWS::LanguageExtensions";

  LanguageExtensions {
    if (!declared(arguments.scope().root())) {
      Value.Call call = arguments.call();
      throw call.at()
          .fault(call.function() + " needs " + TRANSFORM + "; add it to the template's Transform");
    }
  }

  /** Whether a template uses the transform. */
  static boolean declared(Value.Mapping root) {
    return declared(root.get("Transform").stream().toList());
  }

  private static boolean declared(List<Value> transforms) {
    return transforms.stream()
        .anyMatch(transform ->
            switch (transform) {
              case Value.Scalar scalar -> scalar.text().equals(TRANSFORM);
              case Value.Sequence(List<Value> items, Place at) -> declared(items);
              case Value other -> false;
            });
  }

  /** {@code Fn::Length}: the number of items in a list. */
  String length() {
    return String.valueOf(arguments.items(arguments.call().argument()).size());
  }

  /** {@code Fn::ToJsonString}: a mapping or a list as JSON. */
  String json() {
    JsonNode json = new ResolvedJson(arguments.scope()).node(arguments.call().argument());
    if (!json.isContainerNode()) {
      throw arguments.takes("a mapping or a list");
    }
    LongText text = new LongText(arguments.call());
    text.add(Json.text(json));
    return text.toString();
  }
}
