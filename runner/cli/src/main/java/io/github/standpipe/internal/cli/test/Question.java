package io.github.standpipe.internal.cli.test;

import io.github.standpipe.json.Fault;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Asks about one item after the other, until an answer is given for all remaining ones. */
public final class Question {
  private final BufferedReader answers;
  private final PrintWriter out;
  private boolean all;
  private boolean none;

  private Question(BufferedReader answers, PrintWriter out, boolean all) {
    this.answers = answers;
    this.out = out;
    this.all = all;
  }

  /** Does not ask: the answer is yes. */
  static Question answered(PrintWriter out) {
    return new Question(new BufferedReader(Reader.nullReader()), out, true);
  }

  public static Question of(BufferedReader answers, PrintWriter out) {
    return new Question(answers, out, false);
  }

  /**
   * Asks at the terminal.
   *
   * @throws Fault if there is no terminal
   */
  static Question atTerminal(PrintWriter out) {
    Console console = System.console();
    if (console == null || !isTerminal(console)) {
      throw new Fault("--accept asks before it writes, and there is no terminal; pass --yes");
    }
    return of(new BufferedReader(console.reader()), out);
  }

  /** Java 22 to 24 return a console even without a terminal, and a method that says which it is. */
  private static boolean isTerminal(Console console) {
    try {
      return Console.class.getMethod("isTerminal").invoke(console) != Boolean.FALSE;
    } catch (ReflectiveOperationException e) {
      return true; // Java 21: there is a console only with a terminal
    }
  }

  /** Whether the answer is yes; the end of the input means no to all. */
  public boolean agreed(String question) {
    while (!all && !none) {
      out.print(question + " [y]es, [n]o, [a]ll, [q]uit? ");
      out.flush();
      switch (answer()) {
        case "y", "yes" -> {
          return true;
        }
        case "n", "no" -> {
          return false;
        }
        case "a", "all" -> all = true;
        case "q", "quit" -> none = true;
        default -> {}
      }
    }
    return all;
  }

  private String answer() {
    try {
      String line = answers.readLine();
      return line == null ? "q" : line.strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
