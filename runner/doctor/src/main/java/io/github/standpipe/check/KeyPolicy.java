package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The policy of a key: unless it allows access, no other policy does. */
record KeyPolicy(Declaration key) {

  /**
   * Why a role certainly cannot use the key.
   *
   * @param byOwn whether the role's own policies allow it
   */
  Optional<Lack> lack(String action, String arn, Holder role, Certainty byOwn) {
    Property document = key.property("KeyPolicy").parsed();
    if (document.isAbsent()) {
      return byOwn == Certainty.NO ? Optional.of(Lack.NOT_ALLOWED) : Optional.empty();
    }
    if (document.isUnknown()) {
      return Optional.empty();
    }
    List<Property> statements = document.get("Statement").itemsOrSelf();
    Certainty direct = any(statements, action, arn, role, at -> role.isIn(at, false));
    Certainty delegated = any(statements, action, arn, role, Holder::delegates);
    if (direct.or(delegated.and(byOwn)) != Certainty.NO) {
      return Optional.empty();
    }
    return Optional.of(delegated == Certainty.NO ? Lack.REFUSED_BY_KEY : Lack.NOT_ALLOWED);
  }

  private static Certainty any(
      List<Property> statements,
      String action,
      String arn,
      Holder role,
      Function<Property, Certainty> principal) {
    return statements.stream()
        .filter(at -> !at.get("Effect").text().equals(Optional.of("Deny")))
        .map(at -> Statement.of(at).holds(action, arn, role.context()).and(principal.apply(at)))
        .reduce(Certainty.NO, Certainty::or);
  }
}
