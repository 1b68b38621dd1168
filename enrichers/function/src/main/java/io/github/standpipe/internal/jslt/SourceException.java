package io.github.standpipe.internal.jslt;

/** JSLT compiles the file, or one that it imports, although a part of it can never work. */
public abstract sealed class SourceException extends RuntimeException
    permits Program.UndeclaredException, MatcherException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private String module = "";

  SourceException(String message, int line, int column) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  SourceException in(String file) {
    module = module.isEmpty() ? file : module;
    return this;
  }

  /** {@code line:column} from 1. */
  public String place() {
    return line + ":" + column;
  }

  /** The imported file, as the import names it; empty for the file itself. */
  public String module() {
    return module;
  }
}
