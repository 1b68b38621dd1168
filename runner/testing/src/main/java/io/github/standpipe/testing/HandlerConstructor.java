package io.github.standpipe.testing;

import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Function;

/** Creates a function from its class. */
record HandlerConstructor(Constructor<? extends EnrichmentHandler> constructor)
    implements Function<Environment, EnrichmentHandler> {

  static HandlerConstructor of(Class<? extends EnrichmentHandler> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException(type.getName() + " is abstract; name a concrete class");
    }
    try {
      Constructor<? extends EnrichmentHandler> constructor =
          type.getDeclaredConstructor(Environment.class);
      constructor.setAccessible(true);
      return new HandlerConstructor(constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          type.getName()
              + " has no constructor with an Environment as its only parameter; add one next to the"
              + " one for Lambda",
          e);
    }
  }

  @Override
  public EnrichmentHandler apply(Environment environment) {
    try {
      return constructor.newInstance(environment);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
