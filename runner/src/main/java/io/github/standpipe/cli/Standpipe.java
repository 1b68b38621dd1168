package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
      ImportCommand.class,
      ReplayCommand.class,
      ListCommand.class,
      CheckCommand.class,
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
      "0:all is well",
      "1:test: a fixture failed; trace: the batch was returned; import: redaction changes what"
          + " becomes of a message; replay: a message would not be delivered; run: a message is"
          + " unaccounted for, or is left; of a deployed pipe: it is not as it should be, or nobody"
          + " agreed",
      "2:something given cannot be used: an option, a template, a fixture, a file; or AWS refuses",
      "70:an error of Standpipe itself, or too little memory"
    },
    footer = {
      "",
      "Bash completion: source <(standpipe generate-completion)",
      "Help of a command: standpipe COMMAND --help"
    })
public final class Standpipe {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int UNUSABLE = 2;

  /** An error of Standpipe itself; the number is that of an internal error in sysexits.h. */
  static final int BROKEN = 70;

  /** What is built here; a jar tells its own version. */
  static final String DEVELOPED = "0.1.0-SNAPSHOT";

  private Standpipe() {}

  public static void main(String[] args) {
    new BlankVariables(System.getenv()).unset();
    Output out = new Output();
    int code =
        commandLine()
            .setOut(writer(out))
            .setErr(writer(new FileOutputStream(FileDescriptor.err)))
            .execute(args);
    System.exit(out.broken() ? UNUSABLE : code);
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

  /** Runs the command with safe writers. Whatever goes wrong ends in one line. */
  private static int run(CommandLine.ParseResult result) {
    CommandLine commandLine = result.commandSpec().commandLine();
    commandLine.setOut(safe(commandLine.getOut())).setErr(safe(commandLine.getErr()));
    try {
      return new CommandLine.RunLast().execute(result);
    } catch (OutOfMemoryError e) {
      return broken(commandLine, "there is not enough memory; give less input, or more by -Xmx");
    } catch (StackOverflowError e) {
      return broken(commandLine, "the input nests too deeply, or refers to itself");
    } finally {
      commandLine.getOut().flush();
      commandLine.getErr().flush();
    }
  }

  private static int broken(CommandLine commandLine, String why) {
    commandLine.getErr().println("standpipe: " + why);
    return BROKEN;
  }

  private static PrintWriter safe(PrintWriter writer) {
    return new PrintWriter(new SafeWriter(writer), true);
  }

  private static int misused(CommandLine.ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    String message = Printable.line(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    e.getCommandLine().getErr().println(command + ": " + message + "; see " + command + " --help");
    return UNUSABLE;
  }

  private static int failed(Exception e, CommandLine commandLine) {
    if (e instanceof Fault) {
      commandLine.getErr().println("standpipe: " + e.getMessage());
      return UNUSABLE;
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
    return BROKEN;
  }

  /** The line of ours that failed; the exception's own text may hold a payload. */
  private static String at(Exception e) {
    for (StackTraceElement element : e.getStackTrace()) {
      if (element.getClassName().startsWith("io.github.standpipe.")) {
        return element.getFileName() + ":" + element.getLineNumber();
      }
    }
    return "no line of its own";
  }

  /** The version of the library that a new project depends on. */
  static String version() {
    return packaged().orElse(DEVELOPED);
  }

  private static Optional<String> packaged() {
    return Optional.ofNullable(Standpipe.class.getPackage().getImplementationVersion());
  }

  /** The version that the build gave the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"standpipe " + packaged().orElse("(not packaged)")};
    }
  }
}
