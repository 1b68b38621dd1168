package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.mutation.JudgedMutant;
import io.github.standpipe.internal.mutation.Judgement;
import io.github.standpipe.internal.mutation.MissingFixture;
import io.github.standpipe.internal.mutation.Mutant;
import io.github.standpipe.internal.mutation.MutationReport;
import io.github.standpipe.json.Json;

/** A report as one JSON object. */
record MutationJson(MutationReport report) {

  ObjectNode json() {
    ObjectNode json = Json.object().put("pipe", report.pipe());
    json.put("score", report.tally().score());
    json.put("total", report.total());
    counts(json, report.tally());
    json.put("equivalent", report.count(Judgement.Equivalent.class));
    json.put("notViable", report.count(Judgement.NotViable.class));
    ObjectNode kinds = json.putObject("kinds");
    report.tallies().forEach((kind, tally) -> counts(kinds.putObject(kind.id()), tally));
    ArrayNode mutants = json.putArray("mutants");
    report.mutants().forEach(one -> mutants.add(json(one)));
    ArrayNode stale = json.putArray("staleExcuses");
    report
        .stale()
        .forEach(one -> stale.addObject().put("place", one.place()).put("reason", one.reason()));
    return json;
  }

  private static void counts(ObjectNode json, MutationReport.Tally tally) {
    json.put("judged", tally.judged())
        .put("killed", tally.killed())
        .put("excused", tally.excused())
        .put("survived", tally.survived());
  }

  private static ObjectNode json(JudgedMutant judged) {
    Mutant mutant = judged.mutant();
    ObjectNode json =
        Json.object()
            .put("kind", mutant.kind().id())
            .put("part", mutant.kind().part().toString())
            .put("file", mutant.file().name())
            .put("line", mutant.line())
            .put("column", mutant.column())
            .put("result", judged.isExcused() ? "excused" : judged.judgement().id());
    mutant.state().ifPresent(state -> json.put("state", state));
    switch (judged.judgement()) {
      case Judgement.Killed(String by) -> json.put("by", by);
      case Judgement.Survived(int cases) -> json.put("cases", cases);
      case Judgement.NotViable(String reason) -> json.put("reason", reason);
      case Judgement.OverTime overTime -> {}
      case Judgement.Equivalent equivalent -> {}
    }
    judged.excuse().filter(e -> judged.isExcused()).ifPresent(e -> json.put("excuse", e.reason()));
    judged.missing().ifPresent(missing -> json.set("missing", missing(missing)));
    ArrayNode before = json.putArray("before");
    mutant.before().forEach(before::add);
    ArrayNode after = json.putArray("after");
    mutant.after().forEach(after::add);
    return json;
  }

  private static ObjectNode missing(MissingFixture missing) {
    return switch (missing) {
      case MissingFixture.OpenPlace(String subject, String file, String path) ->
          Json.object().put("case", subject).put("file", file).put("path", path);
      case MissingFixture.GivenInput given -> {
        ObjectNode json =
            Json.object()
                .put("name", given.name())
                .put("basis", given.basis())
                .put("variation", given.variation());
        ArrayNode files = json.putArray("files"); // their values may be personal
        given.files().keySet().forEach(files::add);
        yield json;
      }
      case MissingFixture.NotFound none -> Json.object();
    };
  }
}
