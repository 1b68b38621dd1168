package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the Metadata of a resource suppresses: {@code standpipe: {suppress: [{rule, reason}]}}. */
final class Suppressions {
  private static final String EXAMPLE =
      "Write Metadata: {standpipe: {suppress: [{rule: no-logs, reason: \"why\"}]}}.";
  private static final Rule WITHOUT_REASON =
      Rule.warning(
          "suppression-without-reason",
          "a suppression gives no reason",
          "Without a reason nobody dares to take it away, so it suppresses nothing.");
  private static final Rule UNKNOWN_RULE =
      Rule.warning(
          "suppression-unknown-rule",
          "a suppression names no rule",
          "A rule that is written wrong suppresses nothing.");
  private static final Rule UNUSED =
      Rule.warning(
          "suppression-unused",
          "a suppression suppresses nothing",
          "It would hide the fault when it comes back.");

  static final List<Rule> RULES = List.of(WITHOUT_REASON, UNKNOWN_RULE, UNUSED);

  private Suppressions() {}

  /** The findings with those marked that are suppressed, and what is wrong with suppressions. */
  static List<Finding> applied(Collection<Finding> found, Template template) {
    List<Finding> all = new ArrayList<>(found);
    Findings own = new Findings();
    for (Declaration resource : template.declarations()) {
      Property list = resource.metadata().get("standpipe").get("suppress");
      for (Property one : list.itemsOrSelf()) {
        apply(one, resource, all, own);
      }
    }
    all.addAll(own.all());
    return all;
  }

  private static void apply(Property one, Declaration resource, List<Finding> all, Findings own) {
    String rule = one.get("rule").text().orElse("");
    Optional<String> reason = one.get("reason").text().filter(text -> !text.isBlank());
    Set<String> known = new HashSet<>();
    Catalogue.rules().forEach(r -> known.add(r.id()));
    RULES.forEach(r -> known.remove(r.id()));
    if (!known.contains(rule)) {
      String told = rule.isEmpty() ? "A suppression of " : "The suppression of '" + rule + "' at ";
      String seen = told + resource + " names no rule.";
      String fix = "Write a rule's id; standpipe check --rules lists them.";
      own.add(UNKNOWN_RULE, resource, one.valueAt(), seen, fix);
    } else if (reason.isEmpty()) {
      String seen = "The suppression of " + rule + " at " + resource + " has no reason.";
      own.add(WITHOUT_REASON, resource, one.valueAt(), seen, EXAMPLE);
    } else if (!mark(rule, reason.get(), resource, all)) {
      String seen = "Nothing of " + resource + " is a finding of " + rule + ".";
      own.add(UNUSED, resource, one.valueAt(), seen, "Take the suppression away.");
    }
  }

  private static boolean mark(String rule, String reason, Declaration resource, List<Finding> all) {
    boolean found = false;
    for (int i = 0; i < all.size(); i++) {
      Finding finding = all.get(i);
      if (finding.rule().id().equals(rule) && finding.resource().equals(resource.logicalId())) {
        all.set(i, finding.suppressed(reason));
        found = true;
      }
    }
    return found;
  }
}
