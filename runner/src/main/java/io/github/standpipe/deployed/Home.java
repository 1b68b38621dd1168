package io.github.standpipe.deployed;

import java.util.List;
import java.util.Optional;

/**
 * Where a deployed pipe lives: names stand for each other only there.
 *
 * @param stack the stack that the pipe belongs to; empty for a pipe of none
 */
record Home(String partition, String region, String account, Optional<String> stack) {
  private static final int PARTS = 6;

  static Home of(DeployedPipe pipe) {
    String[] arn = pipe.arn().split(":", PARTS);
    return arn.length == PARTS
        ? new Home(arn[1], arn[3], arn[4], pipe.stack())
        : new Home("", "", "", pipe.stack());
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
