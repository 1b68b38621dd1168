package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** Another value in place of a literal. */
final class OtherLiteral {
  private OtherLiteral() {}

  /** {@code gold} becomes {@code not gold}. */
  static String other(String text) {
    return text.isEmpty() ? "mutant" : "not " + text;
  }

  /** A string in the way that JSON, JSLT and YAML all read. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  /** A number that is larger by one. */
  static String shifted(String number) {
    return new BigDecimal(number).add(BigDecimal.ONE).toPlainString();
  }

  /** The text that writes another value than this scalar. */
  static String of(SourceNode scalar) {
    return switch (scalar.kind()) {
      case NUMBER -> isDecimal(scalar.value()) ? shifted(scalar.value()) : "1";
      case BOOLEAN -> scalar.value().equals("true") ? "false" : "true";
      case NULL -> "\"mutant\"";
      default -> quoted(other(scalar.value()));
    };
  }

  static boolean isDecimal(String number) {
    return number.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
  }
}
