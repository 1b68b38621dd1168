package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a role or a SAM function may do, as far as the template tells.
 *
 * @param wide managed policies that allow all of a service
 * @param unknown policies whose content is not known here
 * @param boundary what it may do at most, if it has a permissions boundary
 * @param elsewhere what the policies of resources grant to it
 */
record Grants(
    List<Statement> statements,
    List<Property> wide,
    List<Property> unknown,
    Optional<Grants> boundary,
    ResourcePolicies elsewhere) {
  private static final String BASIC = "AWSLambdaBasicExecutionRole";

  static Grants ofRole(Declaration role, Template template) {
    Grants grants =
        of(
            boundary(role.property("PermissionsBoundary"), template),
            new ResourcePolicies(template, role.logicalId(), role.arn()));
    for (Property policy : role.property("Policies").itemsOrSelf()) {
      grants.document(policy.get("PolicyDocument"));
    }
    role.property("ManagedPolicyArns")
        .itemsOrSelf()
        .forEach(policy -> grants.managed(policy, template));
    template.declarations().forEach(policy -> grants.attached(policy, role));
    return grants;
  }

  private static Grants of(Optional<Grants> boundary, ResourcePolicies elsewhere) {
    return new Grants(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), boundary, elsewhere);
  }

  private static Optional<Grants> boundary(Property policy, Template template) {
    if (policy.isAbsent()) {
      return Optional.empty();
    }
    Grants most = of(Optional.empty(), new ResourcePolicies(template, "", Optional.empty()));
    most.managed(policy, template);
    return Optional.of(most);
  }

  /** What a function may do by the role it names, or by the policies that SAM gives it. */
  static Optional<Grants> ofFunction(Declaration function, Template template) {
    Property role = function.property("Role");
    if (role.isUnknown() || role.isAbsent() && !function.isServerless()) {
      return Optional.empty();
    }
    return role.isAbsent()
        ? Optional.of(ofServerless(function, template))
        : role.text()
            .flatMap(template::ofArn)
            .filter(found -> found.is("AWS::IAM::Role"))
            .map(found -> ofRole(found, template));
  }

  private static Grants ofServerless(Declaration function, Template template) {
    Grants grants =
        of(
            boundary(function.property("PermissionsBoundary"), template),
            new ResourcePolicies(template, function + "Role", Optional.empty()));
    Property policies = function.property("Policies");
    grants.known(BASIC, policies);
    policies.itemsOrSelf().forEach(policy -> grants.serverless(policy, template));
    template.declarations().stream()
        .filter(other -> other.is("AWS::Serverless::Connector"))
        .forEach(connector -> grants.unknown().add(connector.properties()));
    if (!function.property("Connectors").isAbsent()) {
      grants.unknown().add(function.property("Connectors"));
    }
    return grants;
  }

  private void serverless(Property policy, Template template) {
    if (policy.isText()) {
      managed(policy, template);
    } else if (!policy.get("Statement").isAbsent()) {
      document(policy);
    } else if (policy.keys().isEmpty()) {
      unknown.add(policy);
    } else {
      String name = policy.keys().getFirst();
      SamPolicy.of(name)
          .ifPresentOrElse(
              known -> statements.add(known.with(policy.get(name))), () -> unknown.add(policy));
    }
  }

  private void document(Property written) {
    Property document = written.parsed();
    Property all = document.get("Statement");
    if (!document.isKnown() || !all.isKnown()) {
      unknown.add(written);
    }
    for (Property statement : all.itemsOrSelf()) {
      if (statement.isMapping() && !statement.get("Effect").isUnknown()) {
        statements.add(Statement.of(statement));
      } else {
        unknown.add(statement);
      }
    }
  }

  private void managed(Property policy, Template template) {
    Optional<Declaration> own = policy.text().flatMap(template::ofArn);
    if (own.isPresent()) {
      document(own.get().property("PolicyDocument"));
    } else {
      policy.text().ifPresentOrElse(name -> known(name, policy), () -> unknown.add(policy));
    }
  }

  private void known(String name, Property at) {
    Optional<ManagedPolicy> known = ManagedPolicy.of(name);
    known.ifPresent(p -> statements.add(Statement.granting(p.actions(), Optional.of("*"), at)));
    if (known.filter(ManagedPolicy::isWide).isPresent()) {
      wide.add(at);
    }
    if (known.filter(ManagedPolicy::whole).isEmpty()) {
      unknown.add(at);
    }
  }

  private void attached(Declaration policy, Declaration role) {
    Property roles =
        switch (policy.type()) {
          case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy" -> policy.property("Roles");
          case "AWS::IAM::RolePolicy" -> policy.property("RoleName");
          default -> policy.metadata().get(""); // nothing
        };
    boolean own =
        roles.names().contains(role.logicalId())
            || roles.itemsOrSelf().stream()
                .anyMatch(one -> one.isKnown() && one.text().equals(role.name()));
    if (own) {
      document(policy.property("PolicyDocument"));
    } else if (roles.itemsOrSelf().stream().anyMatch(Property::isUnknown)) {
      unknown.add(roles);
    }
  }

  /** Whether an action on a resource is allowed, by its own policies or the resource's. */
  Answer allow(String action, String arn) {
    Answer granted =
        boundary.map(most -> most.owned(action, arn)).orElse(Answer.YES).and(owned(action, arn));
    Answer either = Answer.any(List.of(granted, elsewhere.allow(action, arn)));
    return either.and(denies(action, arn).not());
  }

  /** Whether a Deny statement forbids an action whatever else allows it. */
  Answer denies(String action, String arn) {
    return Answer.any(
        List.of(
            answer(false, action, arn),
            boundary.map(most -> most.answer(false, action, arn)).orElse(Answer.NO),
            elsewhere.deny(action, arn)));
  }

  /** Whether no statement allows an action on anything. */
  boolean neverAllows(String action) {
    return unknown.isEmpty()
        && statements.stream()
            .filter(Statement::allows)
            .map(one -> one.on(List.of(Optional.of("*"))))
            .allMatch(one -> one.holds(action, "") == Answer.NO);
  }

  private Answer owned(String action, String arn) {
    Answer allowed = answer(true, action, arn);
    return allowed == Answer.NO && !unknown.isEmpty() ? Answer.MAYBE : allowed;
  }

  private Answer answer(boolean allows, String action, String arn) {
    return Answer.any(
        statements.stream()
            .filter(statement -> statement.allows() == allows)
            .map(statement -> statement.holds(action, arn))
            .toList());
  }
}
