package io.github.standpipe.template;

import io.github.standpipe.json.Fault;

/**
 * A place in a template: lines and columns count from 1.
 *
 * @param file the path of the template, as it was given
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 */
public record Place(String file, int line, int column) {

  /** {@return {@code file:line}, as in messages} */
  public String where() {
    return file + ":" + line;
  }

  Fault fault(String message) {
    return new Fault(where(), message);
  }

  Fault faultWithColumn(String message) {
    return new Fault(where() + ":" + column, message);
  }
}
