package io.github.standpipe.check;

/** What a template knows by a shorter name than the template that contains it as a nested stack. */
final class InStack {
  private InStack() {}

  /**
   * A text whose references are written as in the template that declares a resource.
   *
   * @param text with references such as {@code !GetAtt Orders/Queue.Arn}
   * @param resource the logical id of the resource, {@code Orders/OrderPipe}
   */
  static String references(String text, String resource) {
    String stack = resource.substring(0, resource.lastIndexOf('/') + 1);
    return stack.isEmpty()
        ? text
        : text.replace("!GetAtt " + stack, "!GetAtt ").replace("!Ref " + stack, "!Ref ");
  }
}
