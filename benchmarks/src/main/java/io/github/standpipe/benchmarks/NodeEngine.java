package io.github.standpipe.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The other engine, in a process of its own. A case that does not end is cut short, and the process
 * is started again for the next one.
 *
 * @see EngineComparison
 */
final class NodeEngine implements AutoCloseable {
  private static final int SECONDS_BEYOND = 300;

  private final List<String> command;
  private @Nullable Process process;
  private BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  NodeEngine(Path script, Path folder, Path cases) {
    command = List.of("node", script.toString(), folder.toString(), cases.toString());
  }

  /** Executions per second of CPU time; 0 for a case that it does not pass or does not end. */
  double rate(int index, int millis) throws IOException, InterruptedException {
    Process node = running();
    PrintStream asks = new PrintStream(node.getOutputStream(), true, StandardCharsets.UTF_8);
    asks.println(index + " " + millis);
    String answer = answers.poll(millis + SECONDS_BEYOND * 1000L, TimeUnit.MILLISECONDS);
    if (answer == null || answer.isEmpty()) {
      close();
      return 0;
    }
    int space = answer.indexOf(' ');
    double executions = Double.parseDouble(answer.substring(0, space));
    return executions == 0 ? 0 : executions * 1e6 / Double.parseDouble(answer.substring(space + 1));
  }

  private Process running() throws IOException {
    Process known = process;
    if (known != null && known.isAlive()) {
      return known;
    }
    Process started =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().start(() -> collect(started, lines));
    process = started;
    answers = lines;
    return started;
  }

  /** An empty line stands for the end of the process. */
  private static void collect(Process process, BlockingQueue<String> lines) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      // the process was ended
    }
    lines.add("");
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
