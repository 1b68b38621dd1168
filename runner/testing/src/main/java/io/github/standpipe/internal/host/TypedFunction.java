package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.pipe.Warning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A handler that takes and returns values, between the bytes of a call. */
record TypedFunction(TypedValue input, TypedValue output, Body body) implements LocalFunction.Call {

  /** Calls the handler with a value. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(@Nullable Object value, Context context) throws Exception;
  }

  @Override
  public byte[] invoke(byte[] request, Context context) throws Exception {
    return output.write(body.apply(input.read(request), context));
  }

  @Override
  public void warn(int items, Consumer<Warning> warnings) {
    if (items == 1 && input.takesOneItem()) {
      warnings.accept(
          new Warning(
              "enrichment-unwrapped",
              "the handler takes "
                  + input
                  + ", so Lambda unwraps the array of one; an array of two would fail. Take a"
                  + " List, or set BatchSize to 1"));
    }
  }
}
