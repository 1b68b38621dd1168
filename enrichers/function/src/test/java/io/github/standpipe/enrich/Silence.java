package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** A context that only answers how much time is left. */
final class Silence {
  static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Silence.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, args) -> {
                if (method.getName().equals("getRemainingTimeInMillis")) {
                  return 900_000;
                }
                throw new AssertionError(method.getName());
              });

  private Silence() {}
}
