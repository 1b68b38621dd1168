package io.github.standpipe.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Accepts what StartExecution would accept, without running anything. */
public final class RecordedExecutions implements Executions {
  private static final Pattern STATE_MACHINE =
      Pattern.compile("arn:[^:]+:states:[^:]*:[0-9]{12}:stateMachine:[^:]{1,80}(:[^:]+)?");

  private final Optional<Path> directory;
  private final AtomicInteger count = new AtomicInteger();

  private RecordedExecutions(Optional<Path> directory) {
    this.directory = directory;
  }

  /** Keeps only the count. */
  public static RecordedExecutions counted() {
    return new RecordedExecutions(Optional.empty());
  }

  /**
   * Writes each input to a file {@code <number>-<execution>.json} of a directory.
   *
   * @throws Fault if the directory cannot be created
   */
  public static RecordedExecutions into(Path directory) {
    try {
      FileChanges.readBy(Readers.OWNER).folder(directory).write();
      return new RecordedExecutions(Optional.of(directory));
    } catch (WriteFailure e) {
      throw new Fault(
          directory.toString(),
          "executions cannot be written here ("
              + e.reason()
              + "); name a directory that can be created");
    }
  }

  @Override
  public String start(String stateMachineArn, Payload input) {
    if (!STATE_MACHINE.matcher(stateMachineArn).matches()) {
      throw new Fault(
          "StartExecution", "'" + stateMachineArn + "' is not the ARN of a state machine");
    }
    check(input);
    String execution = UUID.randomUUID().toString();
    int number = count.incrementAndGet();
    directory.ifPresent(d -> write(d.resolve("%06d-%s.json".formatted(number, execution)), input));
    return stateMachineArn.replaceFirst(":stateMachine:", ":execution:") + ":" + execution;
  }

  /** The number of accepted executions. */
  public int count() {
    return count.get();
  }

  private static void check(Payload input) {
    if (input.size() > Target.OfMachine.MAXIMUM_INPUT) {
      throw new Fault(
          "StartExecution",
          "the input holds "
              + input.size()
              + " bytes; Step Functions accepts at most "
              + Target.OfMachine.MAXIMUM_INPUT);
    }
    try {
      Json.parse(input.bytes());
    } catch (JsonProcessingException e) {
      throw new Fault("StartExecution", "the input is not JSON: " + Json.reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only the owner may read it, because it holds payloads. */
  private static void write(Path file, Payload input) {
    try {
      FileChanges.readBy(Readers.OWNER).create(file, input.bytes()).write();
    } catch (WriteFailure e) {
      throw new Fault(
          file.toString(),
          "the execution cannot be written ("
              + e.reason()
              + "); make room or name another directory");
    }
  }
}
