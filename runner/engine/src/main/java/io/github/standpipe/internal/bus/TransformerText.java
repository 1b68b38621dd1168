package io.github.standpipe.internal.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pieces of an input transformer's template.
 *
 * @param form the form that its first character determines
 */
record TransformerText(Form form, List<TemplatePiece> pieces) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("<((?:aws\\.events\\.[a-z.-]+)|[A-Za-z0-9_-]+)>");

  enum Form {
    /** It begins like an object or an array. */
    JSON,
    /** Lines in quotes. */
    QUOTED,
    /** Anything else; its result is not documented. */
    BARE
  }

  /** A piece of the template. */
  sealed interface TemplatePiece {}

  record Literal(String text) implements TemplatePiece {}

  /**
   * A placeholder.
   *
   * @param quoted whether it is in quotes
   * @param key whether it is in the key of an object
   */
  record Slot(String name, boolean quoted, boolean key) implements TemplatePiece {}

  static TransformerText parse(String template) {
    List<TemplatePiece> pieces = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(template);
    int from = 0;
    boolean quoted = false;
    while (placeholder.find()) {
      String before = template.substring(from, placeholder.start());
      pieces.add(new Literal(before));
      quoted ^= flips(before);
      pieces.add(
          new Slot(placeholder.group(1), quoted, quoted && isKey(template, placeholder.end())));
      from = placeholder.end();
    }
    pieces.add(new Literal(template.substring(from)));
    return new TransformerText(form(template.strip()), pieces);
  }

  private static Form form(String template) {
    return template.startsWith("{") || template.startsWith("[")
        ? Form.JSON
        : template.startsWith("\"") ? Form.QUOTED : Form.BARE;
  }

  /** Whether it holds an odd number of quotes that are not escaped. */
  private static boolean flips(String text) {
    boolean flips = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        flips = !flips;
      }
    }
    return flips;
  }

  private static boolean isKey(String template, int from) {
    for (int i = from; i < template.length(); i++) {
      if (template.charAt(i) == '\\') {
        i++;
      } else if (template.charAt(i) == '"') {
        return template.substring(i + 1).stripLeading().startsWith(":");
      }
    }
    return false;
  }

  List<Slot> slots() {
    return pieces.stream().filter(Slot.class::isInstance).map(Slot.class::cast).toList();
  }
}
