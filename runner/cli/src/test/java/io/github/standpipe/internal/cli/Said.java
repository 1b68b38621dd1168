package io.github.standpipe.internal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What a command said, and how it ended. */
record Said(int code, String out, String err) {

  /** Runs a command in this process. */
  static Said by(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Standpipe.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = commandLine.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
