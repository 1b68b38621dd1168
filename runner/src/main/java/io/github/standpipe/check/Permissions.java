package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the role of a pipe, or a function, must be allowed, and what it is allowed.
 *
 * @param holder the logical id of the role, or of the function that SAM or its role serves; the ARN
 *     of a role outside the template
 * @param users the pipes that need it
 * @param least what it needs
 * @param lacks what it surely does not have
 * @param excess what it has and no pipe of the template needs: {@code actions on resources}
 * @param unknown what cannot be known of what it has
 */
public record Permissions(
    String holder,
    Set<String> users,
    List<Allowed> least,
    List<Allowed> lacks,
    List<String> excess,
    List<String> unknown) {
  private static final String LOG_GROUP = "the function's log group (AWSLambdaBasicExecutionRole)";
  private static final Set<String> OF_ANY_FUNCTION =
      Set.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  /** The group itself may be declared. */
  private static final List<String> WRITE_LOG =
      List.of("logs:CreateLogStream", "logs:PutLogEvents");

  /** How a pipe's log is delivered; most of them hold for no single resource. */
  private static final Set<String> DELIVERY =
      Set.of(
          "logs:createlogdelivery",
          "logs:getlogdelivery",
          "logs:updatelogdelivery",
          "logs:deletelogdelivery",
          "logs:listlogdeliveries",
          "logs:putresourcepolicy",
          "logs:describeresourcepolicies",
          "logs:describeloggroups",
          "firehose:tagdeliverystream",
          "iam:createservicelinkedrole",
          "s3:getbucketpolicy",
          "s3:putbucketpolicy");

  /**
   * Actions on one resource.
   *
   * @param resource as a template names it: {@code !GetAtt Queue.Arn}
   * @param purpose {@code to read Queue}
   */
  public record Allowed(List<String> actions, String resource, String purpose) {}

  /** The roles of all pipes of a template and of their functions. */
  public static List<Permissions> of(Template template) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (Declaration pipe : template.declarations()) {
      if (pipe.is("AWS::Pipes::Pipe")) {
        Subject subject = new Subject(template, pipe, Alarms.of(template));
        role(subject, drafts);
        subject.functions().forEach(function -> function(function, subject, drafts));
      }
    }
    return drafts.values().stream().map(Draft::permissions).toList();
  }

  private static void role(Subject subject, Map<String, Draft> drafts) {
    Template template = subject.template();
    Optional<Declaration> role = subject.role();
    String holder =
        role.map(Declaration::logicalId)
            .orElse(subject.at("RoleArn").text().orElse(subject.name() + "'s role"));
    Draft draft =
        drafts.computeIfAbsent(
            holder, h -> new Draft(template, h, role.map(r -> Grants.ofRole(r, template))));
    Needs needs = new Needs(template);
    draft.add(subject.name(), needs.ofPipe(subject));
    draft.tolerated().addAll(needs.loggedTo(subject));
    needs.unknown(subject).stream()
        .map(end -> "what the " + end + " of " + subject.name() + " needs, and so what is too much")
        .forEach(draft.unjudged()::add);
  }

  private static void function(Declaration function, Subject subject, Map<String, Draft> drafts) {
    Template template = subject.template();
    Draft draft =
        drafts.computeIfAbsent(
            holder(function, template),
            h -> new Draft(template, h, Grants.ofFunction(function, template)));
    draft.functions().add(function);
    draft.add(subject.name(), new FunctionNeeds(template).of(function));
  }

  /** The role that a function names, which others may share. */
  private static String holder(Declaration function, Template template) {
    return template
        .named(function.property("Role"))
        .filter(role -> role.is("AWS::IAM::Role"))
        .map(Declaration::logicalId)
        .orElse(function.logicalId());
  }

  /**
   * What is gathered of one role.
   *
   * @param tolerated services whose actions are not told as too much
   * @param unjudged why nothing is told as too much
   */
  private record Draft(
      Template template,
      String holder,
      Optional<Grants> grants,
      Set<Declaration> functions,
      Set<String> users,
      Set<Need> needs,
      Set<String> tolerated,
      Set<String> unjudged) {
    Draft(Template template, String holder, Optional<Grants> grants) {
      this(
          template,
          holder,
          grants,
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
        least.add(new Allowed(OF_ANY_FUNCTION.stream().sorted().toList(), LOG_GROUP, "to log"));
      }
      needs.forEach(need -> least.add(new Allowed(need.actions(), need.named(), need.purpose())));
      return new Permissions(holder, users, least, lacks(), excess(), unknown());
    }

    private List<Allowed> lacks() {
      Stream<Allowed> logs =
          grants.stream()
              .filter(own -> !functions.isEmpty())
              .map(own ->
                  new Allowed(
                      WRITE_LOG.stream().filter(own::neverAllows).toList(), LOG_GROUP, "to log"));
      Stream<Allowed> named =
          needs.stream()
              .filter(need -> grants.isPresent())
              .map(need ->
                  new Allowed(need.lackingIn(grants.orElseThrow()), need.named(), need.purpose()));
      return Stream.concat(logs, named).filter(allowed -> !allowed.actions().isEmpty()).toList();
    }

    private List<String> excess() {
      return grants.stream()
          .filter(given -> unjudged.isEmpty())
          .flatMap(given -> given.statements().stream())
          .filter(Statement::allows)
          .flatMap(this::excess)
          .distinct()
          .toList();
    }

    /** Actions that no need asks for, or that are given on more than the needs name. */
    private Stream<String> excess(Statement statement) {
      return statement.actions().stream()
          .flatMap(Optional::stream)
          .filter(action ->
              functions.isEmpty() || OF_ANY_FUNCTION.stream().noneMatch(action::equalsIgnoreCase))
          .filter(action -> !isNeeded(action, statement))
          .filter(action -> !isTolerated(action, statement))
          .map(action -> action + " on " + resources(statement));
    }

    private boolean isNeeded(String action, Statement statement) {
      boolean everywhere = statement.resources().contains(Optional.of("*"));
      return needs.stream()
          .anyMatch(need ->
              (!everywhere || need.named().equals(Need.ANYWHERE))
                  && need.actions().stream().anyMatch(action::equalsIgnoreCase)
                  && need.arn().map(arn -> statement.holds(action, arn) != Answer.NO).orElse(true));
    }

    private boolean isTolerated(String action, Statement statement) {
      boolean everywhere = statement.resources().contains(Optional.of("*"));
      boolean delivery = DELIVERY.contains(action.toLowerCase(Locale.ROOT));
      return delivery && !tolerated.isEmpty()
          || !everywhere && tolerated.contains(action.split(":", 2)[0].toLowerCase(Locale.ROOT));
    }

    private String resources(Statement statement) {
      List<Property> written = statement.at().get("Resource").itemsOrSelf();
      return written.isEmpty()
          ? String.join(", ", statement.resources().stream().flatMap(Optional::stream).toList())
          : String.join(", ", written.stream().map(this::named).toList());
    }

    private String named(Property resource) {
      return Names.of(resource, resource.text(), template);
    }

    private List<String> unknown() {
      List<String> unknown = new ArrayList<>(unjudged);
      grants.ifPresentOrElse(
          given ->
              given.unknown().stream()
                  .map(policy -> policy.valueAt().where() + ": " + policy.kind())
                  .distinct()
                  .forEach(unknown::add),
          () -> unknown.add("its policies are not in the template"));
      return unknown;
    }
  }
}
