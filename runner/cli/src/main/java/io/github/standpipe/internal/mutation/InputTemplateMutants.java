package io.github.standpipe.internal.mutation;

import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changes of an input template: its placeholders. */
final class InputTemplateMutants {
  private static final Pattern PLACEHOLDER = Pattern.compile("<(aws\\.pipes\\.|\\$)[^<>]*>");

  private InputTemplateMutants() {}

  static void of(String template, BiConsumer<MutantKind, TextEdit> found) {
    Matcher placeholder = PLACEHOLDER.matcher(template);
    while (placeholder.find()) {
      int from = placeholder.start();
      int to = placeholder.end();
      String nothing = isInString(template, from) ? "" : "null";
      found.accept(MutantKind.PLACEHOLDER, new TextEdit(from, to, nothing));
      if (Character.isLetterOrDigit(template.charAt(to - 2)) && placeholder.group(1).equals("$")) {
        found.accept(MutantKind.PLACEHOLDER_PATH, new TextEdit(to - 1, to, "X>"));
      }
    }
  }

  private static boolean isInString(String template, int at) {
    boolean inside = false;
    for (int i = 0; i < at; i++) {
      char next = template.charAt(i);
      if (next == '\\') {
        i++;
      } else if (next == '"') {
        inside = !inside;
      }
    }
    return inside;
  }
}
