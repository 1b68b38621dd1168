package io.github.standpipe.internal.cli.console;

import io.github.standpipe.json.Fault;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Nothing that is deployed is changed without consent. */
public final class Consent {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; required if there is no terminal.")
  boolean yes;

  /**
   * Asks at the terminal, unless {@code --yes} was given.
   *
   * @return whether somebody agreed
   * @throws Fault if there is no terminal
   */
  public boolean obtain(String question, PrintWriter err) {
    return yes || obtain(question, err, terminal());
  }

  public static boolean obtain(
      String question, PrintWriter err, Optional<Supplier<@Nullable String>> terminal) {
    Supplier<@Nullable String> answers =
        terminal.orElseThrow(
            () -> new Fault("there is no terminal to ask at, and nothing was changed; pass --yes"));
    err.print(question + " [y/N] ");
    err.flush();
    String answer = answers.get();
    boolean agreed = answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    if (!agreed) {
      err.println("standpipe: nothing was changed");
    }
    return agreed;
  }

  private static Optional<Supplier<@Nullable String>> terminal() {
    Console console = System.console();
    return console == null || !isTerminal(console)
        ? Optional.empty()
        : Optional.of(console::readLine);
  }

  /** From Java 22 on there may be a console without a terminal, and a method that says so. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
