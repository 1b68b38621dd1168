package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.files.FullDisk;
import io.github.standpipe.internal.files.Tree;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedExecutionsTest {
  private static final Payload INPUT = Payload.of(List.of(TextNode.valueOf("ü")));

  @TempDir private Path directory;

  @Test
  void writesEachInputToAFileOfItsOwn() throws IOException {
    Path executions = directory.resolve("a/b");
    RecordedExecutions recorded = RecordedExecutions.into(executions);
    String first = recorded.start(Bench.MACHINE, INPUT);
    String second = recorded.start(Bench.MACHINE, INPUT);

    assertThat(recorded.count()).isEqualTo(2);
    assertThat(executions)
        .isDirectoryContaining("glob:**/000001-" + id(first) + ".json")
        .isDirectoryContaining("glob:**/000002-" + id(second) + ".json");
    try (var files = Files.list(executions)) {
      assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).hasContent("[\"ü\"]"));
    }
  }

  private static String id(String executionArn) {
    assertThat(executionArn)
        .matches("arn:aws:states:eu-west-1:123456789012:execution:orders:[-0-9a-f]{36}");
    return executionArn.substring(executionArn.lastIndexOf(':') + 1);
  }

  @Test
  void takesAVersionOfAStateMachine() {
    assertThat(RecordedExecutions.counted().start(Bench.MACHINE + ":7", INPUT)).isNotEmpty();
  }

  @Test
  void refusesAnArnOfSomethingElse() {
    assertRefused(
        "arn:aws:lambda:eu-west-1:123456789012:function:f",
        INPUT,
        "StartExecution: 'arn:aws:lambda:eu-west-1:123456789012:function:f' is not the ARN of a"
            + " state machine");
  }

  @Test
  void refusesALargeInput() {
    assertThat(
            RecordedExecutions.counted()
                .start(Bench.MACHINE, Payload.of(List.of(TextNode.valueOf("x".repeat(262_140))))))
        .isNotEmpty();
    assertRefused(
        Bench.MACHINE,
        Payload.of(List.of(TextNode.valueOf("x".repeat(262_141)))),
        "StartExecution: the input holds 262145 bytes; Step Functions accepts at most 262144");
  }

  private static void assertRefused(String machine, Payload input, String message) {
    RecordedExecutions recorded = RecordedExecutions.counted();
    assertThatThrownBy(() -> recorded.start(machine, input))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
    assertThat(recorded.count()).isZero();
  }

  @Test
  void refusesADirectoryThatCannotBe() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> RecordedExecutions.into(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": executions cannot be written here (FileAlreadyExistsException); name a"
                + " directory that can be created");
  }

  @Test
  void refusesAnExecutionThatCannotBeWritten() throws IOException {
    RecordedExecutions recorded = RecordedExecutions.into(directory.resolve("gone"));
    Files.delete(directory.resolve("gone"));
    assertThatThrownBy(() -> recorded.start(Bench.MACHINE, INPUT))
        .isInstanceOf(Fault.class)
        .hasMessageMatching(
            ".*/gone/000001-[-0-9a-f]{36}\\.json: the execution cannot be written"
                + " \\(NoSuchFileException\\); make room or name another directory");
  }

  /** Each is there in full or not at all, and nobody but the owner reads it. */
  @Test
  void leavesNoPartOfAnExecutionOnAFullDisk() throws IOException {
    int inputs = 3;
    RecordedExecutions recorded =
        RecordedExecutions.into(FullDisk.with(directory, inputs * INPUT.size() + 2));
    for (int i = 0; i < inputs; i++) {
      recorded.start(Bench.MACHINE, INPUT);
    }

    assertThatThrownBy(() -> recorded.start(Bench.MACHINE, INPUT))
        .isInstanceOf(Fault.class)
        .hasMessageMatching(
            ".*/000004-[-0-9a-f]{36}\\.json: the execution cannot be written"
                + " \\(No space left on device\\); make room or name another directory");
    assertThat(Tree.of(directory)).hasSize(1 + inputs);
    try (var files = Files.list(directory)) {
      assertThat(files.toList())
          .allSatisfy(file -> {
            assertThat(file).hasContent("[\"ü\"]");
            assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
          });
    }
  }
}
