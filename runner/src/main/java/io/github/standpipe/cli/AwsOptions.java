package io.github.standpipe.cli;

import io.github.standpipe.deployed.Account;
import io.github.standpipe.enrich.Fault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which account, which region, how long to wait: what every command about deployed pipes takes. */
final class AwsOptions {
  private static final int LONGEST = 3600;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region. Default: as the AWS SDK finds it, such as by AWS_REGION.")
  @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile of ~/.aws. Default: as the AWS SDK finds it, by AWS_PROFILE.")
  @Nullable String profile;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Wait so long at most, 1 to 3600 seconds. Default: 300.")
  int timeout = 300;

  /** Opens the account; it is closed by whoever asked. */
  Account account() {
    return Account.open(Optional.ofNullable(region), Optional.ofNullable(profile), patience());
  }

  /**
   * Opens what stands in for an account on this machine; it is closed by whoever asked.
   *
   * @throws Fault for options that only an account has
   */
  Account account(LocalEndpoint local) {
    if (region != null || profile != null) {
      throw new Fault("--local", "asks no account; leave out --region and --profile");
    }
    return Account.onThisMachine(local.uri(), local.queues(), local.region(), patience());
  }

  Duration patience() {
    if (timeout < 1 || timeout > LONGEST) {
      throw new Fault("--timeout " + timeout, "give a number from 1 to " + LONGEST);
    }
    return Duration.ofSeconds(timeout);
  }
}
