package io.github.standpipe.cli;

import picocli.CommandLine.Help.Ansi;

/** Colour, on a terminal only. */
record Ink(boolean coloured) {

  static Ink onTerminal() {
    return new Ink(Ansi.AUTO.enabled());
  }

  String good(String text) {
    return in("32", text);
  }

  String bad(String text) {
    return in("31", text);
  }

  String careful(String text) {
    return in("33", text);
  }

  String strong(String text) {
    return in("1", text);
  }

  String quiet(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return coloured ? SafeWriter.CONTROL + code + "m" + text + SafeWriter.CONTROL + "0m" : text;
  }
}
