package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A role, as resource policies name it.
 *
 * @param id its logical id
 * @param arn of the role in the local account
 * @param pattern its ARN, with wildcards for the generated parts of its name
 */
record Holder(String id, Optional<String> arn, Optional<String> pattern) {

  static Holder of(Declaration role) {
    return new Holder(role.logicalId(), role.arn(), ArnPattern.of(role));
  }

  /** What is known about its requests, by condition key. */
  Map<String, String> context() {
    Map<String, String> context = new HashMap<>();
    context.put("aws:securetransport", "true");
    context.put("aws:principaltype", "AssumedRole");
    pattern.ifPresent(known -> context.put("aws:principalarn", known));
    arn.ifPresent(known -> context.put("aws:principalaccount", account(known)));
    return context;
  }

  private static String account(String arn) {
    return Arn.of(arn).account();
  }

  /**
   * Whether a statement applies to it.
   *
   * @param denies whether the statement denies: one that names the account denies all of its roles,
   *     and one that allows leaves it to their policies
   */
  Certainty isIn(Property statement, boolean denies) {
    if (!statement.get("NotPrincipal").isAbsent()) {
      return Certainty.MAYBE;
    }
    Property principal = statement.get("Principal");
    return principal.isMapping()
        ? Certainty.any(
            principal.get("AWS").itemsOrSelf().stream().map(one -> is(one, denies)).toList())
        : is(principal, denies);
  }

  /** Whether one principal is this role. */
  Certainty is(Property principal, boolean denies) {
    if (principal.isUnknown()) {
      Certainty plain =
          principal.direct().map(name -> Certainty.of(name.equals(id))).orElse(Certainty.NO);
      return principal.direct().isPresent() ? plain : Certainty.MAYBE;
    }
    String text = principal.text().orElse("");
    if (text.equals("*") || arn.equals(Optional.of(text))) {
      return Certainty.YES;
    }
    if (isAccount(text)) {
      return denies
          ? Certainty.of(text.contains(context().getOrDefault("aws:principalaccount", "?")))
              .or(Certainty.MAYBE)
          : Certainty.NO;
    }
    boolean session = text.contains(":assumed-role/");
    return session
        ? Certainty.MAYBE
        : pattern.map(known -> ArnPattern.matches(text, known)).orElse(Certainty.MAYBE);
  }

  /** Whether a statement leaves the decision to the policies of the account's roles. */
  static Certainty delegates(Property statement) {
    Property principals = statement.get("Principal").get("AWS");
    return Certainty.any(
        principals.itemsOrSelf().stream()
            .map(one ->
                one.isUnknown()
                    ? Certainty.MAYBE
                    : Certainty.of(one.text().filter(Holder::isAccount).isPresent()))
            .toList());
  }

  private static boolean isAccount(String text) {
    return text.matches("[0-9]{12}|arn:[^:]*:iam::[0-9]{12}:root");
  }
}
