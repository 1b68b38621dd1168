package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.StringReader;
import java.nio.file.Path;

/**
 * Finds the part of a file that cannot be compiled if JSLT does not report it: a regular expression
 * or a constant.
 */
public final class UncompiledPiece {
  private UncompiledPiece() {}

  /** The file with line and column of the innermost piece that fails in the same way by itself. */
  public static String place(Path file, String source, RuntimeException e) {
    try {
      JsltTree tree = JsltTree.of(source, false);
      String place = place(tree, tree.root(), e);
      return file + (place.isEmpty() ? "" : ":" + place);
    } catch (RuntimeException | TokenMgrError | StackOverflowError unparsed) {
      return file.toString(); // it is not JSLT, and its message has the place
    }
  }

  private static String place(JsltTree tree, SimpleNode node, RuntimeException e) {
    for (SimpleNode child : JsltTree.children(node)) {
      String place = place(tree, child, e);
      if (!place.isEmpty()) {
        return place;
      }
    }
    var first = node.jjtGetFirstToken();
    return JsltTree.canFail(node) && fails(tree.text(node), e)
        ? first.beginLine + ":" + first.beginColumn
        : "";
  }

  private static boolean fails(String piece, RuntimeException e) {
    try {
      new Parser(new StringReader(piece)).compile();
      return false;
    } catch (RuntimeException other) {
      return String.valueOf(other.getMessage()).equals(e.getMessage());
    }
  }
}
