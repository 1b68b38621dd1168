package io.github.standpipe.check;

import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the line and column in the template of a position in one of its texts: a block, or a text
 * of one line. Any other text is placed at its key.
 */
final class TextPlaces {
  private TextPlaces() {}

  /** The place of a line and a column, from 1, of the text that a property holds. */
  static Place of(Property property, int line, int column) {
    List<String> lines = lines(property.valueAt());
    Place start = property.valueAt();
    if (line < 1 || !property.isLiteral() || lines.size() < start.line()) {
      return property.at();
    }
    String first = lines.get(start.line() - 1).substring(start.column() - 1);
    return switch (first.charAt(0)) {
      case '|' -> inBlock(property, lines, line, column);
      case '\'' -> inLine(property, first, line, column, "''");
      case '"' -> inLine(property, first, line, column, "\\");
      case '>' -> property.at();
      default -> inPlain(property, line, column);
    };
  }

  /** The place of a character, from 0, of the text that a property holds. */
  static Place of(Property property, String text, int offset) {
    int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    return of(property, line, offset - text.lastIndexOf('\n', offset - 1));
  }

  private static Place inBlock(Property property, List<String> lines, int line, int column) {
    Place start = property.valueAt();
    int indent =
        lines.stream()
            .skip(start.line())
            .filter(l -> !l.isBlank())
            .mapToInt(l -> l.length() - l.stripLeading().length())
            .findFirst()
            .orElse(0);
    return new Place(start.file(), start.line() + line, indent + column);
  }

  /** For a text in quotes, an escape counts as one character. */
  private static Place inLine(Property property, String rest, int line, int column, String escape) {
    int at = 1;
    for (int character = 1; character < column && at < rest.length(); character++) {
      at += rest.startsWith("\\u", at) ? 6 : rest.startsWith(escape, at) ? 2 : 1;
    }
    boolean broken = line > 1 || at >= rest.length();
    Place start = property.valueAt();
    return broken ? property.at() : new Place(start.file(), start.line(), start.column() + at);
  }

  private static Place inPlain(Property property, int line, int column) {
    Place start = property.valueAt();
    return line > 1
        ? property.at()
        : new Place(start.file(), start.line(), start.column() + column - 1);
  }

  private static List<String> lines(Place place) {
    try {
      return Files.readAllLines(Path.of(place.file()));
    } catch (IOException e) {
      return List.of(); // it was read before; without its text a place is less exact
    }
  }
}
