package io.github.standpipe.json;

import java.util.Optional;

/**
 * An ARN by its parts, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}; each may be empty.
 *
 * @param resource the rest, which may hold colons: {@code function:orders:live}
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;
  private static final String BEFORE = "arn";

  /**
   * The parts of a text; empty if it has fewer than six. The part before the first colon is not
   * checked, because a pattern may have a wildcard there.
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
   * @throws Fault for a text of fewer than six parts
   */
  public static Arn of(String text) {
    return parse(text)
        .orElseThrow(() ->
            new Fault(text, "is not an ARN; write arn:PARTITION:SERVICE:REGION:ACCOUNT:NAME"));
  }

  /** The service of an ARN, even an incomplete one; empty if it has none. */
  public static String service(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length > 2 ? parts[2] : "";
  }

  /** The region of an ARN, even an incomplete one; empty if it has none. */
  public static String region(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length > 3 ? parts[3] : "";
  }

  /**
   * The text after the last colon, which is the name of most resources; a text without colons is
   * returned unchanged.
   */
  public static String name(String text) {
    return text.substring(text.lastIndexOf(':') + 1);
  }

  /** Another resource in the same partition, region and account. */
  public Arn beside(String otherService, String otherResource) {
    return new Arn(partition, otherService, region, account, otherResource);
  }

  @Override
  public String toString() {
    return String.join(":", BEFORE, partition, service, region, account, resource);
  }
}
