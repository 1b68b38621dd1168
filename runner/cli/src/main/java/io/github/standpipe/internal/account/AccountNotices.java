package io.github.standpipe.internal.account;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What could not be read, so that nothing is said about it. Several threads may add to it. */
final class AccountNotices {
  private static final int MOST_SUBJECTS = 3;

  private final Map<AccountAction, Set<String>> denied = new EnumMap<>(AccountAction.class);
  private final Map<AccountAction, String> failed = new EnumMap<>(AccountAction.class);
  private final Set<String> elsewhere = new TreeSet<>();

  /** The caller lacks a permission; an empty subject stands for all of the region. */
  synchronized void denied(AccountAction action, String subject) {
    denied.computeIfAbsent(action, a -> new TreeSet<>()).add(subject);
  }

  /** A call failed in another way. */
  synchronized void failed(AccountAction action, String why) {
    failed.putIfAbsent(action, why);
  }

  /** A resource is in another account or region. */
  synchronized void elsewhere(String arn) {
    elsewhere.add(arn);
  }

  /** All of them, in a stable order. */
  synchronized List<NotChecked> all() {
    List<NotChecked> all = new ArrayList<>();
    denied.forEach((action, subjects) ->
        all.add(
            new NotChecked(action.subject() + names(subjects), "needs " + action.permission())));
    failed.forEach((action, why) -> all.add(new NotChecked(action.subject(), why)));
    elsewhere.forEach(arn -> all.add(new NotChecked(arn, "is in another account or region")));
    return all;
  }

  private static String names(Set<String> subjects) {
    List<String> some = subjects.stream().filter(one -> !one.isEmpty()).toList();
    if (some.isEmpty()) {
      return "";
    }
    String first = String.join(", ", some.subList(0, Math.min(MOST_SUBJECTS, some.size())));
    int others = some.size() - MOST_SUBJECTS;
    return " (" + first + (others > 0 ? " and " + others + " more" : "") + ")";
  }
}
