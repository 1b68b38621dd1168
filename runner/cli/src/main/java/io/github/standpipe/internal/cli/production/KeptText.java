package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.KeptPaths;
import io.github.standpipe.internal.shape.PersonalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a redaction kept, as text and as JSON. */
final class KeptText {
  private KeptText() {}

  /** A line for each reason, and one for kept values that look personal. */
  static List<String> lines(KeptPaths kept) {
    List<String> lines = new ArrayList<>();
    kept.byReason()
        .forEach((reason, paths) -> lines.add("kept " + reason + ": " + String.join(", ", paths)));
    if (!kept.personal().isEmpty()) {
      lines.add(
          "warning: kept values look personal: "
              + kept.personal().entrySet().stream()
                  .map(kind -> personal(kind.getKey(), kind.getValue()))
                  .collect(Collectors.joining("; ")));
    }
    return lines;
  }

  private static String personal(PersonalKind kind, SortedMap<String, Integer> paths) {
    return kind.count(sum(paths)) + " at " + String.join(", ", paths.keySet());
  }

  private static int sum(SortedMap<String, Integer> paths) {
    return paths.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** {@code "kept": [{"path", "why"}], "personal": [{"kind", "path", "values"}]}. */
  static void fill(ObjectNode json, KeptPaths kept) {
    ArrayNode all = json.putArray("kept");
    kept.byReason()
        .forEach((reason, paths) ->
            paths.forEach(path -> all.addObject().put("path", path).put("why", reason.toString())));
    ArrayNode personal = json.putArray("personal");
    kept.personal()
        .forEach((kind, paths) ->
            paths.forEach((path, values) ->
                personal
                    .addObject()
                    .put("kind", kind.toString())
                    .put("path", path)
                    .put("values", values)));
  }
}
