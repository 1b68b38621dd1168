package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
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
      "2:something given cannot be used: an option, a template, a fixture, a file; or AWS refuses"
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
        .setParameterExceptionHandler(Standpipe::misused)
        .setExecutionExceptionHandler((e, commandLine, result) -> failed(e, commandLine));
  }

  private static int misused(CommandLine.ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    e.getCommandLine().getErr().println(command + ": " + message + "; see " + command + " --help");
    return UNUSABLE;
  }

  private static int failed(Exception e, CommandLine commandLine) {
    String told =
        e instanceof Fault
            ? e.getMessage()
            : "unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage();
    commandLine.getErr().println("standpipe: " + told);
    if (!(e instanceof Fault) && !System.getenv().getOrDefault("STANDPIPE_DEBUG", "").isBlank()) {
      e.printStackTrace(commandLine.getErr());
    }
    return UNUSABLE;
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
