package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.parser.Token;

/** A {@code * : .} is used where JSLT does not know which fields it takes. */
public final class MatcherException extends SourceException {
  private static final long serialVersionUID = 1L;

  MatcherException(Token star) {
    super("* :", star.beginLine, star.beginColumn);
  }
}
