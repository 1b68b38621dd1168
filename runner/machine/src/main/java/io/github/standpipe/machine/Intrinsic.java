package io.github.standpipe.machine;

import java.util.List;

/** A parsed call of an intrinsic function, or an argument of one. */
sealed interface Intrinsic {
  /** A call, such as {@code States.Format('{}', $.name)}. */
  record Call(String name, List<Intrinsic> arguments) implements Intrinsic {}

  /** A text in single quotes, unescaped; a format keeps the escapes of braces. */
  record Text(String value) implements Intrinsic {}

  /** A number, {@code true}, {@code false} or {@code null}, as JSON text. */
  record Literal(String json) implements Intrinsic {}

  /** A JSONPath, a path into the context object, or a variable. */
  record Path(String text) implements Intrinsic {}
}
