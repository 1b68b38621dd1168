package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the policies of a role or of a SAM function grant, as far as the template shows.
 *
 * @param wide managed policies that allow all of a service
 * @param unknown policies with unknown content
 */
record Grants(List<Statement> statements, List<Property> wide, List<Property> unknown) {
  private static final Set<String> WITHOUT_RIGHTS =
      Set.of("Api", "HttpApi", "S3", "SNS", "Schedule", "ScheduleV2", "EventBridgeRule");
  private static final String QUEUE = "AWSLambdaSQSQueueExecutionRole";
  private static final String BASIC = "AWSLambdaBasicExecutionRole";

  static Grants ofRole(Declaration role, Template template) {
    Grants grants = new Grants(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Property policy : role.property("Policies").itemsOrSelf()) {
      grants.document(policy.get("PolicyDocument"), true);
    }
    role.property("ManagedPolicyArns")
        .itemsOrSelf()
        .forEach(policy -> grants.managed(policy, template));
    grants.attached(role, template);
    return grants;
  }

  /** Takes the policies that are attached to a role from the outside. */
  private void attached(Declaration role, Template template) {
    RolePolicies policies = RolePolicies.of(template);
    Set<Declaration> attached = policies.attachedTo(role);
    attached.forEach(one -> document(one.property("PolicyDocument"), one.isCertain()));
    unknown.addAll(policies.open(attached));
  }

  /** What a managed policy allows; it limits what others grant. */
  static Grants ofManaged(Property policy, Template template) {
    Grants grants = new Grants(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    grants.managed(policy, template);
    return grants;
  }

  /** What SAM allows a function or a state machine that names no role. */
  static Grants ofServerless(Declaration function, Template template) {
    Grants grants = new Grants(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Property policies = function.property("Policies");
    if (function.isFunction()) {
      grants.known(BASIC, policies);
    }
    policies.itemsOrSelf().forEach(policy -> grants.serverless(policy, template));
    grants.bySam(function);
    grants.unknown().addAll(Connectors.of(template).of(function));
    template
        .generated(function.logicalId() + "Role")
        .ifPresent(role -> grants.attached(role, template));
    return grants;
  }

  /** What SAM grants a function for its event sources, its dead letters and destinations. */
  private void bySam(Declaration function) {
    Property events = function.property("Events");
    List<Property> sources = events.keys().stream().map(events::get).toList();
    if (function.isFunction()) {
      sources.stream()
          .filter(source -> source.get("Type").text().filter(WITHOUT_RIGHTS::contains).isEmpty())
          .forEach(source ->
              source
                  .get("Type")
                  .text()
                  .filter("SQS"::equals)
                  .ifPresentOrElse(
                      sqs -> known(QUEUE, source.get("Type")), () -> unknown.add(source)));
    }
    Stream.of("DeadLetterQueue", "EventInvokeConfig")
        .map(function::property)
        .filter(given -> !given.isAbsent())
        .forEach(unknown::add);
  }

  private void serverless(Property policy, Template template) {
    if (policy.isText()) {
      managed(policy, template);
    } else if (!policy.get("Statement").isAbsent()) {
      document(policy, true);
    } else if (policy.keys().isEmpty()) {
      unknown.add(policy);
    } else {
      String name = policy.keys().getFirst();
      SamPolicy.of(name)
          .ifPresentOrElse(
              known -> known.forEach(one -> statements.add(one.with(policy.get(name), template))),
              () -> unknown.add(policy));
    }
  }

  /**
   * Takes the statements of a document.
   *
   * @param certain whether it certainly applies; one that may not apply denies nothing
   */
  private void document(Property written, boolean certain) {
    Property document = written.parsed();
    Property all = document.get("Statement");
    if (!document.isKnown() || !all.isKnown()) {
      unknown.add(written);
    }
    for (Property statement : all.itemsOrSelf()) {
      if (statement.isMapping() && !statement.get("Effect").isUnknown()) {
        Statement known = Statement.of(statement);
        if (certain || !known.denies()) {
          statements.add(known);
        }
      } else {
        unknown.add(statement);
      }
    }
  }

  private void managed(Property policy, Template template) {
    Optional<Declaration> own = policy.text().flatMap(template::ofArn);
    if (own.isPresent()) {
      document(own.get().property("PolicyDocument"), own.get().isCertain());
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

  /** Whether it allows an action on a resource, unless something denies it. */
  Certainty allow(String action, String arn, Map<String, String> context) {
    Certainty allowed = answer(Statement::allows, s -> s.holds(action, arn, context));
    return allowed == Certainty.NO && !unknown.isEmpty() ? Certainty.MAYBE : allowed;
  }

  Certainty deny(String action, String arn, Map<String, String> context) {
    return answer(Statement::denies, s -> s.holds(action, arn, context));
  }

  /** Whether it allows an action on some resource. */
  Certainty allowSomewhere(String action, Map<String, String> context) {
    Certainty allowed = answer(Statement::allows, s -> s.speaksOf(action, context));
    Certainty denied = answer(Statement::denies, s -> s.speaksOf(action, context));
    Certainty left = allowed.and(denied == Certainty.YES ? Certainty.NO : Certainty.YES);
    return left == Certainty.NO && denied != Certainty.YES && !unknown.isEmpty()
        ? Certainty.MAYBE
        : left;
  }

  private Certainty answer(Predicate<Statement> effect, Function<Statement, Certainty> holds) {
    return Certainty.any(statements.stream().filter(effect).map(holds).toList());
  }
}
