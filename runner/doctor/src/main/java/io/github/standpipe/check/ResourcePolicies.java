package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The resource policies of a template, which can grant a role of the account what its own policies
 * do not.
 */
record ResourcePolicies(Template template) {
  /** The property of a resource that holds its policy. */
  private static final List<List<String>> WITHIN =
      List.of(
          List.of("ResourcePolicy", "PolicyDocument"),
          List.of("StreamSpecification", "ResourcePolicy", "PolicyDocument"),
          List.of("Policy"),
          List.of("KeyPolicy"),
          List.of("Auth", "ResourcePolicy"));

  Certainty allow(String action, String arn, Holder holder) {
    return answer(action, arn, holder, Statement::allows);
  }

  Certainty deny(String action, String arn, Holder holder) {
    return answer(action, arn, holder, Statement::denies);
  }

  private Certainty answer(String action, String arn, Holder holder, Predicate<Statement> effect) {
    return about(arn)
        .filter(one -> isOpen(one.statement()) || effect.test(one.statement()))
        .map(one ->
            isOpen(one.statement())
                ? one.attached().and(Certainty.MAYBE)
                : one.holds(action, arn, holder))
        .reduce(Certainty.NO, Certainty::or);
  }

  /** Whether it may say anything. */
  private static boolean isOpen(Statement statement) {
    return statement.at().isUnknown() || statement.at().get("Effect").isUnknown();
  }

  private Stream<AttachedStatement> about(String arn) {
    Optional<Declaration> resource = template.ofArn(arn);
    Stream<AttachedStatement> within =
        resource.stream()
            .flatMap(one -> WITHIN.stream().map(path -> at(one, path)))
            .flatMap(ResourcePolicies::statements)
            .map(statement -> new AttachedStatement(statement, Certainty.YES));
    return Stream.concat(within, AttachedPolicies.of(template).about(arn, resource));
  }

  private static Property at(Declaration resource, List<String> path) {
    Property found = resource.properties();
    for (String key : path) {
      found = found.get(key);
    }
    return found;
  }

  /** The statements of a document, or of one that is a statement itself. */
  static Stream<Statement> statements(Property document) {
    Property parsed = document.parsed();
    boolean one = parsed.isUnknown() || !parsed.get("Effect").isAbsent();
    Stream<Property> all = one ? Stream.of(parsed) : parsed.get("Statement").itemsOrSelf().stream();
    return all.map(Statement::of);
  }
}
