package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.compare.Comparison.ShownGroup;
import io.github.standpipe.internal.shadow.Example;
import io.github.standpipe.internal.shadow.ShadowFindings;
import io.github.standpipe.json.Json;

/** A comparison as JSON; {@code docs/compare.md} describes its shape. */
record CompareJson(Comparison comparison) {

  ObjectNode json() {
    ShadowFindings findings = comparison.findings();
    ObjectNode json = Json.object().put("pipe", comparison.pipe()).put("base", comparison.base());
    json.put("events", findings.events())
        .put("same", findings.same())
        .put("different", findings.different())
        .put("notCompared", findings.incomparable())
        .put("notRead", findings.unreadable())
        .put("beyond", findings.beyond());
    ArrayNode groups = json.putArray("groups");
    comparison.groups().forEach(group -> groups.add(json(group)));
    ArrayNode unanswered = json.putArray("unanswered");
    findings
        .unanswered()
        .forEach((what, some) ->
            unanswered
                .addObject()
                .put("what", what)
                .put("events", some.count())
                .put("first", some.first()));
    findings.troubles().forEach(json.putArray("troubles")::add);
    return json;
  }

  private static ObjectNode json(ShownGroup group) {
    ObjectNode json =
        Json.object()
            .put("kind", group.place().kind().toString())
            .put("stage", group.place().stage())
            .put("path", group.place().path())
            .put("events", group.group().count())
            .put("first", group.example().place());
    Example example = group.example();
    if (example.isShown()) {
      ObjectNode shown = json.putObject("example");
      shown.putArray("messages").addAll(example.messages());
      if (!example.was().isMissingNode()) {
        shown.set("was", example.was());
      }
      if (!example.is().isMissingNode()) {
        shown.set("is", example.is());
      }
      example.kept().forEach(shown.putArray("kept")::add);
    }
    return json;
  }
}
