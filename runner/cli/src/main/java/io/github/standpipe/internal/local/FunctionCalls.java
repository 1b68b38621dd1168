package io.github.standpipe.internal.local;

import io.github.standpipe.internal.fixture.FunctionTarget;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Trace;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls a function of the template here, once for each batch. */
public record FunctionCalls(Supplier<FunctionTarget> function) implements TargetCalls {

  @Override
  public Sent send(Pipe pipe, Trace delivered, InstantSource clock) {
    FunctionTarget.Called called = function.get().call(delivered);
    return new Sent(called.trace(), Optional.empty(), delivered.targetInput().items().size());
  }
}
