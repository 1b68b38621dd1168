package io.github.standpipe.check;

import io.github.standpipe.pipe.SourceRecord;
import java.util.regex.Pattern;

/** What is known about a path into a record. */
final class RecordPath {
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\$\\.(messageId|receiptHandle|attributes|md5Of\\w*|eventSource\\w*|awsRegion|eventName"
              + "|eventID|eventVersion|sequenceNumber|approximateArrivalTimestamp)\\b.*"
              + "|\\$\\.dynamodb\\.(.*\\.(N|BOOL|B)|SequenceNumber|SizeBytes|StreamViewType"
              + "|ApproximateCreationDateTime)");

  private RecordPath() {}

  /** Whether an SQS record has the field that a path begins with; a variable is always present. */
  static boolean isThere(String path) {
    return !path.startsWith("$.")
        || SourceRecord.FIELDS.contains(path.substring(2).split("[.\\[/]", 2)[0]);
  }

  /** Whether the value may hold a quote, a backslash or a line break. */
  static boolean mayNeedEscapes(String path) {
    return path.startsWith("$.") && !PLAIN.matcher(path).matches();
  }
}
