package io.github.standpipe.enrich;

/** Says whether a text is JSON by the grammar of RFC 8259, read as it is written there. */
final class Rfc8259 {
  private final String text;
  private int at;

  private Rfc8259(String text) {
    this.text = text;
  }

  static boolean isJson(String text) {
    Rfc8259 reader = new Rfc8259(text);
    return reader.value() && reader.at == text.length();
  }

  private boolean value() {
    blanks();
    boolean is =
        switch (next()) {
          case '{' -> members('}', true);
          case '[' -> members(']', false);
          case '"' -> string();
          case 'n' -> word("null");
          case 't' -> word("true");
          case 'f' -> word("false");
          default -> number();
        };
    blanks();
    return is;
  }

  private boolean members(char end, boolean named) {
    at++;
    blanks();
    if (take(end)) {
      return true;
    }
    do {
      if (named) {
        blanks();
        if (!string()) {
          return false;
        }
        blanks();
        if (!take(':')) {
          return false;
        }
      }
      if (!value()) {
        return false;
      }
    } while (take(','));
    return take(end);
  }

  private boolean string() {
    if (!take('"')) {
      return false;
    }
    while (at < text.length() && next() >= ' ') {
      if (take('"')) {
        return true;
      }
      if (take('\\') ? !escape() : at++ < 0) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (!take('u')) {
      return at < text.length() && "\"\\/bfnrt".indexOf(text.charAt(at++)) >= 0;
    }
    for (int digit = 0; digit < 4; digit++) {
      if ("0123456789abcdefABCDEF".indexOf(next()) < 0 || at == text.length()) {
        return false;
      }
      at++;
    }
    return true;
  }

  private boolean number() {
    take('-');
    boolean is = take('0') || digits();
    if (is && take('.')) {
      is = digits();
    }
    if (is && (take('e') || take('E'))) {
      if (!take('+')) {
        take('-');
      }
      is = digits();
    }
    return is;
  }

  private boolean digits() {
    int from = at;
    while (next() >= '0' && next() <= '9') {
      at++;
    }
    return at > from;
  }

  private boolean word(String word) {
    boolean is = text.startsWith(word, at);
    at += is ? word.length() : 0;
    return is;
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(next()) >= 0) {
      at++;
    }
  }

  private boolean take(char wanted) {
    boolean is = at < text.length() && next() == wanted;
    at += is ? 1 : 0;
    return is;
  }

  /** NUL at the end, which stands for nothing in the grammar. */
  private char next() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
