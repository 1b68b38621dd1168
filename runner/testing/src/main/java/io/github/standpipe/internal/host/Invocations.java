package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways in which Lambda calls a Java handler, each as a function of bytes. */
final class Invocations {
  private Invocations() {}

  static LocalFunction.Call streams(RequestStreamHandler handler) {
    return (request, context) -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(request), answer, context);
      return answer.toByteArray();
    };
  }

  /** Calls a typed handler, bound as on Lambda. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the types are those of its interface
  static <I, O> LocalFunction.Call values(RequestHandler<I, O> handler) {
    JavaType[] types =
        TypeFactory.defaultInstance()
            .constructType(handler.getClass())
            .findTypeParameters(RequestHandler.class);
    ClassLoader code = handler.getClass().getClassLoader();
    return new TypedFunction(
        TypedValue.of(ReflectedType.of(types[0]), code),
        TypedValue.of(ReflectedType.of(types[1]), code),
        (value, context) -> handler.handleRequest((I) value, context));
  }

  /** Calls a method by name: {@code (InputStream, OutputStream)} or {@code (T)}. */
  static LocalFunction.Call method(Handler handler, Class<?> type, Supplier<Object> making) {
    Method method = method(handler, type);
    Object made = Modifier.isStatic(method.getModifiers()) ? type : making.get();
    List<Class<?>> takes = Arrays.asList(method.getParameterTypes());
    boolean withContext = !takes.isEmpty() && takes.getLast() == Context.class;
    List<Class<?>> own = withContext ? takes.subList(0, takes.size() - 1) : takes;
    if (own.equals(List.of(InputStream.class, OutputStream.class))) {
      return (request, context) -> {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        call(method, made, withContext, context, new ByteArrayInputStream(request), answer);
        return answer.toByteArray();
      };
    }
    if (own.size() != 1) {
      throw handler.fault("takes neither (InputStream, OutputStream) nor one value");
    }
    return new TypedFunction(
        TypedValue.of(method.getGenericParameterTypes()[0], type.getClassLoader()),
        TypedValue.of(method.getGenericReturnType(), type.getClassLoader()),
        (value, context) -> call(method, made, withContext, context, value));
  }

  private static Method method(Handler handler, Class<?> type) {
    List<Method> named =
        Stream.of(type.getMethods())
            .filter(method -> method.getName().equals(handler.method()) && !method.isBridge())
            .toList();
    if (named.size() != 1) {
      throw handler.fault(
          named.isEmpty() ? "names no public method" : "names more than one method");
    }
    return named.getFirst();
  }

  private static @Nullable Object call(
      Method method, Object on, boolean withContext, Context context, @Nullable Object... values)
      throws Exception {
    @Nullable Object[] all = Arrays.copyOf(values, values.length + (withContext ? 1 : 0));
    if (withContext) {
      all[values.length] = context;
    }
    try {
      return method.invoke(on, all);
    } catch (InvocationTargetException e) {
      // the pipe receives what the handler threw
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
