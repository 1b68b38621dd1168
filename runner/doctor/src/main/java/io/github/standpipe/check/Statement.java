package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A policy statement.
 *
 * @param actions as they are written; empty for one that cannot be resolved
 * @param resources as they resolve here; empty for one that cannot be resolved
 * @param allButActions whether the actions are those of a {@code NotAction}
 * @param allButResources whether the resources are those of a {@code NotResource}
 */
record Statement(
    List<Optional<String>> actions,
    List<Optional<String>> resources,
    boolean allButActions,
    boolean allButResources,
    String effect,
    Property at) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  static Statement of(Property statement) {
    boolean allButActions = !statement.get("NotAction").isAbsent();
    boolean allButResources = !statement.get("NotResource").isAbsent();
    return new Statement(
        texts(statement.get(allButActions ? "NotAction" : "Action")),
        texts(statement.get(allButResources ? "NotResource" : "Resource")),
        allButActions,
        allButResources,
        statement.get("Effect").text().orElse(""),
        statement);
  }

  /** What a policy grants that is known by its name. */
  static Statement granting(List<String> actions, Optional<String> resource, Property at) {
    return granting(actions, List.of(resource), at);
  }

  /** The same on several resources. */
  static Statement granting(List<String> actions, List<Optional<String>> resources, Property at) {
    return new Statement(
        actions.stream().map(Optional::of).toList(), resources, false, false, "Allow", at);
  }

  private static List<Optional<String>> texts(Property property) {
    return property.itemsOrSelf().stream().map(Property::text).toList();
  }

  boolean allows() {
    return effect.equals("Allow");
  }

  boolean denies() {
    return effect.equals("Deny");
  }

  /** Whether it names what it does not apply to. */
  boolean inverted() {
    return allButActions || allButResources;
  }

  /**
   * Whether it applies to an action on a resource.
   *
   * @param context what is known about the request, by condition key in lower case
   */
  Certainty holds(String action, String arn, Map<String, String> context) {
    Certainty resource = Certainty.any(resources.stream().map(r -> resource(r, arn)).toList());
    return action(action).and(allButResources ? resource.not() : resource).and(condition(context));
  }

  /** Whether it applies to an action on some resource. */
  Certainty speaksOf(String action, Map<String, String> context) {
    boolean all = !allButResources && resources.contains(Optional.of("*"));
    return action(action).and(all ? Certainty.YES : Certainty.MAYBE).and(condition(context));
  }

  Certainty action(String action) {
    Certainty named = Certainty.any(actions.stream().map(a -> action(a, action)).toList());
    return allButActions ? named.not() : named;
  }

  private Certainty condition(Map<String, String> context) {
    return at.isMapping()
        ? new PolicyCondition(at.get("Condition")).holds(context)
        : Certainty.YES; // known only by its name
  }

  private static Certainty action(Optional<String> pattern, String action) {
    return pattern
        .map(p ->
            Certainty.of(
                Wildcards.match(p.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT))))
        .orElse(Certainty.MAYBE);
  }

  private static Certainty resource(Optional<String> pattern, String arn) {
    if (pattern.isEmpty()) {
      return Certainty.MAYBE;
    }
    String written = pattern.get();
    String open = VARIABLE.matcher(written).replaceAll("*"); // of the request: any text
    if (!open.equals(written)) {
      return resource(Optional.of(open), arn).and(Certainty.MAYBE);
    }
    return ArnPattern.matches(written, arn);
  }
}
