package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each feeder of the queue may send to it, and to its own queue for dead letters. */
final class FeedRightsCheck implements Check {
  private static final Rule NO_POLICY = Catalogue.rule("feed-queue-policy-missing");
  private static final Rule PRINCIPAL = Catalogue.rule("feed-queue-policy-principal");
  private static final Rule SOURCE_ARN = Catalogue.rule("feed-queue-policy-source");
  private static final Rule KEY = Catalogue.rule("feed-key-closed");
  private static final Rule ROLE = Catalogue.rule("feed-role-rights");
  private static final Rule DEAD_LETTERS = Catalogue.rule("feed-dead-letter-rights");
  private static final String SEND = "sqs:SendMessage";

  @Override
  public void examine(Subject subject, Findings findings) {
    subject
        .queue()
        .ifPresent(queue ->
            QueueSender.all(subject.template(), queue)
                .forEach(sender -> sender(sender, queue, findings)));
  }

  private static void sender(QueueSender sender, Declaration queue, Findings findings) {
    if (sender.role().isPresent()) {
      role(sender, queue, ROLE, findings);
    } else if (sender.needsPolicy()) {
      policy(sender, queue, findings);
      key(sender, queue, findings);
    }
    sender.deadLetters().ifPresent(letters -> deadLetters(sender, letters, findings));
  }

  /** A rule and a topic write by the policy of the queue, also if the rule has a role. */
  private static void deadLetters(QueueSender sender, Declaration letters, Findings findings) {
    if (sender.service().isEmpty()) {
      role(sender, letters, DEAD_LETTERS, findings);
    } else if (verdict(sender, letters) != QueueAccess.OPEN) {
      add(
          DEAD_LETTERS,
          sender,
          " writes dead letters to "
              + letters
              + ", whose policy does not let "
              + sender.service()
              + " send.",
          "Add an AWS::SQS::QueuePolicy with " + statement(sender) + ".",
          findings);
    }
  }

  private static void role(QueueSender sender, Declaration queue, Rule rule, Findings findings) {
    boolean isOpen = !sender.service().isEmpty() && verdict(sender, queue) == QueueAccess.OPEN;
    sender
        .role()
        .filter(role -> !isOpen) // whether the queue's policy helps a rule with a role is not known
        .flatMap(role ->
            queue.arn().flatMap(arn -> Access.ofRole(role, sender.template()).lack(SEND, arn)))
        .ifPresent(lack ->
            findings.addEach(
                rule,
                sender.role().get().logicalId(),
                sender.role().get().at(),
                sender.role().get()
                    + ", the role of "
                    + sender.resource()
                    + ", does not allow sqs:SendMessage on "
                    + queue
                    + ".",
                "Allow sqs:SendMessage on !GetAtt " + queue + ".Arn in the role."));
  }

  /** What keeps a service from sending. */
  private enum QueueAccess {
    OPEN,
    NO_POLICY,
    OTHER_RESOURCE,
    OTHER_PRINCIPAL,
    OTHER_SOURCE
  }

  private static void policy(QueueSender sender, Declaration queue, Findings findings) {
    String instead = "Add an AWS::SQS::QueuePolicy with " + statement(sender) + ".";
    switch (verdict(sender, queue)) {
      case OPEN -> {}
      case NO_POLICY ->
          add(
              NO_POLICY,
              sender,
              " sends to "
                  + queue
                  + ", which has no policy that lets "
                  + sender.service()
                  + " send.",
              instead,
              findings);
      case OTHER_RESOURCE ->
          add(
              NO_POLICY,
              sender,
              " sends to " + queue + ", whose policy names another Resource than its ARN.",
              "Write Resource: !GetAtt " + queue + ".Arn; !Ref of a queue is its URL.",
              findings);
      case OTHER_PRINCIPAL ->
          add(
              PRINCIPAL,
              sender,
              " sends to "
                  + queue
                  + ", whose policy does not allow sqs:SendMessage for "
                  + sender.service()
                  + ".",
              "Write Principal: {Service: " + sender.service() + "}.",
              findings);
      case OTHER_SOURCE ->
          add(
              SOURCE_ARN,
              sender,
              " sends to "
                  + queue
                  + ", whose policy allows another aws:SourceArn than "
                  + sender.arnForm()
                  + ".",
              "Write ArnEquals: {aws:SourceArn: " + sender.reference() + "}.",
              findings);
    }
  }

  private static String statement(QueueSender sender) {
    return "Principal: {Service: "
        + sender.service()
        + "}, Action: sqs:SendMessage and ArnEquals: {aws:SourceArn: "
        + sender.reference()
        + "}";
  }

  private static void add(
      Rule rule, QueueSender sender, String seen, String instead, Findings findings) {
    findings.addEach(
        rule,
        sender.resource().logicalId(),
        sender.resource().at(),
        sender.resource() + seen,
        instead);
  }

