package io.github.standpipe.jslt;

import com.schibsted.spt.data.jslt.parser.Token;

/** A {@code * : .} stands where JSLT does not look for the fields that it takes. */
public final class MatcherException extends SourceException {
  private static final long serialVersionUID = 1L;

  MatcherException(Token star) {
    super("* :", star.beginLine, star.beginColumn);
  }
}
