package io.github.standpipe.internal.deployed;

import io.github.standpipe.json.Arn;
import java.util.Optional;

/**
 * The location of a deployed pipe: names can stand for ARNs only within it.
 *
 * @param stack the stack that the pipe belongs to; empty if there is none
 */
record Home(String partition, String region, String account, Optional<String> stack) {
  static Home of(DeployedPipe pipe) {
    return Arn.parse(pipe.arn())
        .map(arn -> new Home(arn.partition(), arn.region(), arn.account(), pipe.stack()))
        .orElseGet(() -> new Home("", "", "", pipe.stack()));
  }
}
