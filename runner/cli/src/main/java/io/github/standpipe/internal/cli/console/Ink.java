package io.github.standpipe.internal.cli.console;

import picocli.CommandLine.Help.Ansi;

/** Colour, on a terminal only. */
public record Ink(boolean coloured) {

  public static Ink onTerminal() {
    return new Ink(Ansi.AUTO.enabled());
  }

  public String good(String text) {
    return in("32", text);
  }

  public String bad(String text) {
    return in("31", text);
  }

  public String careful(String text) {
    return in("33", text);
  }

  public String strong(String text) {
    return in("1", text);
  }

  public String quiet(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return coloured ? SafeWriter.CONTROL + code + "m" + text + SafeWriter.CONTROL + "0m" : text;
  }
}
