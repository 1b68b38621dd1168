package io.github.standpipe.check;

import io.github.standpipe.internal.terraform.TerraformTemplate;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the Metadata of a resource suppresses: {@code standpipe: {suppress: [{rule, reason}]}}. */
final class Suppressions {
  private static final String EXAMPLE =
      "Write Metadata: {standpipe: {suppress: [{rule: no-logs, reason: \"why\"}]}}.";
  private static final String COMMENT =
      "Write # standpipe:suppress=RULE: REASON in the block of the resource.";
  private static final Rule WITHOUT_REASON = Catalogue.rule("suppression-without-reason");
  private static final Rule UNKNOWN_RULE = Catalogue.rule("suppression-unknown-rule");
  private static final Rule UNUSED = Catalogue.rule("suppression-unused");

  private static final List<Rule> OWN = List.of(WITHOUT_REASON, UNKNOWN_RULE, UNUSED);

  private final List<Finding> all;
  private final Index<Integer> positions = new Index<>();
  private final Findings own = new Findings();
  private final Set<String> known = new HashSet<>();

  private final boolean isIncomplete;

  private Suppressions(Collection<Finding> found, Template template, Collection<Rule> added) {
    this.isIncomplete = !template.unread().isEmpty();
    this.all = new ArrayList<>(found);
    for (int i = 0; i < all.size(); i++) {
      positions.add(i, Stream.of(key(all.get(i).rule().id(), all.get(i).resource())));
    }
    Catalogue.rules().forEach(r -> known.add(r.id()));
    added.forEach(r -> known.add(r.id()));
    OWN.forEach(r -> known.remove(r.id()));
  }

  /** The findings, with the suppressed ones marked, and the faults of suppressions. */
  static List<Finding> applied(
      Collection<Finding> found, Template template, Collection<Rule> added) {
    Suppressions suppressions = new Suppressions(found, template, added);
    for (Declaration resource : template.declarations()) {
      Property list = resource.metadata().get("standpipe").get("suppress");
      list.itemsOrSelf().forEach(one -> suppressions.apply(one, resource));
    }
    suppressions.all.addAll(suppressions.own.all());
    return suppressions.all;
  }

  private static String key(String rule, String resource) {
    return rule + " " + resource;
  }

  private void apply(Property one, Declaration resource) {
    String rule = one.get("rule").text().orElse("");
    Optional<String> reason = one.get("reason").text().filter(text -> !text.isBlank());
    if (!known.contains(rule)) {
      String which = rule.isEmpty() ? "A suppression of " : "The suppression of '" + rule + "' at ";
      String seen = which + resource + " names no rule.";
      String fix = "Write the id of a rule; standpipe check --rules lists them.";
      own.add(UNKNOWN_RULE, resource, one.valueAt(), seen, fix);
    } else if (reason.isEmpty()) {
      String seen = "The suppression of " + rule + " at " + resource + " has no reason.";
      own.add(WITHOUT_REASON, resource, one.valueAt(), seen, example(resource));
    } else if (!mark(key(rule, resource.logicalId()), reason.get()) && !mayFind(resource)) {
      String seen = "No finding of " + rule + " exists for " + resource + ".";
      own.add(UNUSED, resource, one.valueAt(), seen, "Remove the suppression.");
    }
  }

  private static String example(Declaration resource) {
    return TerraformTemplate.isAddress(resource.logicalId()) ? COMMENT : EXAMPLE;
  }

  /** A plan does not know everything before it is applied: its state may have the finding. */
  private boolean mayFind(Declaration resource) {
    return isIncomplete && TerraformTemplate.isAddress(resource.logicalId());
  }

  private boolean mark(String key, String reason) {
    List<Integer> found = positions.find(key).toList();
    found.forEach(i -> all.set(i, all.get(i).suppressed(reason)));
    return !found.isEmpty();
  }
}
