package io.github.standpipe.internal.local;

import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import java.net.URI;
import java.util.Optional;

/**
 * A queue as the user names it.
 *
 * @param account the account that owns it; empty for the caller's account
 * @param region its region; empty if it is not given
 * @param cure what to do if the queue does not exist
 */
public record QueueAddress(
    String name, Optional<String> account, Optional<String> region, String cure) {

  /**
   * Reads a name, a URL such as {@code https://sqs.eu-west-1.amazonaws.com/111122223333/orders}, or
   * an ARN.
   *
   * @throws Fault if the text is none of the three
   */
  public static QueueAddress of(String given, String cure) {
    if (given.startsWith("arn:")) {
      return ofArn(given, cure);
    }
    if (given.contains("://")) {
      return ofUrl(given, cure);
    }
    return checked(given, Optional.empty(), Optional.empty(), given, cure);
  }

  private static QueueAddress ofArn(String arn, String cure) {
    Arn queue =
        Arn.parse(arn)
            .filter(found -> found.service().equals("sqs") && !found.resource().contains(":"))
            .orElseThrow(() ->
                new Fault(arn, "is not the ARN of a queue; write arn:aws:sqs:REGION:ACCOUNT:NAME"));
    return checked(queue.resource(), said(queue.account()), said(queue.region()), arn, cure);
  }

  private static QueueAddress ofUrl(String url, String cure) {
    String[] path = url.replaceFirst("/$", "").split("/", -1);
    if (path.length < 5) {
      throw new Fault(url, "is not the URL of a queue; write https://HOST/ACCOUNT/NAME");
    }
    String account = path[path.length - 2];
    return checked(path[path.length - 1], said(account), region(url), url, cure);
  }

  private static Optional<String> region(String url) {
    try {
      String host = String.valueOf(URI.create(url).getHost());
      return host.matches("sqs\\.[^.]+\\.amazonaws\\.com(\\.cn)?")
          ? Optional.of(host.split("\\.", -1)[1])
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new Fault(url, "is not the URL of a queue; write https://HOST/ACCOUNT/NAME");
    }
  }

  private static Optional<String> said(String part) {
    return part.isEmpty() ? Optional.empty() : Optional.of(part);
  }

  private static QueueAddress checked(
      String name, Optional<String> account, Optional<String> region, String given, String cure) {
    if (!name.matches("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo")) {
      throw new Fault("queue '" + given + "'", "is not the name, URL or ARN of a queue");
    }
    return new QueueAddress(name, account, region, cure);
  }
}
