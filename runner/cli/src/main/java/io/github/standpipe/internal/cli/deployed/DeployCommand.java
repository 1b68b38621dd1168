package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.Consent;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.internal.deployed.Deployment;
import io.github.standpipe.internal.deployed.DeploymentPlan;
import io.github.standpipe.internal.deployed.PropertyDifference;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.PipeProperties;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe deploy PIPE}. */
@Command(
    name = "deploy",
    description = {
      "Creates or changes one pipe from the template, without CloudFormation, and waits for it.",
      "Its queue, functions, machine and role must exist. A property that the template does not"
          + " have keeps its deployed value, and is listed."
    },
    mixinStandardHelpOptions = true)
public final class DeployCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin AwsOptions aws = new AwsOptions();
  @Mixin Consent consent = new Consent();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The deployed pipe's name. Default: the pipe's Name, else its logical id.")
  @Nullable String name;

  @Option(names = "--exact", description = "Remove properties that the template does not have.")
  boolean exact;

  @Option(names = "--json", description = "Print one JSON object instead of the pipe's state.")
  boolean json;

  @Mixin PipeParameter pipe = new PipeParameter();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedOptions deployed = new DeployedOptions(options, account, pipes);
      String target = target(deployed.definition(pipe.name(), Optional.empty()));
      Optional<DeployedPipe> before = pipes.find(target);
      DeploymentPlan plan =
          plan(target, before, deployed.definition(pipe.name(), before).written());
      if (plan.isDone()) {
        notes().println(target + " is as the template says; nothing to change");
        kept(plan);
        return ExitCode.OK;
      }
      print(plan, account);
      String question = (before.isPresent() ? "Change " : "Make ") + target + "?";
      return consent.obtain(question, err()) ? run(plan, pipes) : ExitCode.FAILED;
    }
  }

  private String target(PipeDefinition definition) {
    if (name != null) {
      return name;
    }
    if (definition.written().open().containsKey("Name")) {
      throw new Fault(
          definition.where(),
          definition.logicalId() + "'s Name cannot be resolved here; pass --name NAME");
    }
    return DeployedOptions.writtenName(definition).orElse(definition.logicalId());
  }

  private DeploymentPlan plan(
      String target, Optional<DeployedPipe> before, PipeProperties written) {
    return before
        .map(there -> DeploymentPlan.update(written, there, exact))
        .orElseGet(() -> DeploymentPlan.create(target, written));
  }

  private int run(DeploymentPlan plan, DeployedPipes pipes) {
    StateLine line = new StateLine(err());
    DeployedPipe after;
    try {
      after = new Deployment(pipes, aws.patience(), line::show).run(plan);
    } finally {
      line.end();
    }
    if (json) {
      out().println(Json.pretty(StatusText.json(after)));
    } else {
      StatusText.print(after, out());
    }
    return after.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
  }

  private void print(DeploymentPlan plan, Account account) {
    PrintWriter printer = notes();
    printer.println(
        Ink.onTerminal().strong(plan.name())
            + plan.before()
                .map(b -> " changes, " + b.arn())
                .orElse(" is new in " + account.region()));
    DifferenceText.changes(plan.changes(), printer);
    plan.before()
        .filter(DeployedPipe::hasFailed)
        .ifPresent(b -> printer.println("  is " + b.state() + "; all properties are sent again"));
    kept(plan);
    plan.before()
        .flatMap(DeployedPipe::stack)
        .ifPresent(stack ->
            printer.println(
                "  belongs to the stack " + stack + ", whose next deployment undoes this"));
  }

  private void kept(DeploymentPlan plan) {
    for (PropertyDifference kept : plan.kept()) {
      notes().println("  keeps " + kept.path() + "  " + kept.shownDeployed());
    }
  }

  /** Notes that are printed besides the result. */
  private PrintWriter notes() {
    return json ? err() : out();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
