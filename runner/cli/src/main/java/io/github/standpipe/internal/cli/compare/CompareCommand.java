package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.revision.BaseProject;
import io.github.standpipe.pipe.Pipe;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe compare PIPE --base REVISION --events FILE|DIR|-}. */
@Command(
    name = "compare",
    description = {
      "Runs recorded events through a pipe as it was and as it is, and reports what differs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing differs",
      "1:something differs",
      "2:an option, the template, the base or an event cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();

  // not required by picocli, which would require them of subcommands too
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PIPE",
      description = "A pipe of the template.")
  @Nullable String pipe;

  @Option(
      names = "--base",
      paramLabel = "REVISION",
      description =
          "What to compare with: a git revision, such as main; REVISION:PATH for a template that"
              + " had another path; a folder with the project's files, or another template.")
  @Nullable String base;

  @Option(
      names = "--events",
      paramLabel = "FILE|DIR|-",
      description = "The recorded events. Default: the pipe's fixtures.")
  List<String> events = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String name = required(pipe, "parameter: 'PIPE'");
    Project project = options.project();
    Pipe now = project.pipe(name);
    try (BaseProject before = options.base(required(base, "option: '--base=REVISION'"))) {
      before.notes().forEach(note -> err().println("standpipe: " + note));
      Pipe then = before.project().pipe(name);
      return then.equals(now) ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private String required(@Nullable String value, String what) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), "Missing required " + what);
    }
    return value;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
