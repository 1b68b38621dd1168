package io.github.standpipe.internal.runtime;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process of a function, which takes one call at a time. */
final class FunctionProcess implements AutoCloseable {
  /** Lambda gives the start 10 seconds; a machine that is busy with tests may need more. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration OUTPUT = Duration.ofSeconds(2);
  private static final int END_SECONDS = 5;
  private static final Map<Integer, String> SIGNALS =
      Map.of(134, "aborted", 137, "killed", 139, "segmentation fault", 143, "terminated");

  private final FunctionLaunch launch;
  private final RuntimeApi api;
  private final Process process;
  private final ProcessOutput output;

  private FunctionProcess(FunctionLaunch launch, RuntimeApi api, Process process) {
    this.launch = launch;
    this.api = api;
    this.process = process;
    this.output = new ProcessOutput(process.getInputStream(), System.err::println);
  }

  /**
   * Starts a process.
   *
   * @throws Fault if it cannot be started
   */
  static FunctionProcess start(FunctionLaunch launch) {
    RuntimeApi api = RuntimeApi.start();
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
    builder.directory(launch.folder().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(launch.environment());
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    if (!launch.isLive()) {
      environment.putIfAbsent("AWS_ENDPOINT_URL", "http://" + api.address());
    }
    try {
      FunctionProcess started = new FunctionProcess(launch, api, builder.start());
      started.process.onExit().thenRun(api.exchange()::exited);
      Thread.ofPlatform().daemon().name("standpipe-output").start(started.output::read);
      return started;
    } catch (IOException e) {
      api.close();
      throw new Fault(
          launch.subject(), launch.command().getFirst() + " cannot be started: " + e.getMessage());
    }
  }

  FunctionLaunch launch() {
    return launch;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it asks for a call; what went wrong if it does not. */
  Optional<Fault> notReady(RuntimeCall call) throws InterruptedException {
    return api.exchange()
        .ready(START)
        .map(result ->
            switch (result) {
              case CallResult.Failed(FunctionError error, boolean marks) -> error;
              case CallResult.TimedOut() ->
                  new Fault(
                      launch.subject(),
                      "did not ask for an event within " + START.toSeconds() + " seconds");
              case CallResult.Exited exited -> exited(call);
              case CallResult.Answered answered -> exited(call);
            });
  }

  /**
   * Calls the function.
   *
   * @param log takes what the process prints, line by line
   * @throws FunctionError if it fails, does not answer in time, or ends
   */
  byte[] call(RuntimeCall call, Consumer<String> log) throws InterruptedException {
    output.to(log);
    return switch (api.exchange().call(call)) {
      case CallResult.Answered(byte[] body, boolean marks) -> {
        awaitOutput(call, marks);
        yield body;
      }
      case CallResult.Failed(FunctionError error, boolean marks) -> {
        awaitOutput(call, marks);
        throw error;
      }
      case CallResult.TimedOut() -> {
        close();
        throw new FunctionError("Sandbox.Timedout", timedOut(call));
      }
      case CallResult.Exited() -> {
        FunctionError error = exited(call);
        close();
        throw error;
      }
    };
  }

  private void awaitOutput(RuntimeCall call, boolean isMarked) throws InterruptedException {
    if (isMarked) {
      output.await(call.id(), OUTPUT);
    }
  }

  private static String timedOut(RuntimeCall call) {
    double seconds = call.timeout().toMillis() / 1000.0;
    return "RequestId: %s Error: Task timed out after %s seconds"
        .formatted(call.id(), String.format(Locale.ROOT, "%.2f", seconds));
  }

  private FunctionError exited(RuntimeCall call) {
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int status = process.isAlive() ? 0 : process.exitValue();
    String reason =
        status == 0
            ? "Runtime exited without providing a reason"
            : "Runtime exited with error: "
                + (SIGNALS.containsKey(status)
                    ? "signal: " + SIGNALS.get(status)
                    : "exit status " + status);
    return new FunctionError("Runtime.ExitError", "RequestId: " + call.id() + " Error: " + reason);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process and those that it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    api.close();
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
