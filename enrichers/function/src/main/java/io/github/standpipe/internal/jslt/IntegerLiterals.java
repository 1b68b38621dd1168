package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.Optional;

/** Finds an integer in a text that JSLT cannot read, for which it throws no error of its own. */
public final class IntegerLiterals {
  private IntegerLiterals() {}

  /** {@code line:column} of the first one that does not fit into 64 bits. */
  public static Optional<String> tooLarge(SimpleNode root) {
    for (Token token = root.jjtGetFirstToken(); token != null; token = token.next) {
      if (token.kind == JsltParserConstants.INTEGER && !fits(token.image)) {
        return Optional.of(token.beginLine + ":" + token.beginColumn);
      }
      if (token == root.jjtGetLastToken()) {
        break;
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String integer) {
    try {
      Long.parseLong(integer);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
