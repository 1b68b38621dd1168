package io.github.standpipe.check;

import java.util.regex.Pattern;

/** What a template knows by a shorter name than the template that contains it as a nested stack. */
final class InStack {
  private static final String ELSEWHERE = "([A-Za-z0-9]+(?:/[A-Za-z0-9]+)+)";
  private static final Pattern REF = Pattern.compile("!Ref " + ELSEWHERE + "(?![\\w/:-])");
  private static final Pattern ATTRIBUTE = Pattern.compile("!GetAtt " + ELSEWHERE + "\\.(\\w+)");
  private static final Pattern VARIABLE =
      Pattern.compile("!Sub \\$\\{" + ELSEWHERE + "\\.(\\w+)}(\\S*)");

  private InStack() {}

  /**
   * A text whose references are written as in the template that declares a resource. What another
   * template declares cannot be referred to, so it is described.
   *
   * @param text with references such as {@code !GetAtt Orders/Queue.Arn}
   * @param resource the logical id of the resource, {@code Orders/OrderPipe}
   */
  static String references(String text, String resource) {
    String stack = resource.substring(0, resource.lastIndexOf('/') + 1);
    return text.contains("/") ? described(stack.isEmpty() ? text : own(text, stack)) : text;
  }

  private static String own(String text, String stack) {
    return text.replace("!GetAtt " + stack, "!GetAtt ")
        .replace("!Ref " + stack, "!Ref ")
        .replace("${" + stack, "${");
  }

  private static String described(String text) {
    String attributes = ATTRIBUTE.matcher(text).replaceAll("the $2 of $1");
    String variables = VARIABLE.matcher(attributes).replaceAll("the $2 of $1, followed by $3");
    return REF.matcher(variables).replaceAll("the Ref of $1");
  }
}
