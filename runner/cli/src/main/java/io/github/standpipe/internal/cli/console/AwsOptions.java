package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The account, the region and how long to wait: the options of every command about deployed pipes.
 */
public final class AwsOptions {
  private static final int LONGEST = 3600;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region. Default: as the AWS SDK finds it, for example from AWS_REGION.")
  public @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile in ~/.aws. Default: as the AWS SDK finds it, from AWS_PROFILE.")
  public @Nullable String profile;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Wait at most SECONDS (1 to 3600). Default: 300.")
  int timeout = 300;

  @Mixin public Progress progress = new Progress();

  /** Opens the account; the caller closes it. */
  public Account account() {
    progress.doing("waiting for AWS");
    return Account.open(Optional.ofNullable(region), Optional.ofNullable(profile), patience());
  }

  /**
   * Opens the substitute of an account on this machine; the caller closes it.
   *
   * @throws Fault if an option is given that needs an account
   */
  public Account account(LocalEndpoint local) {
    if (region != null || profile != null) {
      throw new Fault("--local", "does not use an account; leave out --region and --profile");
    }
    return Account.onThisMachine(local.uri(), local.queues(), local.region(), patience());
  }

  public Duration patience() {
    if (timeout < 1 || timeout > LONGEST) {
      throw new Fault("--timeout " + timeout, "give a number from 1 to " + LONGEST);
    }
    return Duration.ofSeconds(timeout);
  }
}
