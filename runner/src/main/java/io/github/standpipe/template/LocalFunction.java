package io.github.standpipe.template;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.pipe.Warning;
import java.util.function.Consumer;

/**
 * A handler that is called here.
 *
 * @param standard the surroundings that it was loaded with
 */
record LocalFunction(LambdaFunction function, Call call, Invocation.Surroundings standard)
    implements LoadedFunction {

  /** One way in which Lambda calls a handler. */
  @FunctionalInterface
  interface Call {
    byte[] invoke(byte[] request, Context context) throws Exception;

    /** Says what is doubtful of a call with a number of items. */
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
