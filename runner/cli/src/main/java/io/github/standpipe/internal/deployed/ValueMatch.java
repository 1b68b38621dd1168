package io.github.standpipe.internal.deployed;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.PipeProperties;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether a deployed value is the result of a template value that is not known here. */
enum ValueMatch {
  SAME,
  DIFFERENT,
  UNKNOWN;

  /** CloudFormation names a state machine by its logical id, without the stack. */
  private static final String MACHINE = "stateMachine";

  /** CloudFormation truncates the stack's name if the generated name becomes too long for AWS. */
  private static final int CUT = 60;

  static ValueMatch of(
      PipeProperties.Open open, Home home, Optional<String> template, Optional<String> deployed) {
    if (deployed.isEmpty() || template.isEmpty()) {
      return UNKNOWN;
    }
    Optional<Arn> ours = Arn.parse(template.get());
    Optional<Arn> theirs = Arn.parse(deployed.get());
    boolean arns = ours.isPresent() && theirs.isPresent();
    if (arns && !ours.get().service().equals(theirs.get().service())) {
      return DIFFERENT;
    }
    if (open.isPlaceAlone()) {
      return placed(open, home, template.get(), deployed.get());
    }
    if (arns && open.logicalId().isPresent() && !isAt(home, ours.get(), theirs.get())) {
      return DIFFERENT;
    }
    return open.logicalId()
        .filter(id -> open.generated())
        .map(id -> ofNames(id, home, resource(template.get()), resource(deployed.get())))
        .orElse(UNKNOWN);
  }

  /** The resource of an ARN; of any other text what is behind its last colon. */
  private static String resource(String text) {
    return Arn.parse(text).map(Arn::resource).orElseGet(() -> Arn.name(text));
  }

  /** Whether an ARN has the pipe's own account and region, or none, like the template's. */
  private static boolean isAt(Home home, Arn ours, Arn theirs) {
    return isAt(home.partition(), ours.partition(), theirs.partition())
        && isAt(home.region(), ours.region(), theirs.region())
        && isAt(home.account(), ours.account(), theirs.account());
  }

  private static boolean isAt(String home, String ours, String theirs) {
    return theirs.equals(ours.isEmpty() ? "" : home);
  }

  /** If only the location is missing, the pipe's own location completes the value. */
  private static ValueMatch placed(
      PipeProperties.Open open, Home home, String ours, String theirs) {
    if (open.in(home.partition(), home.region(), home.account(), ours).equals(theirs)) {
      return SAME;
    }
    return Arn.parse(ours).isPresent() ? DIFFERENT : UNKNOWN;
  }

  /** The text before the name (a type, a path) and after it (a version, an alias) counts too. */
  private static ValueMatch ofNames(String id, Home home, String ours, String theirs) {
    Matcher our =
        Pattern.compile("(?:(.*?)[:/])??" + Pattern.quote(id) + "(?:\\.fifo)?([:/].*)?")
            .matcher(ours);
    if (!our.matches()) {
      return UNKNOWN; // an alias or a version of a resource with another name
    }
    String kind = Optional.ofNullable(our.group(1)).orElse("");
    String behind = Optional.ofNullable(our.group(2)).orElse("");
    if (!theirs.startsWith(kind)) {
      return DIFFERENT;
    }
    String path = kind.equals("role") ? "[:/](?:.*/)?" : "[:/]";
    String name = theirs.substring(kind.length()).replaceFirst("^" + path, "");
    if (name.endsWith(behind)) {
      String bare = name.substring(0, name.length() - behind.length());
      ValueMatch likeness = madeBy(id, home, bare, kind.equals(MACHINE));
      return likeness == UNKNOWN && isMadeOf(id, theirs) ? DIFFERENT : likeness;
    }
    return isMadeOf(id, theirs) ? DIFFERENT : UNKNOWN;
  }

  /**
   * A name that another stack or a person made from the logical id belongs to a different resource.
   */
  private static ValueMatch madeBy(String id, Home home, String name, boolean isMachine) {
    Matcher made =
        Pattern.compile(
                "(?:([A-Za-z0-9-]+)-)?" + Pattern.quote(id) + "(-[A-Za-z0-9]+)?(?:\\.fifo)?")
            .matcher(name);
    if (!made.matches()) {
      return UNKNOWN;
    }
    Optional<String> stack = Optional.ofNullable(made.group(1));
    if (made.group(2) == null || stack.isEmpty() && !isMachine) {
      return DIFFERENT;
    }
    boolean isCut = name.length() >= CUT;
    return stack.isEmpty()
            || home.stack()
                .map(own -> own.equals(stack.get()) || isCut && own.startsWith(stack.get()))
                .orElse(true)
        ? SAME
        : DIFFERENT;
  }

  /** Whether CloudFormation generated a name from a logical id: {@code stack-OrderQueue-1A2B3C}. */
  static boolean isMadeOf(String logicalId, String value) {
    String name = "(?:[A-Za-z0-9-]+-)?" + Pattern.quote(logicalId) + "(?:-[A-Za-z0-9]+)?";
    return value.matches("(?:.*[:/])?" + name + "(?:\\.fifo)?(?::[^:]*)?");
  }
}
