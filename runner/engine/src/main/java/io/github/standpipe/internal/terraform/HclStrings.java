package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads strings in quotes, heredocs and texts with interpolations. */
final class HclStrings {
  private final HclText text;
  private final HclParser parser;

  HclStrings(HclText text, HclParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /** A string in quotes. */
  HclExpression quoted() {
    SourcePlace at = text.place();
    text.skip(1);
    return until("\"", at);
  }

  /** A text up to its end: a quote, or the end of the file. */
  HclExpression until(String end, SourcePlace at) {
    Pieces pieces = new Pieces(at);
    while (!text.atEnd() && (end.isEmpty() || !text.take(end))) {
      if (!end.isEmpty() && text.peek() == '\\') {
        text.skip(1);
        pieces.add(escaped());
      } else {
        piece(pieces);
      }
    }
    return pieces.whole();
  }

  private void piece(Pieces pieces) {
    if (text.take("$${")) {
      pieces.add("${");
    } else if (text.take("%%{")) {
      pieces.add("%{");
    } else if (text.take("${")) {
      pieces.add(interpolated());
    } else if (text.take("%{")) {
      pieces.add(interpolated());
      pieces.spoil();
    } else {
      pieces.add(String.valueOf(text.next()));
    }
  }

  private HclExpression interpolated() {
    text.take("~");
    HclExpression inner = parser.expression(true);
    int open = 0;
    while (!text.atEnd() && (open > 0 || text.peek() != '}')) {
      open += text.peek() == '{' ? 1 : text.peek() == '}' ? -1 : 0;
      text.skip(1);
    }
    text.take("}");
    return inner;
  }

  private String escaped() {
    char c = text.next();
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'u' -> code(4);
      case 'U' -> code(8);
      default -> String.valueOf(c);
    };
  }

  private String code(int digits) {
    StringBuilder hex = new StringBuilder();
    while (hex.length() < digits && Character.digit(text.peek(), 16) >= 0) {
      hex.append(text.next());
    }
    int code = hex.isEmpty() ? 0xFFFD : (int) Long.parseLong(hex.toString(), 16);
    return Character.toString(Character.isValidCodePoint(code) ? code : 0xFFFD);
  }

  /** Passes over a heredoc; whether there was one. */
  boolean takeHeredoc() {
    int start = text.position();
    boolean isHeredoc = text.startsWith("<<") && marker() != null;
    text.backTo(start);
    if (isHeredoc) {
      heredoc(text.place());
    }
    return isHeredoc;
  }

  /** A heredoc: each line up to the one that is only its marker. */
  HclExpression heredoc(SourcePlace at) {
    boolean indented = text.startsWith("<<-");
    String marker = marker();
    if (marker == null) {
      text.skip(1);
      return new HclExpression.Opaque(at);
    }
    List<String> lines = new ArrayList<>();
    while (!text.atEnd()) {
      int start = text.position();
      String line = text.line();
      if (line.strip().equals(marker)) {
        text.backTo(start + line.indexOf(marker) + marker.length());
        break;
      }
      lines.add(line);
    }
    String content = String.join("\n", indented ? unindented(lines) : lines);
    HclText own = new HclText(lines.isEmpty() ? "" : content + "\n", at.file());
    return new HclStrings(own, new HclParser(own)).until("", at);
  }

  private @Nullable String marker() {
    text.take("<<");
    text.take("-");
    String marker = text.name();
    String rest = text.line();
    return marker.isEmpty() || !rest.isBlank() ? null : marker;
  }

  private static List<String> unindented(List<String> lines) {
    int least =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream().map(line -> line.substring(Math.min(least, line.length()))).toList();
  }

  /** The parts of a text, neighbouring literal ones joined. */
  private static final class Pieces {
    private final SourcePlace at;
    private final List<HclExpression> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private boolean spoilt;

    Pieces(SourcePlace at) {
      this.at = at;
    }

    void add(String more) {
      literal.append(more);
    }

    void add(HclExpression part) {
      end();
      parts.add(part);
    }

    void spoil() {
      spoilt = true;
    }

    private void end() {
      if (!literal.isEmpty()) {
        parts.add(new HclExpression.Literal(new Term.Text(literal.toString(), at)));
        literal.setLength(0);
      }
    }

    HclExpression whole() {
      if (spoilt) {
        return new HclExpression.Opaque(at);
      }
      if (parts.isEmpty()) {
        return new HclExpression.Literal(new Term.Text(literal.toString(), at));
      }
      end();
      return parts.size() == 1 ? parts.getFirst() : new HclExpression.Template(parts, at);
    }
  }
}
