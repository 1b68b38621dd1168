package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The result of all fixtures; {@code docs/commands.md} describes its JSON shape. */
final class TestReport {
  private final List<Verification> tested = new ArrayList<>();
  private final Set<Path> accepted = new HashSet<>();

  TestReport() {}

  TestReport(List<Verification> tested) {
    this.tested.addAll(tested);
  }

  void add(Verification one, boolean isAccepted) {
    tested.add(one);
    if (isAccepted) {
      accepted.add(one.directory());
    }
  }

  List<Verification> tested() {
    return List.copyOf(tested);
  }

  long failed() {
    return tested.stream().filter(t -> !t.passed()).count();
  }

  private long passed() {
    return tested.size() - failed() - accepted();
  }

  private long accepted() {
    return tested.stream().filter(this::isAccepted).count();
  }

  private boolean isAccepted(Verification one) {
    return one.passed() && accepted.contains(one.directory());
  }

  /** {@code 3 passed, 1 failed}, and further counts. */
  String summary() {
    long loose = tested.stream().mapToLong(t -> t.loose().size()).sum();
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
    for (Verification verification : tested) {
      ObjectNode fixture = fixtures.addObject();
      fixture.put("name", verification.name()).put("passed", verification.passed());
      fixture.put("accepted", isAccepted(verification));
      verification.differences().forEach(fixture.putArray("differences")::add);
      verification.loose().forEach(fixture.putArray("loose")::add);
    }
    return report;
  }
}
