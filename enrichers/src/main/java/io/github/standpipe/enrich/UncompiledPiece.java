package io.github.standpipe.enrich;

import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.StringReader;
import java.nio.file.Path;

/** Finds what of a file cannot be compiled, where JSLT does not tell: a regexp, a constant. */
final class UncompiledPiece {
  private UncompiledPiece() {}

  /** The file with line and column of the innermost piece that fails alike by itself. */
  static String place(Path file, String source, RuntimeException e) {
    try {
      JsltTree tree = JsltTree.of(source, false);
      String place = place(tree, tree.root(), e);
      return file + (place.isEmpty() ? "" : ":" + place);
    } catch (RuntimeException | TokenMgrError | StackOverflowError unparsed) {
      return file.toString(); // it is no JSLT, and its message tells where
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
