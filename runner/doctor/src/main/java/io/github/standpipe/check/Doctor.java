package io.github.standpipe.check;

import io.github.standpipe.internal.terraform.TerraformWords;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Template;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Examines the pipes of a template. */
public final class Doctor {
  private static final String PIPE = "AWS::Pipes::Pipe";

  private Doctor() {}

  /**
   * Examines a template by the built-in rules. What cannot be resolved is never a finding. A pipe
   * that a false condition leaves out is examined as if the parameter that switches it on were set,
   * if there is one.
   *
   * @param template the template, best read by {@link Template#readUsable}, so that one unusable
   *     part does not stop the examination
   * @return the findings of all rules, and what they are about
   */
  public static Diagnosis examine(Template template) {
    return examine(template, AddedRules.none());
  }

  /**
   * Examines a template by the built-in rules and by those that a team adds.
   *
   * @param template the template, best read by {@link Template#readUsable}
   * @param added the rules to run after the built-in ones; an exception in one ends only that rule
   *     and is listed in {@link Diagnosis#failedRules}
   * @return the findings of all rules, and what they are about
   */
  public static Diagnosis examine(Template template, AddedRules added) {
    List<Subject> subjects =
        Stream.concat(there(template), switchedOn(template)).sorted(byPlace(template)).toList();
    Findings findings = new Findings();
    subjects.forEach(s -> BuiltInChecks.ofPipes().forEach(check -> check.examine(s, findings)));
    BuiltInChecks.ofTemplates().forEach(check -> check.examine(template, findings));
    BuiltInChecks.acrossPipes().forEach(check -> check.examine(template, subjects, findings));
    List<String> failed = added.examine(template, subjects, findings);
    return new Diagnosis(
        template.file().toString(),
        subjects.stream().map(LinkedResources::of).toList(),
        leftOut(template, subjects),
        template.unread().stream().map(Fault::getMessage).toList(),
        failed,
        Suppressions.applied(findings.all(), template, added.rules()).stream()
            .map(finding -> template.isTerraform() ? inTerraform(finding) : finding)
            .map(finding -> withConstruct(finding, template))
            .sorted(inOrder())
            .toList());
  }

  /** With the construct of the CDK, whose logical ids nobody writes. */
  private static Finding withConstruct(Finding finding, Template template) {
    String id = finding.resource();
    return template
        .construct(id)
        .map(path -> {
          String named = path + " (" + id.substring(id.lastIndexOf('/') + 1) + ")";
          String seen = finding.observed();
          Matcher own =
              Pattern.compile("(?<![\\w/])" + Pattern.quote(id) + "(?![\\w/])").matcher(seen);
          String observed =
              own.find()
                  ? own.replaceFirst(Matcher.quoteReplacement(named))
                  : "In " + named + ": " + seen;
          return new Finding(
              finding.rule(), finding.at(), id, observed, finding.instead(), finding.suppressed());
        })
        .orElse(finding);
  }

  /** The pipes of the template itself come first. */
  private static Comparator<Subject> byPlace(Template template) {
    String file = template.file().toString();
    return Comparator.<Subject, Boolean>comparing(s -> !s.pipe().at().file().equals(file))
        .thenComparing(subject -> subject.pipe().at().file())
        .thenComparing(subject -> subject.pipe().at().line());
  }

  private static Finding inTerraform(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.at(),
        finding.resource(),
        TerraformWords.of(finding.observed()),
        TerraformWords.of(finding.instead()),
        finding.suppressed());
  }

  private static Stream<Subject> there(Template template) {
    Alarms alarms = Alarms.of(template);
    return template.declarations().stream()
        .filter(declaration -> declaration.is(PIPE))
        .map(pipe -> new Subject(template, pipe, alarms));
  }

  private static Stream<Subject> switchedOn(Template template) {
    Map<String, Set<String>> byValue = new LinkedHashMap<>();
    for (PipeDefinition off : template.off()) {
      off.off()
          .ifPresent(
              value -> byValue.computeIfAbsent(value, v -> new HashSet<>()).add(off.logicalId()));
    }
    return byValue.entrySet().stream()
        .flatMap(entry ->
            template.withParameter(entry.getKey()).stream()
                .flatMap(Doctor::there)
                .filter(subject -> entry.getValue().contains(subject.name())));
  }

  private static List<String> leftOut(Template template, List<Subject> subjects) {
    Set<String> examined = subjects.stream().map(Subject::name).collect(Collectors.toSet());
    return template.leftOut().stream()
        .filter(declaration -> declaration.is(PIPE))
        .map(Declaration::logicalId)
        .filter(pipe -> !examined.contains(pipe))
        .toList();
  }

  private static Comparator<Finding> inOrder() {
    return Comparator.<Finding, String>comparing(finding -> finding.at().file())
        .thenComparing(finding -> finding.at().line())
        .thenComparing(finding -> finding.at().column())
        .thenComparing(finding -> finding.rule().id());
  }
}
