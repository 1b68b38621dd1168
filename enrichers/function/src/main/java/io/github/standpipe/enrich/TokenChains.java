package io.github.standpipe.enrich;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens before an error, and the chains in them: a variable, a call or a dot, followed by its
 * fields and indexes.
 */
final class TokenChains {
  private final List<Token> tokens;

  /** The place of the bracket that opens what is closed at a place. */
  private final Map<Integer, Integer> openings = new HashMap<>();

  /** Brackets that nothing closes before the error, the innermost first. */
  private final Deque<Integer> open = new ArrayDeque<>();

  TokenChains(List<Token> tokens) {
    this.tokens = tokens;
    for (int at = 0; at < tokens.size(); at++) {
      switch (kind(at)) {
        case JsltParserConstants.LBRACKET, JsltParserConstants.LCURLY, JsltParserConstants.LPAREN ->
            open.push(at);
        case JsltParserConstants.RBRACKET, JsltParserConstants.RCURLY, JsltParserConstants.RPAREN ->
            openings.put(at, open.pop());
        default -> {}
      }
    }
  }

  Token at(int place) {
    return tokens.get(place);
  }

  boolean endsWith(int kind) {
    return kind(tokens.size() - 1) == kind;
  }

  /** The bracket that contains the error, if a blank separates it from what it indexes. */
  Optional<Integer> openIndex() {
    return Optional.ofNullable(open.peek())
        .filter(at -> kind(at) == JsltParserConstants.LBRACKET && isApart(at));
  }

  /** The last link of the chain before the error that is separated by a blank. */
  Optional<Integer> lastLink() {
    int at = tokens.size() - 1;
    while (endsChain(at)) {
      int link = openings.getOrDefault(at, kind(at) == JsltParserConstants.DOT ? at : at - 1);
      boolean links =
          kind(link) == JsltParserConstants.LBRACKET || kind(link) == JsltParserConstants.DOT;
      if (links && isApart(link)) {
        return Optional.of(link);
      }
      at = link - 1;
    }
    return Optional.empty();
  }

  /** Whether the chain before a link is an item of an array or an argument. */
  boolean isItem(int link) {
    int opening = link - 1;
    while (opening >= 0 && !open.contains(opening)) {
      boolean declares = kind(opening) == JsltParserConstants.ASSIGN;
      if (declares || kind(opening) == JsltParserConstants.DEF) {
        return false;
      }
      opening = openings.getOrDefault(opening, opening) - 1;
    }
    return kind(opening) == JsltParserConstants.LBRACKET
        || kind(opening) == JsltParserConstants.LPAREN && isCallee(opening - 1);
  }

  /** The chain before a link, without the content of brackets. */
  String chain(int link) {
    List<String> parts = new ArrayList<>();
    int at = link - 1;
    while (endsChain(at)) {
      int opening = openings.getOrDefault(at, at);
      parts.addFirst(opening == at ? at(at).image : at(opening).image + "..." + at(at).image);
      at = opening - 1;
      if (kind(opening) == JsltParserConstants.LPAREN) {
        parts.addFirst(at(at).image);
        break;
      }
      if (kind(opening) == JsltParserConstants.VARIABLE) {
        break;
      }
      if (kind(opening) == JsltParserConstants.IDENT
          || kind(opening) == JsltParserConstants.STRING) {
        parts.addFirst(".");
        at--;
      }
    }
    return String.join("", parts);
  }

  private int kind(int place) {
    return place < 0 ? JsltParserConstants.EOF : at(place).kind;
  }

  private boolean isApart(int link) {
    if (!endsChain(link - 1)) {
      return false;
    }
    Token previous = at(link - 1);
    return previous.endLine != at(link).beginLine || previous.endColumn + 1 != at(link).beginColumn;
  }

  /** Whether an index or a field may follow. */
  private boolean endsChain(int place) {
    return switch (kind(place)) {
      case JsltParserConstants.VARIABLE, JsltParserConstants.DOT -> true;
      case JsltParserConstants.IDENT, JsltParserConstants.STRING ->
          kind(place - 1) == JsltParserConstants.DOT;
      case JsltParserConstants.RPAREN -> isCallee(openings.getOrDefault(place, place) - 1);
      case JsltParserConstants.RBRACKET -> endsChain(openings.getOrDefault(place, place) - 1);
      default -> false;
    };
  }

  private boolean isCallee(int place) {
    return switch (kind(place)) {
      case JsltParserConstants.PIDENT -> true;
      case JsltParserConstants.IDENT -> kind(place - 1) != JsltParserConstants.DEF;
      default -> false;
    };
  }
}
