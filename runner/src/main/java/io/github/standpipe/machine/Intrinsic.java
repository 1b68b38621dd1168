package io.github.standpipe.machine;

import java.util.List;

/** An intrinsic function call as a text writes it, or an argument of one. */
sealed interface Intrinsic {
  /** A call, such as {@code States.Format('{}', $.name)}. */
  record Call(String name, List<Intrinsic> arguments) implements Intrinsic {}

  /** A text in single quotes, without its escapes; a format keeps those of braces. */
  record Text(String value) implements Intrinsic {}

  /** A number, {@code true}, {@code false} or {@code null}, as JSON text. */
  record Literal(String json) implements Intrinsic {}

  /** A JSONPath, a path into the context object, or a variable. */
  record Path(String text) implements Intrinsic {}
}
