package io.github.standpipe.internal.cli;

import io.github.standpipe.internal.cli.check.CheckCommand;
import io.github.standpipe.internal.cli.compare.CompareCommand;
import io.github.standpipe.internal.cli.console.BlankVariables;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Output;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.SafeWriter;
import io.github.standpipe.internal.cli.console.ToolVersion;
import io.github.standpipe.internal.cli.contract.CompatCommand;
import io.github.standpipe.internal.cli.contract.ContractCommand;
import io.github.standpipe.internal.cli.create.NewCommand;
import io.github.standpipe.internal.cli.deployed.ArchiveCommand;
import io.github.standpipe.internal.cli.deployed.DeleteCommand;
import io.github.standpipe.internal.cli.deployed.DeployCommand;
import io.github.standpipe.internal.cli.deployed.DiffCommand;
import io.github.standpipe.internal.cli.deployed.PullCommand;
import io.github.standpipe.internal.cli.deployed.SendCommand;
import io.github.standpipe.internal.cli.deployed.StartCommand;
import io.github.standpipe.internal.cli.deployed.StatusCommand;
import io.github.standpipe.internal.cli.deployed.StopCommand;
import io.github.standpipe.internal.cli.production.ImportCommand;
import io.github.standpipe.internal.cli.production.ReplayCommand;
import io.github.standpipe.internal.cli.run.RunCommand;
import io.github.standpipe.internal.cli.test.ExplainCommand;
import io.github.standpipe.internal.cli.test.ListCommand;
import io.github.standpipe.internal.cli.test.MutateCommand;
import io.github.standpipe.internal.cli.test.TestCommand;
import io.github.standpipe.internal.cli.test.TraceCommand;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code standpipe}. */
@Command(
    name = "standpipe",
    description = {
      "Runs, traces and tests the EventBridge pipes of a template, without deploying;",
      "and reads, compares and changes those that are deployed."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Standpipe.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      TraceCommand.class,
      ExplainCommand.class,
      TestCommand.class,
      MutateCommand.class,
      ImportCommand.class,
      ReplayCommand.class,
      ListCommand.class,
      CheckCommand.class,
      CompareCommand.class,
      ContractCommand.class,
      CompatCommand.class,
      NewCommand.class,
      PullCommand.class,
      DiffCommand.class,
      DeployCommand.class,
      StatusCommand.class,
      StartCommand.class,
      StopCommand.class,
      DeleteCommand.class,
      SendCommand.class,
      ArchiveCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:test: a fixture failed; mutate: a change survived; trace: the batch was returned; import:"
          + " redaction changes the outcome; replay: a message would not be delivered; run: a"
          + " message is unaccounted for, or is left; commands on a deployed pipe: it is not in the"
          + " desired state, or consent was not given",
      "2:an option, a template, a fixture or a file cannot be used; or AWS refuses a request",
      "70:an error in Standpipe itself, or not enough memory"
    },
    footer = {
      "",
      "Bash completion: source <(standpipe generate-completion)",
      "Help of a command: standpipe COMMAND --help"
    })
public final class Standpipe {
  private Standpipe() {}

  public static void main(String[] args) {
    new BlankVariables(System.getenv()).unset();
    Output out = new Output();
    int code =
        commandLine()
            .setOut(writer(out))
            .setErr(writer(new FileOutputStream(FileDescriptor.err)))
            .execute(args);
    System.exit(out.broken() ? ExitCode.UNUSABLE : code);
  }

  /** UTF-8 whatever the locale: payloads are UTF-8. */
  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Standpipe())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Standpipe::run)
        .setParameterExceptionHandler(Standpipe::misused)
        .setExecutionExceptionHandler((e, commandLine, result) -> failed(e, commandLine));
  }

  /** Runs the command with safe writers. Any error is reported in one line. */
  private static int run(CommandLine.ParseResult result) {
    CommandLine commandLine = result.commandSpec().commandLine();
    PrintWriter terminal = safe(commandLine.getErr());
    try (Progress progress = progress(result)) {
      if (Ink.onTerminal().coloured()) {
        progress.startOn(terminal);
      }
      commandLine
          .setOut(new PrintWriter(progress.before(safe(commandLine.getOut())), true))
          .setErr(new PrintWriter(progress.before(terminal), true));
      return new CommandLine.RunLast().execute(result);
    } catch (OutOfMemoryError e) {
      return broken(
          commandLine,
          "there is not enough memory; reduce the input, or give more memory with -Xmx");
    } catch (StackOverflowError e) {
      return broken(commandLine, "the input nests too deeply, or refers to itself");
    } finally {
      commandLine.getOut().flush();
      commandLine.getErr().flush();
    }
  }

  /** That of the command, if it is one that may last. */
  private static Progress progress(CommandLine.ParseResult result) {
    CommandLine.ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return progress(last.commandSpec()).findFirst().orElseGet(Progress::new);
  }

  static Stream<Progress> progress(CommandLine.Model.CommandSpec spec) {
    Stream<Progress> own =
        spec.userObject() instanceof Progress progress ? Stream.of(progress) : Stream.of();
    return Stream.concat(own, spec.mixins().values().stream().flatMap(mixin -> progress(mixin)));
  }

  private static int broken(CommandLine commandLine, String why) {
    commandLine.getErr().println("standpipe: " + why);
    return ExitCode.BROKEN;
  }

  private static PrintWriter safe(PrintWriter writer) {
    return new PrintWriter(new SafeWriter(writer), true);
  }

  private static int misused(CommandLine.ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    String message = Printable.line(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    e.getCommandLine().getErr().println(command + ": " + message + "; see " + command + " --help");
    return ExitCode.UNUSABLE;
  }

  private static int failed(Exception e, CommandLine commandLine) {
    if (e instanceof Fault) {
      commandLine.getErr().println("standpipe: " + e.getMessage());
      return ExitCode.UNUSABLE;
    }
    boolean debug = !System.getenv().getOrDefault("STANDPIPE_DEBUG", "").isBlank();
    commandLine
        .getErr()
        .println(
            "standpipe: unexpected "
                + e.getClass().getSimpleName()
                + " at "
                + at(e)
                + (debug ? "" : "; set STANDPIPE_DEBUG=1 to see more, and report it"));
    if (debug) {
      e.printStackTrace(commandLine.getErr());
    }
    return ExitCode.BROKEN;
  }

  /** The line of our code that failed; the exception's own text may hold a payload. */
  private static String at(Exception e) {
    for (StackTraceElement element : e.getStackTrace()) {
      if (element.getClassName().startsWith("io.github.standpipe.")) {
        return element.getFileName() + ":" + element.getLineNumber();
      }
    }
    return "a line outside of Standpipe";
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"standpipe " + ToolVersion.packaged().orElse("(not packaged)")};
    }
  }
}
