package io.github.standpipe.internal.bus;

import io.github.standpipe.template.Property;
import java.util.Optional;

/** Stands for a queue whose ARN only a deployment knows, such as a parameter without a value. */
public final class UnknownQueue {
  private static final int LENGTH = 12;

  private UnknownQueue() {}

  /** The same ARN for properties that are written alike; empty for one that is absent. */
  public static Optional<String> arn(Property written) {
    return written
        .expression()
        .map(text ->
            "arn:aws:sqs:us-east-1:123456789012:unknown-"
                + Digests.sha256(text).substring(0, LENGTH));
  }
}
