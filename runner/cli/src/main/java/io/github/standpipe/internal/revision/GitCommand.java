package io.github.standpipe.internal.revision;

import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Calls of git in a folder.
 *
 * @param program the program, {@code git} unless a test names another
 * @param environment variables in addition to those of this process
 */
record GitCommand(String program, Path folder, Map<String, String> environment) {

  /**
   * An answer.
   *
   * @param problem the first line of its standard error; empty if there is none
   */
  record Answer(int status, byte[] output, String problem) {
    boolean isGood() {
      return status == 0;
    }

    String line() {
      return new String(output, StandardCharsets.UTF_8).stripTrailing();
    }
  }

  static GitCommand in(Path folder) {
    return new GitCommand("git", folder, Map.of("LC_ALL", "C"));
  }

  GitCommand in(Path other, Map<String, String> variables) {
    return new GitCommand(program, other, variables);
  }

  /**
   * The output of a call that succeeds.
   *
   * @throws Fault with git's own reason if it does not
   */
  byte[] output(byte[] input, String... arguments) {
    Answer answer = answer(input, arguments);
    if (!answer.isGood()) {
      throw new Fault("git " + arguments[0], answer.problem());
    }
    return answer.output();
  }

  /**
   * Runs one call to its end.
   *
   * @throws Fault if the program does not exist
   */
  Answer answer(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    Process process = started(builder);
    try {
      CompletableFuture<byte[]> output = read(process.getInputStream()::readAllBytes);
      CompletableFuture<byte[]> problems = read(process.getErrorStream()::readAllBytes);
      write(process, input);
      int status = process.waitFor();
      return new Answer(status, output.join(), firstLine(problems.join()));
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new Fault("git " + arguments[0], "was interrupted");
    }
  }

  private Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Fault(
          program, "cannot be started; install git, or name a folder in place of a revision");
    }
  }

  /** Reads a stream. */
  private interface Reading {
    byte[] all() throws IOException;
  }

  /** Aside, so that neither stream fills up while the other is read. */
  private static CompletableFuture<byte[]> read(Reading reading) {
    CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            bytes.complete(reading.all());
          } catch (IOException e) {
            bytes.complete(new byte[0]); // the process ended, and its status says how
          }
        });
    return bytes;
  }

  private static void write(Process process, byte[] input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    } catch (IOException e) {
      process.descendants(); // it ended without reading all, and its status says how
    }
  }

  private static String firstLine(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .map(line -> Printable.line(line).replaceFirst("^(fatal|error): ", ""))
        .orElse("failed without a reason");
  }
}
