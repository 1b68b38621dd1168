package io.github.standpipe.check;

import io.github.standpipe.internal.terraform.TerraformWords;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permissions that the role of a pipe or a function needs, and those that it has.
 *
 * @param holder the logical id of the role, or of the function that SAM creates a role for; the ARN
 *     of a role outside the template
 * @param users the pipes that need it
 * @param least what it needs
 * @param lacks what it certainly does not have
 * @param excess what it has although no pipe of the template needs it: {@code actions on resources}
 * @param unknown what is unknown about its permissions
 */
public record Permissions(
    String holder,
    Set<String> users,
    List<Allowed> least,
    List<Allowed> lacks,
    List<String> excess,
    List<String> unknown) {
  private static final Set<String> OF_ANY_FUNCTION =
      Set.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  private static final Set<String> OF_LOG_DELIVERY =
      Set.of(
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
          "firehose:TagDeliveryStream",
          "iam:CreateServiceLinkedRole",
          "s3:GetBucketPolicy",
          "s3:PutBucketPolicy");

  /**
   * Actions on one resource.
   *
   * @param actions as in a policy, such as {@code sqs:ReceiveMessage}
   * @param resource as a template names it: {@code !GetAtt Queue.Arn}
   * @param purpose {@code to read Queue}
   */
  public record Allowed(List<String> actions, String resource, String purpose) {
    private Allowed inTerraform() {
      return new Allowed(actions, TerraformWords.of(resource), purpose);
    }
  }

  /**
   * {@return the permissions of the roles of all pipes of a template and of their functions, one
   * entry per role, in the order of the file}
   *
   * @param template the template with the pipes, the roles and their policies
   */
  public static List<Permissions> of(Template template) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    Alarms alarms = Alarms.of(template);
    for (Declaration pipe : template.declarations("AWS::Pipes::Pipe")) {
      Subject subject = new Subject(template, pipe, alarms);
      role(subject, drafts);
      subject.functions().forEach(function -> function(function, subject, drafts));
    }
    return drafts.values().stream()
        .map(Draft::permissions)
        .map(one -> template.isTerraform() ? one.inTerraform() : one)
        .toList();
  }

  private Permissions inTerraform() {
    return new Permissions(
        holder,
        users,
        least.stream().map(Allowed::inTerraform).toList(),
        lacks.stream().map(Allowed::inTerraform).toList(),
        excess.stream().map(TerraformWords::of).toList(),
        unknown.stream().map(TerraformWords::of).toList());
  }

  private static void role(Subject subject, Map<String, Draft> drafts) {
    Template template = subject.template();
    Optional<Declaration> role = subject.role();
    Optional<Declaration> served = subject.servedBySam();
    String holder =
        role.or(() -> served)
            .map(Declaration::logicalId)
            .orElse(subject.at("RoleArn").text().orElse(subject.name() + "'s role"));
    Optional<Access> access =
        role.map(r -> Access.ofRole(r, template))
            .or(() -> served.map(other -> Access.ofServerless(other, template)));
    Draft draft = drafts.computeIfAbsent(holder, h -> new Draft(template, h, access));
    Needs needs = new Needs(template);
    draft.add(subject.name(), needs.ofPipe(subject));
    draft.tolerated().addAll(needs.loggedTo(subject));
    needs.unknown(subject).stream()
        .map(end ->
            "what the " + end + " of " + subject.name() + " needs, and therefore what is excess")
        .forEach(draft.unjudged()::add);
  }

  private static void function(Declaration function, Subject subject, Map<String, Draft> drafts) {
    Template template = subject.template();
    Optional<Declaration> role = Roles.declared(function.property("Role"), template);
    Draft draft =
        drafts.computeIfAbsent(
            role.orElse(function).logicalId(),
            h -> new Draft(template, h, Access.ofFunction(function, template)));
    draft.add(subject.name(), new FunctionNeeds(template).of(function));
    draft.functions().add(function);
  }

  /**
   * What is collected about one role.
   *
   * @param tolerated services whose actions are never reported as excess
   * @param unjudged why nothing is reported as excess
   */
  private record Draft(
      Template template,
      String holder,
      Optional<Access> access,
      Set<Declaration> functions,
      Set<String> users,
      Set<Need> needs,
      Set<String> tolerated,
      Set<String> unjudged) {
    Draft(Template template, String holder, Optional<Access> access) {
      this(
          template,
          holder,
          access,
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>());
    }

    void add(String user, List<Need> more) {
      users.add(user);
      needs.addAll(more);
    }

    Permissions permissions() {
      List<Allowed> least = new ArrayList<>();
      if (!functions.isEmpty()) {
        least.add(log(OF_ANY_FUNCTION.stream().sorted().toList()));
      }
      needs.forEach(
          need -> least.add(new Allowed(need.actions(), need.reference(), need.purpose())));
      return new Permissions(holder, users, inStack(least), inStack(lacks()), excess(), unknown());
    }

    /** With the names that the template of the role knows. */
    private List<Allowed> inStack(List<Allowed> all) {
      return all.stream()
          .map(one ->
              new Allowed(one.actions(), InStack.references(one.resource(), holder), one.purpose()))
          .toList();
    }

    private static Allowed log(List<String> actions) {
      return new Allowed(
          actions, "the function's log group (AWSLambdaBasicExecutionRole)", "to log");
    }

    private List<Allowed> lacks() {
      return access.stream()
          .flatMap(known -> Stream.concat(lackingLog(known).stream(), lacking(known)))
          .toList();
    }

    private Stream<Allowed> lacking(Access known) {
      return needs.stream()
          .map(need -> new Allowed(need.lackingIn(known), need.reference(), need.purpose()))
          .filter(allowed -> !allowed.actions().isEmpty());
    }

    /** The function need not create a group that the template creates. */
    private Optional<Allowed> lackingLog(Access known) {
      List<String> lacking =
          OF_ANY_FUNCTION.stream()
              .filter(action -> !functions.isEmpty() && known.lacksEverywhere(action))
              .filter(action -> !action.equals("logs:CreateLogGroup"))
              .sorted()
              .toList();
      return lacking.isEmpty() ? Optional.empty() : Optional.of(log(lacking));
    }

    private List<String> excess() {
      return access.stream()
          .filter(known -> unjudged.isEmpty())
          .flatMap(known -> known.own().statements().stream())
          .filter(statement -> statement.allows() && !statement.allButActions())
          .flatMap(this::excess)
          .distinct()
          .toList();
    }

    /** Actions that nothing needs, or that are granted on more resources than needed. */
    private Stream<String> excess(Statement statement) {
      return statement.actions().stream()
          .flatMap(Optional::stream)
          .filter(action -> functions.isEmpty() || !isIn(OF_ANY_FUNCTION, action))
          .filter(action -> !isNeeded(action, statement))
          .filter(action -> !isTolerated(action, statement))
          .map(action -> action + " on " + resources(statement));
    }

    private boolean isNeeded(String action, Statement statement) {
      boolean everywhere = statement.resources().contains(Optional.of("*"));
      return needs.stream()
          .anyMatch(need ->
              (!everywhere || need.reference().equals(Need.ANYWHERE))
                  && isIn(need.actions(), action)
                  && need.arn()
                      .map(arn -> statement.holds(action, arn, Map.of()) != Certainty.NO)
                      .orElse(true));
    }

    /** The delivery of logs is allowed on all resources because it supports no others. */
    private boolean isTolerated(String action, Statement statement) {
      boolean everywhere = statement.resources().contains(Optional.of("*"));
      return !tolerated.isEmpty()
          && (isIn(OF_LOG_DELIVERY, action)
              || !everywhere
                  && tolerated.contains(action.split(":", 2)[0].toLowerCase(Locale.ROOT)));
    }

    private static boolean isIn(Collection<String> actions, String action) {
      return actions.stream().anyMatch(action::equalsIgnoreCase);
    }

    private String resources(Statement statement) {
      List<Property> written = statement.at().get("Resource").itemsOrSelf();
      return written.isEmpty()
          ? String.join(", ", statement.resources().stream().flatMap(Optional::stream).toList())
          : String.join(", ", written.stream().map(this::resourceNames).toList());
    }

    private String resourceNames(Property resource) {
      return ResourceNames.of(resource, resource.text(), template);
    }

    private List<String> unknown() {
      List<String> unknown = new ArrayList<>(unjudged);
      access.ifPresentOrElse(
          known ->
              known.own().unknown().stream()
                  .map(policy -> policy.valueAt().where() + ": " + policy.kind())
                  .distinct()
                  .forEach(unknown::add),
          () -> unknown.add("its policies are not in the template"));
      return unknown;
    }
  }
}
