package io.github.standpipe.internal.cli.check;

import io.github.standpipe.internal.account.AccountAction;
import io.github.standpipe.internal.account.AccountPicture;
import io.github.standpipe.internal.account.AccountReader;
import io.github.standpipe.internal.account.PipeSelection;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.report.ReportFile;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The deployed pipes to check in place of templates. */
final class AccountOptions {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  @Option(
      names = "--account",
      description =
          "Check the deployed pipes of the account in place of templates. It only reads; what it"
              + " must be allowed is in docs/account.md.")
  boolean account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "With --account: the region. May be repeated. Default: as the AWS SDK finds it, for"
              + " example from AWS_REGION.")
  List<String> regions = List.of();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "With --account: the profile in ~/.aws. Default: as the AWS SDK finds it, from"
              + " AWS_PROFILE.")
  @Nullable String profile;

  @Option(
      names = "--pipe",
      paramLabel = "NAME",
      description = "With --account: check this deployed pipe alone. May be repeated.")
  List<String> pipes = List.of();

  @Option(
      names = "--name-prefix",
      paramLabel = "PREFIX",
      description = "With --account: check the pipes whose names begin with PREFIX.")
  @Nullable String prefix;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "With --account: also write a page with all pipes, the worst first, to FILE.")
  @Nullable Path report;

  @Option(
      names = "--permissions",
      description = "With --account: print the policy that reading the account needs, and stop.")
  boolean permissions;

  /**
   * Checks that the options fit together.
   *
   * @param ofTemplates an option or a parameter about templates that was given; empty for none
   */
  void check(Optional<String> ofTemplates) {
    boolean any =
        !regions.isEmpty()
            || profile != null
            || !pipes.isEmpty()
            || prefix != null
            || report != null
            || permissions;
    if (!account && any) {
      throw new Fault(
          "--region, --profile, --pipe, --name-prefix, --report and --permissions",
          "are for deployed pipes; add --account");
    }
    if (account && ofTemplates.isPresent()) {
      throw new Fault("--account", "checks no templates; leave out " + ofTemplates.get());
    }
    if (!pipes.isEmpty() && prefix != null) {
      throw new Fault("--pipe and --name-prefix", "select pipes; pass only one of them");
    }
    reportFile().ifPresent(ReportFile::check);
  }

  Optional<ReportFile> reportFile() {
    return Optional.ofNullable(report).map(file -> new ReportFile(file, Readers.DEFAULT));
  }

  /**
   * What was read of each region.
   *
   * @param faults why others could not be read
   */
  record Pictures(List<AccountPicture> read, List<String> faults) {}

  /** Reads the regions one after another; one that cannot be read does not stop the others. */
  Pictures read(Progress progress) {
    List<AccountPicture> read = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<Optional<String>> all =
        regions.isEmpty()
            ? List.of(Optional.empty())
            : new LinkedHashSet<>(regions).stream().map(Optional::of).toList();
    for (Optional<String> region : all) {
      try (Account opened = Account.open(region, Optional.ofNullable(profile), LONGEST_CALL)) {
        read.add(read(opened, progress));
      } catch (Fault e) {
        String place = region.filter(one -> all.size() > 1).map(one -> one + ": ").orElse("");
        faults.add(place + e.getMessage());
      }
    }
    progress.done();
    return new Pictures(read, faults);
  }

  private AccountPicture read(Account opened, Progress progress) {
    String region = opened.region();
    progress.doing("reading the pipes of " + region);
    return AccountReader.read(
        opened.signed(),
        region,
        new PipeSelection(pipes, Optional.ofNullable(prefix)),
        (done, total, nouns) -> progress.doing(done, total, nouns + " in " + region));
  }

  /** The policy that reading needs. */
  static String policy() {
    StringBuilder policy = new StringBuilder();
    policy.append("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n");
    policy.append("      \"Effect\": \"Allow\",\n      \"Action\": [\n");
    policy.append(
        String.join(
            ",\n",
            AccountAction.permissions().stream().map(one -> "        \"" + one + "\"").toList()));
    return policy.append("\n      ],\n      \"Resource\": \"*\"\n    }\n  ]\n}").toString();
  }
}
