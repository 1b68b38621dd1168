package io.github.standpipe.enrich;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.json.Printable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes what is wrong with a text that is not JSLT, and what to write instead if that is known.
 */
final class SyntaxMessage {
  private static final int SHOWN = 60;

  private final ParseException error;
  private final Token bad;
  private final TokenChains before;

  private SyntaxMessage(String text, ParseException error) {
    this.error = error;
    this.bad = error.currentToken.next;
    this.before = new TokenChains(tokens(text, bad));
  }

  /**
   * The message for the text of a file.
   *
   * @param module whether it is imported, and so may end without an expression
   * @return empty if it is JSLT
   */
  static Optional<String> of(String text, boolean module) {
    return JsltTree.error(text, module).map(e -> new SyntaxMessage(text, e).message());
  }

  private static List<Token> tokens(String text, Token end) {
    JsltParserTokenManager tokens =
        new JsltParserTokenManager(new SimpleCharStream(new StringReader(text)));
    List<Token> before = new ArrayList<>();
    Token token = tokens.getNextToken();
    while (token.kind != JsltParserConstants.EOF
        && (token.beginLine != end.beginLine || token.beginColumn != end.beginColumn)) {
      before.add(token);
      token = tokens.getNextToken();
    }
    return before;
  }

  private String message() {
    return index().or(this::comma).or(this::name).orElseGet(this::unexpected);
  }

  private String unexpected() {
    return bad.kind == JsltParserConstants.EOF
        ? "ends where an expression is expected"
        : "unexpected '" + image(bad) + "'";
  }

  /** An array after a call or a variable, which is read as an index of it. */
  private Optional<String> index() {
    int link = before.openIndex().or(this::lastLink).orElse(-1);
    if (link < 0) {
      return Optional.empty();
    }
    String chain = Printable.line(before.chain(link));
    String sign = image(before.at(link));
    return Optional.of(
        before.isItem(link) && sign.equals("[")
            ? "a comma is missing before ["
            : unexpected()
                + ", because "
                + sign
                + " after "
                + chain
                + (sign.equals("[") ? " is read as an index of it" : " is read as a part of it")
                + "; put "
                + chain
                + " in parentheses");
  }

  private Optional<Integer> lastLink() {
    return expects(JsltParserConstants.IF) ? before.lastLink() : Optional.empty();
  }

  private Optional<String> comma() {
    boolean matcher =
        before.endsWith(JsltParserConstants.STAR)
            && (bad.kind == JsltParserConstants.COLON || bad.kind == JsltParserConstants.MINUS);
    if (matcher) {
      return Optional.of("a comma is missing before *");
    }
    return expects(JsltParserConstants.COMMA) && BEGINNINGS.contains(bad.kind)
        ? Optional.of("a comma is missing before " + image(bad))
        : Optional.empty();
  }

  /** What an item or a pair begins with. */
  private static final Set<Integer> BEGINNINGS =
      Set.of(
          JsltParserConstants.NULL,
          JsltParserConstants.INTEGER,
          JsltParserConstants.DECIMAL,
          JsltParserConstants.STRING,
          JsltParserConstants.LBRACKET,
          JsltParserConstants.LCURLY,
          JsltParserConstants.TRUE,
          JsltParserConstants.FALSE,
          JsltParserConstants.DOT,
          JsltParserConstants.IF,
          JsltParserConstants.LPAREN,
          JsltParserConstants.IDENT,
          JsltParserConstants.PIDENT,
          JsltParserConstants.VARIABLE);

  private Optional<String> name() {
    return bad.kind == JsltParserConstants.COLON && before.endsWith(JsltParserConstants.IDENT)
        ? Optional.of("unexpected ':'; put " + image(error.currentToken) + " in double quotes")
        : Optional.empty();
  }

  private boolean expects(int kind) {
    return Arrays.stream(error.expectedTokenSequences)
        .map(sequence -> sequence[0])
        .collect(Collectors.toSet())
        .contains(kind);
  }

  private static String image(Token token) {
    return Printable.shortened(Printable.line(token.image), SHOWN);
  }
}
