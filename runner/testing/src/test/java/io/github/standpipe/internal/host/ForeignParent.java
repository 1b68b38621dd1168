package io.github.standpipe.internal.host;

import io.github.standpipe.template.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that calls a function, so that a test can end it. */
public final class ForeignParent {
  private ForeignParent() {}

  /**
   * Calls {@code app.handler} once, and waits after it.
   *
   * @param arguments the runtime, the folder of the code and the event
   */
  public static void main(String[] arguments) throws Exception {
    LambdaFunction function =
        new LambdaFunction(
            "Fn",
            "arn:aws:lambda:eu-west-1:123456789012:function:fn",
            arguments[0],
            "app.handler",
            Map.of(),
            List.of(),
            Optional.of(Path.of(arguments[1])),
            "t.yaml:7",
            Optional.empty(),
            Optional.empty(),
            900,
            128);
    LocalFunctions.load(
            function, Map.of(), new FixedSurroundings(Instant.EPOCH), List.of(), Map.of())
        .invoke(arguments[2].getBytes(StandardCharsets.UTF_8));
    Thread.sleep(600_000);
  }
}
