package io.github.standpipe.coverage;

/** Source text as one short line. */
final class SourceLine {
  private static final int LONGEST = 70;

  private SourceLine() {}

  static String of(String source) {
    String line = String.join(" ", source.strip().split("\\s+"));
    if (line.length() <= LONGEST) {
      return line;
    }
    boolean splits = Character.isHighSurrogate(line.charAt(LONGEST - 1));
    return line.substring(0, splits ? LONGEST - 1 : LONGEST) + "...";
  }
}
