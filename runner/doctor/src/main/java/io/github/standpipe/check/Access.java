package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Map;
import java.util.Optional;

/**
 * What a role may do in the account: by its own policies within its boundary, by the policies of
 * the resources, and by no Deny of any of them.
 *
 * @param role a role of the template, or one that SAM creates
 * @param boundary empty if there is none
 */
record Access(Holder role, Grants own, Optional<Grants> boundary, Template template) {

  static Access ofRole(Declaration role, Template template) {
    return new Access(
        Holder.of(role), Grants.ofRole(role, template), boundary(role, template), template);
  }

  /** The access of the role that SAM creates for a function or a state machine. */
  static Access ofServerless(Declaration serverless, Template template) {
    Holder role =
        template
            .generated(serverless.logicalId() + "Role")
            .map(Holder::of)
            .orElse(new Holder(serverless + "Role", Optional.empty(), Optional.empty()));
    return new Access(
        role, Grants.ofServerless(serverless, template), boundary(serverless, template), template);
  }

  /** What a function may do by the role it names, or by the policies that SAM gives it. */
  static Optional<Access> ofFunction(Declaration function, Template template) {
    Property role = function.property("Role");
    if (role.isAbsent()) {
      return function.isServerless()
          ? Optional.of(ofServerless(function, template))
          : Optional.empty();
    }
    return Roles.declared(role, template).map(found -> ofRole(found, template));
  }

  private static Optional<Grants> boundary(Declaration holder, Template template) {
    Property boundary = holder.property("PermissionsBoundary");
    return boundary.isAbsent()
        ? Optional.empty()
        : Optional.of(Grants.ofManaged(boundary, template));
  }

  /** Why an action on a resource is certain to be denied; empty if it is not. */
  Optional<Lack> lack(String action, String arn) {
    Map<String, String> context = role.context();
    ResourcePolicies policies = new ResourcePolicies(template);
    Certainty denied =
        own.deny(action, arn, context)
            .or(policies.deny(action, arn, role))
            .or(boundary.map(b -> b.deny(action, arn, context)).orElse(Certainty.NO));
    if (denied == Certainty.YES) {
      return Optional.of(Lack.DENIED);
    }
    Certainty allowed = own.allow(action, arn, context);
    Certainty byOwn = allowed == Certainty.NO ? byMadeUpName(action, arn) : allowed;
    Certainty byResource = policies.allow(action, arn, role);
    Optional<Declaration> key = template.ofArn(arn).filter(one -> one.is("AWS::KMS::Key"));
    if (key.isPresent()) {
      Optional<Lack> lack = new KeyPolicy(key.get()).lack(action, arn, role, byOwn);
      return lack.or(() -> outOfBoundary(action, arn, Certainty.NO));
    }
    return byOwn.or(byResource) == Certainty.NO
        ? Optional.of(Lack.NOT_ALLOWED)
        : outOfBoundary(action, arn, byResource);
  }

  private Optional<Lack> outOfBoundary(String action, String arn, Certainty byResource) {
    return boundary
        .filter(b -> b.allow(action, arn, role.context()) == Certainty.NO)
        .filter(b -> byResource == Certainty.NO)
        .map(b -> Lack.OUT_OF_BOUNDARY);
  }

  /** Whether an action is certain to be denied on all resources. */
  boolean lacksEverywhere(String action) {
    return own.allowSomewhere(action, role.context()) == Certainty.NO
        || boundary
            .filter(b -> b.allowSomewhere(action, role.context()) == Certainty.NO)
            .isPresent();
  }

  /**
   * The name that CloudFormation generates may begin with the stack's name, as a policy may expect.
   */
  private Certainty byMadeUpName(String action, String arn) {
    Optional<Declaration> resource = template.ofArn(arn).filter(one -> !one.hasGivenName());
    if (resource.isEmpty()) {
      return Certainty.NO;
    }
    String open = ArnPattern.madeUp(arn, resource.get().logicalId());
    return own.statements().stream()
        .filter(Statement::allows)
        .filter(statement -> !statement.inverted() && statement.at().isMapping())
        .filter(statement -> statement.action(action) != Certainty.NO)
        .flatMap(statement -> statement.at().get("Resource").itemsOrSelf().stream())
        .filter(written -> !namesAnother(written))
        .flatMap(written -> written.text().stream())
        .map(written -> ArnPattern.matches(written, open).and(Certainty.MAYBE))
        .reduce(Certainty.NO, Certainty::or);
  }

  private boolean namesAnother(Property written) {
    return written.names().stream().anyMatch(template::hasResource);
  }
}
