package io.github.standpipe.machine;

/**
 * The text of a path, taken apart: where it begins, and the path from there.
 *
 * @param variable the name if it begins with one, else empty
 * @param path from its root, beginning with {@code $}
 */
record PathText(boolean inContext, String variable, String path) {

  static PathText parse(String text) {
    if (text.startsWith("$$")) {
      return new PathText(true, "", text.substring(1));
    }
    int end = variableEnd(text);
    return end == 1
        ? new PathText(false, "", text)
        : new PathText(false, text.substring(1, end), "$" + text.substring(end));
  }

  /** Behind the name of a variable at the beginning of a path; 1 if there is none. */
  static int variableEnd(String path) {
    int end = 1;
    while (end < path.length() && isNamePart(path.charAt(end), end == 1)) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c, boolean first) {
    return first ? Character.isLetter(c) || c == '_' : Character.isLetterOrDigit(c) || c == '_';
  }
}
