package io.github.standpipe.local;

/** Where an ARN says that a queue lives; what it leaves out is filled in. */
record QueueArn(String region, String account, String name) {

  static QueueArn of(String arn) {
    String[] parts = arn.split(":", 6);
    return new QueueArn(
        part(parts, 3, "us-east-1"), part(parts, 4, "000000000000"), parts[parts.length - 1]);
  }

  private static String part(String[] parts, int at, String otherwise) {
    return parts.length == 6 && !parts[at].isEmpty() ? parts[at] : otherwise;
  }
}
