package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.coverage.CoverageSubject;
import io.github.standpipe.internal.coverage.Share;
import io.github.standpipe.json.Json;
import java.util.OptionalInt;

/** The coverage as JSON; {@code docs/coverage.md} describes its shape. */
record CoverageJson(Coverage reached) {

  ObjectNode of(OptionalInt least) {
    ObjectNode json = share(reached.share());
    least.ifPresent(percent -> json.put("minimum", percent));
    ObjectNode kinds = json.putObject("kinds");
    reached.shares().forEach((kind, share) -> kinds.set(kind, share(share)));
    ArrayNode parts = json.putArray("parts");
    reached.all().forEach(covered -> parts.add(part(covered)));
    return json;
  }

  private static ObjectNode part(CoverageSubject covered) {
    ObjectNode json = Json.object().put("name", covered.name());
    json.setAll(share(covered.share()));
    ArrayNode missing = json.putArray("missing");
    for (CoverageSubject.Missing one : covered.missing()) {
      missing
          .addObject()
          .put("place", one.piece().spot().place())
          .put("kind", one.piece().spot().kind().one())
          .put("missing", one.words())
          .put("text", one.piece().spot().text());
    }
    return json;
  }

  private static ObjectNode share(Share share) {
    return Json.object()
        .put("percent", share.percent())
        .put("covered", share.covered())
        .put("total", share.total());
  }
}
