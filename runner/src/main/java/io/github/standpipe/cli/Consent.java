package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Nothing that is deployed is changed before somebody agreed. */
final class Consent {
  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking; needed where there is no terminal to ask on.")
  boolean yes;

  /**
   * Asks on the terminal, unless {@code --yes} was given.
   *
   * @return whether somebody agreed
   * @throws Fault where there is no terminal
   */
  boolean obtain(String question, PrintWriter err) {
    return yes || obtain(question, err, terminal());
  }

  static boolean obtain(
      String question, PrintWriter err, Optional<Supplier<@Nullable String>> terminal) {
    Supplier<@Nullable String> answers =
        terminal.orElseThrow(
            () -> new Fault("there is no terminal to ask on, and nothing was changed; pass --yes"));
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

  /** From Java 22 on there may be a console where there is no terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
