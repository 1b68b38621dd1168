package io.github.standpipe.internal.account;

import io.github.standpipe.json.Arn;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is named by something that was read, and must be read in turn, each once. */
final class Wanted {
  private final AccountHome home;
  private final AccountNotices notices;
  private final AccountTree tree;
  private final Map<Sort, Set<String>> open = new EnumMap<>(Sort.class);
  private final Set<String> asked = new LinkedHashSet<>();

  /** What can be read by its ARN. */
  enum Sort {
    QUEUE,
    FUNCTION,
    MACHINE,
    ROLE,
    POLICY,
    TOPIC,
    KEY,
    GROUP,
    OTHER
  }

  Wanted(AccountHome home, AccountNotices notices, AccountTree tree) {
    this.home = home;
    this.notices = notices;
    this.tree = tree;
  }

  /** Wants the resource of an ARN; what is not in this account and region stays unknown. */
  void add(String arn) {
    if (!arn.startsWith("arn:") || !asked.add(arn)) {
      return;
    }
    if (!home.has(arn)) {
      if (!arn.contains(":iam::aws:")) {
        notices.elsewhere(arn);
        tree.unknownPolicy(arn);
      }
      return;
    }
    open.computeIfAbsent(sort(arn), s -> new LinkedHashSet<>()).add(arn);
  }

  private static Sort sort(String arn) {
    String resource = Arn.of(arn).resource();
    return switch (Arn.service(arn)) {
      case "sqs" -> Sort.QUEUE;
      case "lambda" -> resource.startsWith("function:") ? Sort.FUNCTION : Sort.OTHER;
      case "states" -> resource.startsWith("stateMachine:") ? Sort.MACHINE : Sort.OTHER;
      case "iam" ->
          resource.startsWith("role/")
              ? Sort.ROLE
              : resource.startsWith("policy/") ? Sort.POLICY : Sort.OTHER;
      case "sns" -> Sort.TOPIC;
      case "kms" -> Sort.KEY;
      case "logs" -> resource.startsWith("log-group:") ? Sort.GROUP : Sort.OTHER;
      default -> Sort.OTHER;
    };
  }

  /** Takes what is wanted of a sort and was not taken yet. */
  List<String> take(Sort sort) {
    Set<String> taken = open.remove(sort);
    return taken == null ? List.of() : List.copyOf(taken);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }
}
