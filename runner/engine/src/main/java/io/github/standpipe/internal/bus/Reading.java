package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What to do with a part of a template that cannot be read. */
enum Reading {
  /** It is a fault. */
  STRICT,
  /** It is left out as if it did not exist. */
  LENIENT;

  /** A value that does not change what arrives; if it is left out, another stands for it. */
  Optional<String> optional(Supplier<Optional<String>> value, Optional<String> standIn) {
    return of(value).findFirst().orElse(standIn);
  }

  /**
   * The ARN to which a feeder sends. One that only a deployment knows is still the same as another
   * one that is written alike.
   */
  String target(FeederResource feeder, Property arn, String key) {
    return this == LENIENT && arn.isUnknown()
        ? UnknownQueue.arn(arn).orElse("")
        : feeder.requiredText(arn, key);
  }

  /** The part; empty if it is left out. */
  <T> Stream<T> of(Supplier<T> part) {
    try {
      return Stream.of(part.get());
    } catch (Fault e) {
      if (this == STRICT) {
        throw e;
      }
      return Stream.empty();
    }
  }
}
