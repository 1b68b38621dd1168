package io.github.standpipe.check;

import java.util.Set;
import java.util.regex.Pattern;

/** What is known of a path into an SQS record. */
final class RecordPath {
  private static final Set<String> FIELDS =
      Set.of(
          "messageId",
          "receiptHandle",
          "body",
          "attributes",
          "messageAttributes",
          "md5OfMessageAttributes",
          "md5OfBody",
          "eventSource",
          "eventSourceARN",
          "awsRegion");
  private static final Pattern FREE_TEXT =
      Pattern.compile(
          "\\$\\.(?!(messageId|receiptHandle|attributes|md5Of\\w*|eventSource\\w*|awsRegion)\\b).*");

  private RecordPath() {}

  /** Whether an SQS record has the field that a path begins with; a variable is always there. */
  static boolean isThere(String path) {
    return !path.startsWith("$.") || FIELDS.contains(path.substring(2).split("[.\\[/]", 2)[0]);
  }

  /** Whether the value may hold a quote, a backslash or a line break. */
  static boolean mayNeedEscapes(String path) {
    return FREE_TEXT.matcher(path).matches();
  }
}
