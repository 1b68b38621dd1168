package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The policies of a template that are attached to roles from the outside. */
final class RolePolicies {
  private static final List<String> TYPES =
      List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy");

  private final Index<Declaration> byId = new Index<>();
  private final Index<Declaration> byName = new Index<>();
  private final Map<Declaration, Property> open = new LinkedHashMap<>();
  private final Template template;

  private RolePolicies(Template template) {
    this.template = template;
    TYPES.stream().flatMap(type -> template.declarations(type).stream()).forEach(this::add);
  }

  static RolePolicies of(Template template) {
    return template.derived(RolePolicies.class, RolePolicies::new);
  }

  private void add(Declaration policy) {
    Property roles = roles(policy);
    byId.add(policy, roles.names().stream());
    byName.add(policy, roles.itemsOrSelf().stream().flatMap(role -> role.text().stream()));
    if (roles.itemsOrSelf().stream().anyMatch(this::mayBeAny)) {
      open.put(policy, roles);
    }
  }

  private static Property roles(Declaration policy) {
    return policy.property(policy.is("AWS::IAM::RolePolicy") ? "RoleName" : "Roles");
  }

  /** A reference to a role names that role, even if its name is unknown. */
  private boolean mayBeAny(Property role) {
    return role.isUnknown() && role.direct().filter(template::hasResource).isEmpty();
  }

  /** Those that name a role by its logical id. */
  Stream<Declaration> referringTo(Declaration role) {
    return byId.find(role.logicalId());
  }

  /** Those that are attached to a role. */
  Set<Declaration> attachedTo(Declaration role) {
    Set<Declaration> all = new LinkedHashSet<>();
    referringTo(role).forEach(all::add);
    role.name().stream().flatMap(byName::find).forEach(all::add);
    return all;
  }

  /** The statements of other policies, which may be attached to any role. */
  Collection<Property> open(Set<Declaration> attached) {
    Map<Declaration, Property> others = new LinkedHashMap<>(open);
    others.keySet().removeAll(attached);
    return others.values();
  }
}
