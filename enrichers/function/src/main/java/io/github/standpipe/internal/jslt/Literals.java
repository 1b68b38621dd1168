package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.Token;

/** The values of a file's literals. */
public final class Literals {
  private Literals() {}

  public static JsonNode of(Token token) {
    return switch (token.kind) {
      case JsltParserConstants.NULL -> NullNode.instance;
      case JsltParserConstants.TRUE -> BooleanNode.TRUE;
      case JsltParserConstants.FALSE -> BooleanNode.FALSE;
      case JsltParserConstants.INTEGER -> integer(Long.parseLong(token.image));
      case JsltParserConstants.DECIMAL -> new DoubleNode(Double.parseDouble(token.image));
      case JsltParserConstants.STRING -> new TextNode(name(token));
      default -> throw new Compiler.LeftToJslt();
    };
  }

  private static JsonNode integer(long value) {
    return (int) value == value ? new IntNode((int) value) : new LongNode(value);
  }

  /** A name as written, or the content of a string. */
  public static String name(Token token) {
    String image = token.image;
    if (token.kind != JsltParserConstants.STRING) {
      return image;
    }
    StringBuilder text = new StringBuilder();
    int end = image.length() - 1;
    for (int at = 1; at < end; at++) {
      char next = image.charAt(at);
      if (next != '\\') {
        text.append(next);
        continue;
      }
      char escape = image.charAt(++at);
      if (escape == 'u') {
        text.append((char) Integer.parseInt(image.substring(at + 1, at + 5), 16));
        at += 4;
      } else {
        text.append(escaped(escape));
      }
    }
    return text.toString();
  }

  private static char escaped(char escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }
}
