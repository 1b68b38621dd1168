package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ARNs with wildcards, held against an ARN of this desk: its partition, region and account stand
 * for those that are deployed to, so that one that differs there alone may be meant.
 */
final class ArnPattern {
  private static final int PARTS = 6;

  private ArnPattern() {}

  /**
   * Whether a pattern matches an ARN.
   *
   * @param arn with {@code *} for parts of its name that a deployment makes up
   */
  static Certainty matches(String pattern, String arn) {
    if (Wildcards.match(pattern, arn)) {
      return Certainty.YES;
    }
    String[] written = pattern.split(":", PARTS);
    String[] known = arn.split(":", PARTS);
    boolean alike =
        written.length == PARTS
            && known.length == PARTS
            && written[1].matches("aws(-[a-z]+)*|.*[*?].*")
            && Wildcards.match(written[2], known[2])
            && isRegion(written[3], known[3])
            && isAccount(written[4], known[4])
            && endsAlike(written[5], known[5]);
    return Certainty.of(alike || isCut(pattern, written, known)).and(Certainty.MAYBE);
  }

  private static boolean isRegion(String written, String known) {
    return Wildcards.in(written) || written.isEmpty() == known.isEmpty();
  }

  private static boolean isAccount(String written, String known) {
    return known.isEmpty()
        ? written.chars().allMatch(c -> c == '*')
        : written.matches("[0-9]{12}|[0-9]*[*?][0-9*?]*");
  }

  /** A wildcard may stand for several parts: {@code arn:aws:sqs:eu-west-1:*Queue}. */
  private static boolean isCut(String pattern, String[] written, String[] known) {
    int star = pattern.indexOf('*');
    long before =
        star < 0 ? PARTS : pattern.substring(0, star).chars().filter(c -> c == ':').count();
    String end = known.length == PARTS ? known[PARTS - 1] : "";
    return before < PARTS - 1
        && written.length < PARTS
        && (before < 3 || Wildcards.match(written[2], known[2]))
        && Wildcards.match("*" + pattern.substring(star), ":" + end);
  }

  private static boolean endsAlike(String written, String known) {
    if (!known.contains("*")) {
      return Wildcards.match(written, known);
    }
    String kind = known.substring(0, known.indexOf('*'));
    String id = known.substring(kind.length()).replace("*", "");
    String literal = written.split("[*?]", 2)[0];
    return Wildcards.in(written)
        ? literal.startsWith(kind) || kind.startsWith(literal)
        : written.matches(Pattern.quote(kind) + "(.+-)?" + Pattern.quote(id) + "(-[A-Za-z0-9]+)?");
  }

  /** The ARN of a resource; CloudFormation makes up a name around its logical id if it has none. */
  static Optional<String> of(Declaration resource) {
    String id = resource.logicalId();
    return resource
        .arn()
        .map(arn -> resource.hasGivenName() || !arn.endsWith(id) ? arn : madeUp(arn, id));
  }

  static String madeUp(String arn, String id) {
    int at = arn.lastIndexOf(id);
    return at < 0 ? arn : arn.substring(0, at) + "*" + id + "*" + arn.substring(at + id.length());
  }
}
