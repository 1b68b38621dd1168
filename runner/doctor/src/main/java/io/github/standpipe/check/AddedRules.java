package io.github.standpipe.check;

import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules that a team adds to the built-in ones. */
public final class AddedRules {
  private final List<AddedRule> all;
  private final List<String> faults;

  private AddedRules(List<AddedRule> all, List<String> faults) {
    this.all = all;
    this.faults = faults;
  }

  /** {@return only the built-in rules} */
  public static AddedRules none() {
    return new AddedRules(List.of(), List.of());
  }

  /**
   * {@return the rules that jars on a class path name in {@code META-INF/services}; those that
   * cannot be used are in {@link #faults}}
   *
   * @param classPath loads the rules and their classes
   */
  public static AddedRules on(ClassLoader classPath) {
    List<String> faults = new ArrayList<>();
    List<AddedRule> found = new RuleLoading(classPath, faults).find();
    return new AddedRules(unique(found, faults), List.copyOf(faults));
  }

  /**
   * {@return the rules in jars and in folders of classes, which may use each other's classes}
   *
   * @param places the jars and folders; an empty list means only the built-in rules
   * @throws io.github.standpipe.json.Fault if one of them does not exist, or none contains a rule
   */
  public static AddedRules in(List<Path> places) {
    if (places.isEmpty()) {
      return none();
    }
    AddedRules found = on(RuleLoading.classPath(places));
    RuleLoading.requireAny(places, found.all.size() + found.faults.size());
    return found;
  }

  /** {@return the rules, in the order in which they were found} */
  public List<Rule> rules() {
    return all.stream().map(AddedRule::rule).toList();
  }

  /** {@return one line for each rule that cannot be used; empty if all can} */
  public List<String> faults() {
    return faults;
  }

  /** Runs each of them, and returns one line for each that fails. */
  List<String> examine(Template template, List<Subject> subjects, Findings findings) {
    List<PipeOfTemplate> pipes = subjects.stream().map(PipeOfTemplate::new).toList();
    return all.stream()
        .flatMap(
            rule -> rule.examine(new Examination(template, pipes, rule.rule(), findings)).stream())
        .toList();
  }

  private static List<AddedRule> unique(List<AddedRule> found, List<String> faults) {
    Map<String, String> owners =
        Catalogue.rules().stream().collect(Collectors.toMap(Rule::id, rule -> "a built-in rule"));
    List<AddedRule> unique = new ArrayList<>();
    for (AddedRule rule : found) {
      String owner = owners.putIfAbsent(rule.rule().id(), rule.className());
      if (owner == null) {
        unique.add(rule);
      } else {
        faults.add(
            rule.className()
                + ": rule "
                + rule.rule().id()
                + " has the id of "
                + owner
                + "; choose another id");
      }
    }
    return unique;
  }
}
