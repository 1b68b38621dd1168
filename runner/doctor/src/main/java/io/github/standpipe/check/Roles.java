package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Optional;

/** The roles of a template, as a pipe or a function names them. */
final class Roles {
  private static final String ROLE = "AWS::IAM::Role";

  private Roles() {}

  /** A role that the template declares, also by the path and name in a literal ARN. */
  static Optional<Declaration> declared(Property arn, Template template) {
    return template
        .find(arn)
        .filter(found -> found.is(ROLE))
        .or(() -> arn.text().flatMap(text -> byName(text, template)));
  }

  /** A pipe uses a role of its own account, so the path and name identify it. */
  private static Optional<Declaration> byName(String arn, Template template) {
    String end = arn.replaceFirst("^arn:[^:]*:iam::[0-9]{12}:", "");
    return end.equals(arn)
        ? Optional.empty()
        : Directory.of(template).find(Naming.ROLE, end).findFirst();
  }

  /** The function or state machine for which SAM creates the role in an ARN. */
  static Optional<Declaration> servedBySam(Property arn, Template template) {
    return arn.names().stream()
        .filter(name -> template.generated(name).filter(role -> role.is(ROLE)).isPresent())
        .filter(name -> arn.text().equals(template.generated(name).flatMap(Declaration::arn)))
        .map(name -> name.replaceFirst("Role$", ""))
        .flatMap(id -> template.declared(id).stream())
        .filter(one -> one.isServerless() && (one.isFunction() || one.isStateMachine()))
        .filter(one -> one.property("Role").isAbsent())
        .findFirst();
  }
}
