package io.github.standpipe.deployed;

import io.github.standpipe.enrich.Arn;
import java.util.List;
import java.util.Optional;

/**
 * Where a deployed pipe lives: names stand for each other only there.
 *
 * @param stack the stack that the pipe belongs to; empty for a pipe of none
 */
record Home(String partition, String region, String account, Optional<String> stack) {
  static Home of(DeployedPipe pipe) {
    return Arn.parse(pipe.arn())
        .map(arn -> new Home(arn.partition(), arn.region(), arn.account(), pipe.stack()))
        .orElseGet(() -> new Home("", "", "", pipe.stack()));
  }

  /** Partition, region and account at their places in an ARN. */
  List<Optional<String>> parts() {
    return List.of(
        Optional.empty(),
        Optional.of(partition),
        Optional.empty(),
        Optional.of(region),
        Optional.of(account));
  }
}
