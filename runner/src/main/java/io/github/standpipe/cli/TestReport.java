package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Verification;
import java.util.ArrayList;
import java.util.List;

/** What came of all fixtures; {@code docs/commands.md} has its shape as JSON. */
final class TestReport {
  private final List<Tested> tested = new ArrayList<>();

  private record Tested(Verification verification, boolean accepted) {}

  void add(Verification verification, boolean accepted) {
    tested.add(new Tested(verification, accepted));
  }

  long failed() {
    return tested.size() - passed();
  }

  private long passed() {
    return tested.stream().filter(t -> t.verification.passed()).count();
  }

  private long accepted() {
    return tested.stream().filter(Tested::accepted).count();
  }

  /** {@code 3 passed, 1 failed}, and what else there is to know. */
  String summary() {
    long loose = tested.stream().mapToLong(t -> t.verification.loose().size()).sum();
    return passed()
        + " passed, "
        + failed()
        + " failed"
        + (accepted() == 0 ? "" : ", " + accepted() + " accepted")
        + (loose == 0 ? "" : "; " + Words.count(loose, "place") + " not exact");
  }

  ObjectNode json() {
    ObjectNode report = Json.object();
    report.put("passed", passed()).put("failed", failed()).put("accepted", accepted());
    ArrayNode fixtures = report.putArray("fixtures");
    for (Tested each : tested) {
      Verification verification = each.verification;
      ObjectNode fixture = fixtures.addObject();
      fixture.put("name", verification.name()).put("passed", verification.passed());
      fixture.put("accepted", each.accepted);
      verification.differences().forEach(fixture.putArray("differences")::add);
      verification.loose().forEach(fixture.putArray("loose")::add);
    }
    return report;
  }
}
