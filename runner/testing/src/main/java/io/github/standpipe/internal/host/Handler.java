package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.LambdaFunction;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code Handler} of a function: {@code package.Class} or {@code package.Class::method}.
 *
 * @param method empty if the handler does not name one
 */
record Handler(LambdaFunction function, String className, String method) {

  static Handler of(LambdaFunction function) {
    String[] parts = function.handler().split("::", 2);
    return new Handler(function, parts[0], parts.length > 1 ? parts[1] : "");
  }

  LoadedFunction load(Environment environment, Invocation.Surroundings surroundings) {
    return new LocalFunction(function, call(environment), surroundings);
  }

  private LocalFunction.Call call(Environment environment) {
    Class<?> type = type();
    boolean byInterface = method.isEmpty() || method.equals("handleRequest");
    if (byInterface && RequestStreamHandler.class.isAssignableFrom(type)) {
      return Invocations.streams((RequestStreamHandler) made(type, environment));
    }
    if (byInterface && RequestHandler.class.isAssignableFrom(type)) {
      return Invocations.values((RequestHandler<?, ?>) made(type, environment));
    }
    if (method.isEmpty()) {
      throw fault(
          "implements neither RequestStreamHandler nor RequestHandler; name its method with ::");
    }
    return Invocations.method(this, type, () -> made(type, environment));
  }

  private Class<?> type() {
    try {
      return HandlerCode.find(className, function.code());
    } catch (ClassNotFoundException e) {
      throw fault("does not exist on the class path" + function.code().map(Handler::in).orElse(""));
    } catch (LinkageError e) {
      throw fault("cannot be loaded: " + e);
    } catch (Fault e) {
      throw e.at(place());
    }
  }

  private static String in(Path code) {
    return " or in " + code + (HandlerCode.isBuilt(code) ? "" : ", which does not exist; build it");
  }

  private Object made(Class<?> type, Environment environment) {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw fault("is abstract; name a concrete class");
    }
    try {
      Optional<Constructor<?>> taking = constructor(type, Environment.class);
      return taking.isPresent()
          ? taking.get().newInstance(environment)
          : constructor(type)
              .orElseThrow(() -> fault("has no public constructor without parameters"))
              .newInstance();
    } catch (InvocationTargetException e) {
      throw thrown(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw fault("cannot be made: " + e);
    }
  }

  private static Optional<Constructor<?>> constructor(Class<?> type, Class<?>... parameters) {
    return Stream.of(type.getConstructors())
        .filter(c -> Arrays.equals(c.getParameterTypes(), parameters))
        .findFirst();
  }

  private Fault thrown(Throwable cause) {
    if (cause instanceof Fault fault) {
      return fault.at(place());
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new Fault(
        place()
            + "'s Handler "
            + className
            + " threw "
            + cause.getClass().getSimpleName()
            + message,
        cause);
  }

  private String place() {
    return function.where() + ": " + function.logicalId();
  }

  /** A fault of the handler, with its place. */
  Fault fault(String fault) {
    return new Fault(place() + "'s Handler " + function.handler() + " " + fault);
  }
}
