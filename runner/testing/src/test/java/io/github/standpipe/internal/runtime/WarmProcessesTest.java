package io.github.standpipe.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.json.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runtime API, with a runtime that knows only its documentation. */
class WarmProcessesTest {
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final Environment ENVIRONMENT =
      new Environment(Map.of(), Path.of("."), Map.of(), InstantSource.system(), UUID::randomUUID);
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    WarmProcesses.restart();
  }

  private static FunctionLaunch launch(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProtocolChild.class.getName()));
    command.addAll(List.of(arguments));
    return new FunctionLaunch("t.yaml:7: Fn", command, Path.of("."), Map.of(), false);
  }

  private static RuntimeCall call(String id, String body) {
    return new RuntimeCall(
        id,
        body.getBytes(StandardCharsets.UTF_8),
        LONG,
        "arn:fn",
        Optional.of(Instant.ofEpochMilli(5)),
        new ServiceDouble(Map.of(), Map.of(), Invocation.of(ENVIRONMENT)));
  }

  private String answer(FunctionLaunch launch, String id, String body) throws Exception {
    byte[] answer = WarmProcesses.call(launch, call(id, body), log::add);
    return new String(answer, StandardCharsets.UTF_8);
  }

  @Test
  void followsTheDocumentedProtocol() throws Exception {
    FunctionLaunch launch = launch();
    assertThat(answer(launch, "r1", "[1]")).isEqualTo("[1]");
    List<Long> first = WarmProcesses.pids();
    assertThat(answer(launch, "r2", "\"wrong\"")).isEqualTo("400");
    assertThat(answer(launch, "r3", "\"headers\"")).isEqualTo("\"arn:fn application/json 5\"");
    assertThat(answer(launch, "r4", "\"host\"")).isEqualTo("403");
    assertThatThrownBy(() -> answer(launch, "r5", "\"error\""))
        .isInstanceOfSatisfying(
            FunctionError.class,
            error -> {
              assertThat(error.errorType()).isEqualTo("Own.Error");
              assertThat(error.json().toString())
                  .isEqualTo("{\"errorMessage\":\"why\",\"errorType\":\"Own.Error\"}");
            })
        .hasMessage("the function threw Own.Error: why");
    assertThatThrownBy(() -> answer(launch, "r6", "\"plain error\""))
        .hasMessage("the function threw Runtime.Unknown: its error is not JSON");
    String large = "\"" + "x".repeat(3_000_000) + "\"";
    assertThat(answer(launch, "r7", large)).isEqualTo(large);
    assertThat(WarmProcesses.pids()).isEqualTo(first);
    assertThatThrownBy(() -> answer(launch, "r8", "\"exit\""))
        .hasMessage(
            "the function threw Runtime.ExitError: RequestId: r8 Error: Runtime exited with error:"
                + " exit status 7");
    assertThat(WarmProcesses.pids()).isEmpty();
    assertThat(answer(launch, "r9", "[2]")).isEqualTo("[2]");
    assertThat(WarmProcesses.pids()).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  void reportsAProcessThatCannotStart() {
    assertThatThrownBy(() -> answer(launch("init"), "r1", "[]"))
        .isInstanceOf(FunctionError.class)
        .hasMessage("the function threw Init.Failed: no");
    FunctionLaunch nothing =
        new FunctionLaunch("t.yaml:7: Fn", List.of("not-there"), Path.of("."), Map.of(), false);
    assertThatThrownBy(() -> answer(nothing, "r1", "[]"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("t.yaml:7: Fn: not-there cannot be started: ");
    assertThat(WarmProcesses.pids()).isEmpty();
  }

  @Test
  void startsOneProcessForEachConcurrentCallAndEndsThemAll() throws Exception {
    FunctionLaunch launch = launch();
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = "r" + i;
      calls.add(
          CompletableFuture.supplyAsync(() -> {
            try {
              byte[] answer = WarmProcesses.call(launch, call(id, "[3]"), line -> {});
              return new String(answer, StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }));
    }
    for (CompletableFuture<String> one : calls) {
      assertThat(one.join()).isEqualTo("[3]");
    }
    List<ProcessHandle> processes =
        WarmProcesses.pids().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
    assertThat(processes).isNotEmpty().hasSizeLessThanOrEqualTo(8);
    WarmProcesses.restart();
    assertThat(WarmProcesses.pids()).isEmpty();
    assertThat(processes).allSatisfy(one -> assertThat(one.onExit().join().isAlive()).isFalse());
  }
}
