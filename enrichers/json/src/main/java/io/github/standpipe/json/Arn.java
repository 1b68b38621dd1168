package io.github.standpipe.json;

import java.util.Optional;

/**
 * An ARN by its parts, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}; each may be empty.
 *
 * @param partition the group of regions, such as {@code aws} or {@code aws-us-gov}
 * @param service the namespace of the service, such as {@code sqs} or {@code states}
 * @param region the region; empty for a global resource, such as a role
 * @param account the account id of 12 digits; empty for some resources, such as a bucket
 * @param resource the rest, which may contain colons: {@code function:orders:live}
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;
  private static final String BEFORE = "arn";

  /**
   * Reads a text that may be an ARN. The part before the first colon is not checked, because a
   * pattern may have a wildcard there.
   *
   * @param text any text
   * @return its parts; empty if it has fewer than six
   */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS
        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /**
   * Reads a text that must be an ARN.
   *
   * @param text the ARN; parts may be empty or contain wildcards
   * @return its parts
   * @throws Fault if the text has fewer than six parts
   */
  public static Arn of(String text) {
    return parse(text)
        .orElseThrow(() ->
            new Fault(text, "is not an ARN; write arn:PARTITION:SERVICE:REGION:ACCOUNT:NAME"));
  }

  /**
   * {@return the service of an ARN, even of an incomplete one; empty if it has none}
   *
   * @param text any text
   */
  public static String service(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length > 2 ? parts[2] : "";
  }

  /**
   * {@return the region of an ARN, even of an incomplete one; empty if it has none}
   *
   * @param text any text
   */
  public static String region(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length > 3 ? parts[3] : "";
  }

  /**
   * {@return the text after the last colon, which is the name of most resources; a text without
   * colons unchanged}
   *
   * @param text an ARN, or a name
   */
  public static String name(String text) {
    return text.substring(text.lastIndexOf(':') + 1);
  }

  /**
   * {@return another resource in the same partition, region and account}
   *
   * @param otherService the service of the other resource, such as {@code sqs}
   * @param otherResource the last part of its ARN, such as the name of a queue
   */
  public Arn beside(String otherService, String otherResource) {
    return new Arn(partition, otherService, region, account, otherResource);
  }

  /** {@return the ARN as text, {@code arn:} and the parts with colons between them} */
  @Override
  public String toString() {
    return String.join(":", BEFORE, partition, service, region, account, resource);
  }
}
