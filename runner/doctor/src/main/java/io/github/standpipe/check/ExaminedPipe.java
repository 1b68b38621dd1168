package io.github.standpipe.check;

import java.util.List;

/**
 * A pipe, and everything that was examined because of it.
 *
 * @param name its logical id
 * @param where file and line
 */
public record ExaminedPipe(String name, String where, List<Part> parts) {

  /**
   * A resource that the pipe leads to.
   *
   * @param role what it is to the pipe: {@code source}, {@code dead letters}, {@code function}
   * @param type such as {@code AWS::SQS::Queue}; empty if it is not in the template
   * @param name its logical id; an ARN, or the text as written, if it is not in the template
   */
  public record Part(String role, String type, String name) {}
}
