package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyFixturesTest {
  private static final int MANY = 1_000;
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  @Test
  void runsAThousandInLessThanFiveTimesTheTimeOfOne() throws Exception {
    MadeProject project =
        MadeProject.in(
            folder, "{\"id\": uuid(), \"lines\": [for (.body) {\"n\": ., \"at\": now()}]}");
    for (int i = 0; i < MANY; i++) {
      project.write("fixtures/P/" + i + "/1-source.json", "{\"body\": [1, 2, 3, " + i + "]}");
      project.write(
          "fixtures/P/" + i + "/5-target-input.json",
          """
          [{"id": "00000000-0000-4000-8000-000000000001", "lines": [
            {"n": 1, "at": 1767225600}, {"n": 2, "at": 1767225600},
            {"n": 3, "at": 1767225600}, {"n": %d, "at": {"$expect": "anything"}}]}]
          """
              .formatted(i));
    }

    List<Long> one = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      one.add(nanos(project, "1 passed, 0 failed; 1 place not exact", "P/0"));
      all.add(nanos(project, MANY + " passed, 0 failed; 1,000 places not exact"));
    }

    assertThat(median(all)).as("%s of %s", all, one).isLessThan(5 * median(one));
  }

  private static long median(List<Long> rounds) {
    return rounds.stream().sorted().toList().get(ROUNDS / 2);
  }

  private long nanos(MadeProject project, String summary, String... subjects)
      throws IOException, InterruptedException {
    String[] arguments = {"test", "-t", project.template().toString()};
    long start = System.nanoTime();
    try (Started started =
        Started.with(
            folder,
            Map.of(),
            Stream.of(arguments, subjects).flatMap(Stream::of).toArray(String[]::new))) {
      assertThat(started.code()).isZero();
      assertThat(started.lines().getLast()).isEqualTo(summary);
    }
    return System.nanoTime() - start;
  }
}
