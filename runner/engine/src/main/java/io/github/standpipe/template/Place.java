package io.github.standpipe.template;

import io.github.standpipe.json.Fault;

/**
 * A place in a template: lines and columns count from 1. What no file holds has an address instead.
 *
 * @param file the path of the template, as it was given; or an address, such as an ARN
 * @param line the line, from 1 on; 0 for an address
 * @param column the column, from 1 on; for an address a number by which values differ
 */
public record Place(String file, int line, int column) {

  /** {@return {@code file:line}, as in messages; an address stands alone} */
  public String where() {
    return line == 0 ? file : file + ":" + line;
  }

  Fault fault(String message) {
    return new Fault(where(), message);
  }

  Fault faultWithColumn(String message) {
    return new Fault(where() + ":" + column, message);
  }
}
