package io.github.standpipe.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a function.
 *
 * @param id the request id
 * @param body the event, JSON in UTF-8
 * @param timeout after which the call fails
 * @param arn the function's
 * @param now the time that the function sees; empty for the real one
 * @param services answers the calls of AWS services that it makes
 */
public record RuntimeCall(
    String id,
    byte[] body,
    Duration timeout,
    String arn,
    Optional<Instant> now,
    ServiceDouble services) {

  /** As the runtime API's {@code /next} answers it. */
  ApiResponse response() {
    long deadline = System.currentTimeMillis() + timeout.toMillis();
    ApiResponse response =
        new ApiResponse(200, Map.of("Content-Type", "application/json"), body)
            .with("Lambda-Runtime-Aws-Request-Id", id)
            .with("Lambda-Runtime-Deadline-Ms", Long.toString(deadline))
            .with("Lambda-Runtime-Invoked-Function-Arn", arn)
            .with("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
    return now.isPresent()
        ? response.with("Standpipe-Fixed-Time-Ms", Long.toString(now.get().toEpochMilli()))
        : response;
  }
}
