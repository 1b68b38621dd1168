package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.stream.Stream;

/** Answers of a task that fail: always, once, twice, or by taking too long. */
final class TaskFailures {
  private static final List<String> ANSWERS =
      List.of(
          "{\"error\": \"Service.Exception\", \"cause\": \"a failure of a service\"}",
          "[{\"error\": \"Service.Exception\", \"cause\": \"a failure\", \"times\": 1},"
              + " {\"result\": {}}]",
          "{\"timesOut\": true}",
          "{\"error\": \"States.TaskFailed\", \"cause\": \"a failure of a task\"}");

  private TaskFailures() {}

  static List<Variation> all() {
    return ANSWERS.stream().flatMap(TaskFailures::parsed).toList();
  }

  private static Stream<Variation> parsed(String answer) {
    try {
      return Stream.of(new Variation(Json.parse(answer), "with failing answers of the task"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
