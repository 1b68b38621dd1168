package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.LambdaFunction;
import java.util.function.Consumer;

/**
 * A handler that is called locally.
 *
 * @param standard the surroundings with which it was loaded
 */
record LocalFunction(LambdaFunction function, Call call, Invocation.Surroundings standard)
    implements LoadedFunction {

  /** One way in which Lambda calls a handler. */
  @FunctionalInterface
  interface Call {
    byte[] invoke(byte[] request, Context context) throws Exception;

    /** A warning about a call with a number of items. */
    default void warn(int items, Consumer<Warning> warnings) {}
  }

  @Override
  public byte[] invoke(byte[] request) throws Exception {
    return invoke(request, standard);
  }

  @Override
  public byte[] invoke(byte[] request, Invocation.Surroundings surroundings) throws Exception {
    return invoke(request, LocalContext.of(function, surroundings));
  }

  @Override
  public byte[] invoke(byte[] request, Context context) throws Exception {
    return call.invoke(request, context);
  }

  @Override
  public void warn(int items, Consumer<Warning> warnings) {
    call.warn(items, warnings);
  }
}
