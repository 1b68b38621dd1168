package io.github.standpipe.internal.host;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A generic type in the form of reflection, from one whose variables Jackson has resolved. */
record ReflectedType(Class<?> raw, List<Type> arguments) implements ParameterizedType {

  static Type of(JavaType type) {
    if (type.isArrayType()) {
      Type item = of(type.getContentType());
      return item instanceof Class<?> plain
          ? Array.newInstance(plain, 0).getClass()
          : type.getRawClass();
    }
    return type.containedTypeCount() == 0
        ? type.getRawClass()
        : new ReflectedType(
            type.getRawClass(),
            type.getBindings().getTypeParameters().stream().map(ReflectedType::of).toList());
  }

  @Override
  public Type[] getActualTypeArguments() {
    return arguments.toArray(Type[]::new);
  }

  @Override
  public Type getRawType() {
    return raw;
  }

  @Override
  public @Nullable Type getOwnerType() {
    return raw.getDeclaringClass();
  }

  @Override
  public String getTypeName() {
    return raw.getTypeName()
        + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
  }
}
