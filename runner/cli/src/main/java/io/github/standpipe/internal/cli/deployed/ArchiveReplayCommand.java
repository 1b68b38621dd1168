package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.Consent;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.LocalEndpoint;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.Buses;
import io.github.standpipe.internal.deployed.DeployedArchive;
import io.github.standpipe.internal.deployed.Replay;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe archive replay}. */
@Command(
    name = "replay",
    description = {
      "Replays a range of an archive to its bus, and waits for the end.",
      "The rules receive the events again, and so do their targets."
    },
    mixinStandardHelpOptions = true)
final class ArchiveReplayCommand implements Callable<Integer> {
  @Mixin AwsOptions aws = new AwsOptions();
  @Mixin Consent consent = new Consent();

  @Option(names = "--archive", paramLabel = "NAME", required = true, description = "The archive.")
  String archive = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      description = "The time of the first event: 2026-01-31T09:00:00Z, or -2h for two hours ago.")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "now",
      description = "The end of the range, in the same form; it is excluded. Default: now.")
  String to = "now";

  @Option(
      names = "--rule",
      paramLabel = "ARN",
      description = "Send the events to this rule only; may be repeated. Default: to all rules.")
  List<String> rules = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "A unique name for the replay. Default: one with the time.")
  @Nullable String name;

  @Option(
      names = "--local",
      description =
          "Replay the archive of a running `standpipe run PIPE`, found by"
              + " AWS_ENDPOINT_URL_EVENTBRIDGE.")
  boolean local;

  @Mixin JsonOption json = new JsonOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant begins = Moment.of("--from", from, now);
    Instant ends = Moment.of("--to", to, now);
    check(begins, ends, now);
    try (Account account = local ? aws.account(LocalEndpoint.find()) : aws.account();
        Buses buses = account.buses()) {
      DeployedArchive there = buses.archive(archive);
      Replay.Request request =
          new Replay.Request(name == null ? replayName(now) : name, there, begins, ends, rules);
      PrintWriter printer = json.isAsked() ? err() : out();
      printer.println(request.name() + "  " + begins + " to " + ends);
      printer.println("  archive  " + there.arn());
      printer.println("  bus      " + there.bus());
      printer.println("  rules    " + (rules.isEmpty() ? "all" : String.join(", ", rules)));
      String question = "Replay events of " + archive + "?";
      return local || consent.obtain(question, err()) ? run(buses, request) : ExitCode.FAILED;
    }
  }

  private static String replayName(Instant now) {
    return "standpipe-" + now.toString().replaceAll("[^0-9TZ]", "");
  }

  private void check(Instant begins, Instant ends, Instant now) {
    if (!begins.isBefore(ends)) {
      throw new Fault("--from " + from, "is not before --to " + to);
    }
    if (ends.isAfter(now)) {
      throw new Fault("--to " + to, "is in the future; an archive holds past events only");
    }
    for (String rule : rules) {
      if (!rule.matches("arn:[^:]*:events:[^:]*:[^:]*:rule/.+")) {
        throw new Fault("--rule " + rule, "is not the ARN of a rule");
      }
    }
  }

  private int run(Buses buses, Replay.Request request) {
    StateLine line = new StateLine(err());
    Replay last;
    try {
      last =
          buses.replay(
              request,
              aws.patience(),
              seen -> line.show(request.name(), seen.state() + " " + seen.percent() + " %"));
    } finally {
      line.end();
    }
    report(last);
    return last.isComplete() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void report(Replay last) {
    if (json.isAsked()) {
      out()
          .println(
              Json.pretty(
                  Json.object()
                      .put("name", last.request().name())
                      .put("state", last.state())
                      .put("reason", last.reason().orElse(null))
                      .put("lastReplayed", last.last().map(Instant::toString).orElse(null))));
      return;
    }
    out().println(last.request().name() + "  " + last.state());
    last.reason().ifPresent(reason -> out().println("  reason   " + reason));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
