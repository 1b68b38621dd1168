package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.AddedRules;
import io.github.standpipe.check.Catalogue;
import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Doctor;
import io.github.standpipe.check.Permissions;
import io.github.standpipe.check.Rule;
import io.github.standpipe.check.Severity;
import io.github.standpipe.internal.cli.console.CdkOutput;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.migration.Migration;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe check [TEMPLATE...]}. */
@Command(
    name = "check",
    description = {
      "Finds faults in the pipes of any SAM, CloudFormation or CDK-synthesised template, or of a"
          + " plan or state of Terraform, and in the resources that they use; with --account in"
          + " deployed pipes.",
      "A value that cannot be resolved in the template is never a finding."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  enum Format {
    TEXT,
    JSON,
    SARIF
  }

  enum FailOn {
    ERROR,
    WARNING,
    INFO,
    NEVER;

    boolean fails(Severity severity) {
      return this != NEVER && severity.compareTo(Severity.valueOf(name())) >= 0;
    }
  }

  @Parameters(
      paramLabel = "TEMPLATE",
      description =
          "The templates, or the folder cdk.out for all stacks in it. Default: pipes/template.yaml"
              + " here, else template.yaml or template.yml, else Standpipe's own.")
  List<Path> templates = List.of();

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description =
          "A value for a template parameter, an export, an SSM parameter. May be repeated.")
  List<String> parameters = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or sarif. Default: text.")
  Format format = Format.TEXT;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Exit with status 1 if a finding has at least this severity: error, warning, info or"
              + " never. Default: warning.")
  FailOn failOn = FailOn.WARNING;

  @Option(
      names = "--iam",
      description =
          "Print the minimal policy that each role and function needs, and what its own policy"
              + " lacks or allows in excess.")
  boolean iam;

  @Option(
      names = "--migrate",
      description =
          "Print what each rule of a Classic bus would be as a subscriber of a custom event bus,"
              + " what would change for the pipe behind it, and which pipes a subscriber could"
              + " replace.")
  boolean migrate;

  @Option(names = "--rules", description = "List the rules.")
  boolean rules;

  @Option(
      names = "--rules-from",
      paramLabel = "PATH",
      description =
          "Add the rules in a jar or a folder of classes; see docs/own-rules.md. May be repeated.")
  List<Path> rulesFrom = List.of();

  @Mixin FindingReports reports = new FindingReports();
  @Mixin AccountOptions account = new AccountOptions();
  @Mixin Progress progress = new Progress();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    reports.check(!migrate && !iam && !rules, format == Format.TEXT);
    account.check(ofTemplates());
    PrintWriter out = spec.commandLine().getOut();
    if (account.permissions) {
      out.println(AccountOptions.policy());
      return ExitCode.OK;
    }
    if (migrate && !rules) {
      return migration(out);
    }
    if (iam && !rules) {
      return permissions(out);
    }
    AddedRules added = AddedRules.in(rulesFrom);
    added.faults().forEach(this::warn);
    if (rules) {
      printRules(out, added);
    }
    int code = rules ? ExitCode.OK : examine(out, added);
    return added.faults().isEmpty() ? code : ExitCode.UNUSABLE;
  }

  /** What is about templates alone. */
  private Optional<String> ofTemplates() {
    return !templates.isEmpty()
        ? Optional.of(templates.getFirst().toString())
        : !parameters.isEmpty()
            ? Optional.of("--parameter")
            : migrate ? Optional.of("--migrate") : Optional.empty();
  }

  private AccountCheck accountCheck(PrintWriter out) {
    return new AccountCheck(account, format, reports, progress, out, this::warn);
  }

  private int migration(PrintWriter out) {
    if (format == Format.SARIF || iam) {
      throw new Fault("--migrate", "prints text or json; leave --format sarif and --iam out");
    }
    List<Read<Migration>> read = each(Migration::of);
    Map<Path, Migration> migrations = new LinkedHashMap<>();
    read.forEach(one -> one.result().ifPresent(all -> migrations.put(one.file(), all)));
    if (format == Format.JSON) {
      out.println(Json.pretty(MigrationJson.of(migrations)));
    } else {
      migrations.forEach(new MigrationText(out)::print);
    }
    return code(read, false);
  }

  private int permissions(PrintWriter out) {
    if (format == Format.SARIF) {
      throw new Fault("--iam", "prints text or json; leave out --format sarif");
    }
    if (account.account) {
      AccountCheck.Roles roles = accountCheck(out).permissions();
      int code = print(roles.byRegion(), out);
      return roles.complete() ? code : ExitCode.UNUSABLE;
    }
    List<Read<List<Permissions>>> read = each(Permissions::of);
    Map<Path, List<Permissions>> results = new LinkedHashMap<>();
    read.forEach(one -> one.result().ifPresent(all -> results.put(one.file(), all)));
    return Math.max(code(read, false), print(results, out));
  }

  private int print(Map<Path, List<Permissions>> results, PrintWriter out) {
    if (format == Format.JSON) {
      out.println(Json.pretty(IamJson.of(results)));
    } else {
      IamText text = new IamText(out);
      results.forEach((file, all) -> text.print(file, all));
    }
    boolean lacking =
        results.values().stream().flatMap(List::stream).anyMatch(p -> !p.lacks().isEmpty());
    return lacking && failOn.fails(Severity.ERROR) ? ExitCode.FAILED : ExitCode.OK;
  }

  private void warn(String line) {
    spec.commandLine().getErr().println("standpipe: " + line);
  }

  private int examine(PrintWriter out, AddedRules added) {
    if (account.account) {
      AccountCheck.Result result = accountCheck(out).examine(added);
      return result.complete() ? code(fails(result.findings())) : ExitCode.UNUSABLE;
    }
    List<Read<Diagnosis>> read = each(template -> Doctor.examine(template, added));
    List<Diagnosis> results = read.stream().flatMap(one -> one.result().stream()).toList();
    results.forEach(diagnosis -> diagnosis.failedRules().forEach(this::warn));
    switch (format) {
      case TEXT -> new CheckText(out, Ink.onTerminal()).print(results);
      case JSON -> out.println(Json.pretty(CheckJson.of(results)));
      case SARIF -> out.println(Json.pretty(Sarif.of(results, added.rules())));
    }
    reports.write(results, added.rules(), out);
    boolean failed = fails(results);
    boolean complete = results.stream().allMatch(diagnosis -> diagnosis.failedRules().isEmpty());
    return complete ? code(read, failed) : ExitCode.UNUSABLE;
  }

  private boolean fails(List<Diagnosis> results) {
    return results.stream()
        .flatMap(diagnosis -> diagnosis.open().stream())
        .anyMatch(finding -> failOn.fails(finding.rule().severity()));
  }

  private static int code(boolean failed) {
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private static int code(List<? extends Read<?>> read, boolean failed) {
    boolean readable = read.stream().allMatch(one -> one.result().isPresent());
    return !readable ? ExitCode.UNUSABLE : failed ? ExitCode.FAILED : ExitCode.OK;
  }

  /** A template and its findings; empty if it cannot be read. */
  private record Read<R>(Path file, Optional<R> result, String fault) {}

  /** Examines the templates side by side; one that cannot be read does not stop the others. */
  private <R> List<Read<R>> each(Function<Template, R> examination) {
    Map<String, String> given = ProjectOptions.parameterValues(parameters);
    List<Path> files =
        templates.isEmpty()
            ? List.of(ProjectOptions.standardTemplate())
            : templates.stream().flatMap(CdkOutput::templates).toList();
    AtomicInteger done = new AtomicInteger();
    progress.doing(0, files.size(), "templates checked");
    List<Read<R>> read =
        files.parallelStream()
            .map(file -> {
              Read<R> one = read(file, given, examination);
              progress.doing(done.incrementAndGet(), files.size(), "templates checked");
              return one;
            })
            .toList();
    progress.done();
    read.stream().filter(one -> one.result().isEmpty()).forEach(one -> warn(one.fault()));
    return read;
  }

  private static <R> Read<R> read(
      Path file, Map<String, String> given, Function<Template, R> examination) {
    try {
      R result = examination.apply(Template.readUsable(file, given));
      return new Read<>(file, Optional.of(result), "");
    } catch (Fault e) {
      return new Read<>(file, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static void printRules(PrintWriter out, AddedRules added) {
    for (Catalogue.Group group : Catalogue.groups()) {
      out.println(group.name());
      group.rules().forEach(rule -> print(rule, out));
    }
    if (!added.rules().isEmpty()) {
      out.println("added");
      added.rules().forEach(rule -> print(rule, out));
    }
  }

  private static void print(Rule rule, PrintWriter out) {
    out.printf(Locale.ROOT, "  %-34s %-8s %s%n", rule.id(), rule.severity(), rule.title());
  }
}
