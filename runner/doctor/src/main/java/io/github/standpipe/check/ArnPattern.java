package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ARNs with wildcards, compared with an ARN as it resolves locally: its partition, region and
 * account stand for those of the deployment, so an ARN that differs only in these may match.
 */
final class ArnPattern {
  private static final int PARTS = 6;

  private ArnPattern() {}

  /**
   * Whether a pattern matches an ARN.
   *
   * @param arn with {@code *} for parts of its name that a deployment generates
   */
  static Certainty matches(String pattern, String arn) {
    if (Wildcards.match(pattern, arn)) {
      return Certainty.YES;
    }
    Optional<Arn> written = Arn.parse(pattern);
    Optional<Arn> known = Arn.parse(arn);
    boolean alike = written.isPresent() && known.isPresent() && isAlike(written.get(), known.get());
    boolean isCut = written.isEmpty() && isCut(pattern, known);
    return Certainty.of(alike || isCut).and(Certainty.MAYBE);
  }

  private static boolean isAlike(Arn written, Arn known) {
    return written.partition().matches("aws(-[a-z]+)*|.*[*?].*")
        && Wildcards.match(written.service(), known.service())
        && isRegion(written.region(), known.region())
        && isAccount(written.account(), known.account())
        && endsAlike(written.resource(), known.resource());
  }

  private static boolean isRegion(String written, String known) {
    return Wildcards.in(written) || written.isEmpty() == known.isEmpty();
  }

  private static boolean isAccount(String written, String known) {
    return known.isEmpty()
        ? written.chars().allMatch(c -> c == '*')
        : written.matches("[0-9]{12}|[0-9]*[*?][0-9*?]*");
  }

  /** A wildcard may cover several parts: {@code arn:aws:sqs:eu-west-1:*Queue}. */
  private static boolean isCut(String pattern, Optional<Arn> known) {
    int star = pattern.indexOf('*');
    long before =
        star < 0 ? PARTS : pattern.substring(0, star).chars().filter(c -> c == ':').count();
    return before < PARTS - 1
        && (before < 3 || Wildcards.match(Arn.service(pattern), known.map(Arn::service).orElse("")))
        && Wildcards.match(
            "*" + pattern.substring(star), ":" + known.map(Arn::resource).orElse(""));
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

  /**
   * The ARN of a resource; without a name, CloudFormation generates one that contains its logical
   * id.
   */
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