  private static QueueAccess verdict(QueueSender sender, Declaration queue) {
    Optional<String> arn = queue.arn();
    if (arn.isEmpty() || sender.arn().isEmpty()) {
      return QueueAccess.OPEN;
    }
    Map<String, String> context = new HashMap<>();
    context.put("aws:sourcearn", sender.arn().get());
    context.put("aws:securetransport", "true");
    context.put("aws:principalisawsservice", "true");
    context.put("aws:principalservicename", sender.service());
    List<AttachedStatement> all =
        AttachedPolicies.of(sender.template())
            .about(arn.get(), Optional.of(queue))
            .filter(one -> !one.statement().denies())
            .filter(one -> one.attached() != Certainty.NO)
            .toList();
    if (all.stream().anyMatch(one -> holds(one, sender, arn.get(), context, true, true))) {
      return QueueAccess.OPEN;
    }
    return all.stream().anyMatch(one -> holds(one, sender, arn.get(), context, true, false))
        ? QueueAccess.OTHER_SOURCE
        : all.stream().anyMatch(one -> holds(one, sender, arn.get(), context, false, false))
            ? QueueAccess.OTHER_PRINCIPAL
            : all.stream().anyMatch(one -> isOfAnotherResource(one.statement(), sender))
                ? QueueAccess.OTHER_RESOURCE
                : QueueAccess.NO_POLICY;
  }

  private static boolean isOfAnotherResource(Statement statement, QueueSender sender) {
    return !statement.inverted()
        && statement.action(SEND) == Certainty.YES
        && isFor(statement, sender) != Certainty.NO;
  }

  private static boolean holds(
      AttachedStatement one,
      QueueSender sender,
      String arn,
      Map<String, String> context,
      boolean forService,
      boolean forSource) {
    Statement statement = one.statement();
    Certainty held =
        statement.at().isUnknown()
            ? Certainty.MAYBE
            : statement.holds(
                SEND, arn, forSource && !namesTheSource(statement, sender) ? context : Map.of());
    return held != Certainty.NO && (!forService || isFor(statement, sender) != Certainty.NO);
  }

  /** Whether a condition refers to the source itself, whose ARN a deployment knows best. */
  private static boolean namesTheSource(Statement statement, QueueSender sender) {
    Property condition = statement.at().get("Condition");
    return condition.keys().stream()
        .map(condition::get)
        .flatMap(keys -> keys.keys().stream().map(keys::get))
        .anyMatch(value ->
            value.itemsOrSelf().stream()
                .anyMatch(one -> one.names().contains(sender.resource().logicalId())));
  }

  private static Certainty isFor(Statement statement, QueueSender sender) {
    Property at = statement.at();
    if (at.isUnknown() || !at.get("NotPrincipal").isAbsent()) {
      return Certainty.MAYBE;
    }
    Property principal = at.get("Principal");
    if (!principal.isMapping()) {
      return principal.text().map(text -> Certainty.of(text.equals("*"))).orElse(Certainty.MAYBE);
    }
    Certainty any =
        Certainty.any(
            principal.get("AWS").itemsOrSelf().stream()
                .map(one -> Certainty.of(one.text().equals(Optional.of("*"))))
                .toList());
    return any.or(
        Certainty.any(
            principal.get("Service").itemsOrSelf().stream()
                .map(one ->
                    one.text()
                        .map(text -> Certainty.of(text.equals(sender.service())))
                        .orElse(Certainty.MAYBE))
                .toList()));
  }

  /** A key of the template must let the service use it; that of SQS's own alias never does. */
  private static void key(QueueSender sender, Declaration queue, Findings findings) {
    Property id = queue.property("KmsMasterKeyId");
    if (id.text().filter(text -> text.endsWith("alias/aws/sqs")).isPresent()) {
      addKey(sender, queue, "alias/aws/sqs, whose policy cannot be changed", findings);
      return;
    }
    sender
        .template()
        .find(id)
        .or(() -> id.direct().flatMap(sender.template()::declared))
        .filter(key -> key.is("AWS::KMS::Key"))
        .filter(key -> isClosed(key, sender))
        .ifPresent(key ->
            addKey(
                sender,
                queue,
                key + ", whose policy does not let " + sender.service() + " use it",
                findings));
  }

  private static void addKey(
      QueueSender sender, Declaration queue, String what, Findings findings) {
    add(
        KEY,
        sender,
        " sends to " + queue + ", which is encrypted with " + what + ".",
        "Use a customer managed key whose policy allows kms:GenerateDataKey and kms:Decrypt for"
            + " Principal: {Service: "
            + sender.service()
            + "}.",
        findings);
  }

  private static boolean isClosed(Declaration key, QueueSender sender) {
    Property document = key.property("KeyPolicy").parsed();
    if (document.isUnknown()) {
      return false;
    }
    return List.of("kms:GenerateDataKey", "kms:Decrypt").stream()
        .anyMatch(action ->
            ResourcePolicies.statements(document)
                .filter(statement -> !statement.denies())
                .noneMatch(one ->
                    one.action(action) != Certainty.NO && isFor(one, sender) != Certainty.NO));
  }
}
