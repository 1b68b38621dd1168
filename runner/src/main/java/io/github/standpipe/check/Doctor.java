package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Template;
import java.util.Comparator;
import java.util.List;

/** Examines the pipes of a template. */
public final class Doctor {
  private static final String PIPE = "AWS::Pipes::Pipe";

  private Doctor() {}

  /** What is found in a template by all rules; what cannot be resolved is never a finding. */
  public static Diagnosis examine(Template template) {
    List<Subject> subjects =
        template.declarations().stream()
            .filter(declaration -> declaration.is(PIPE))
            .map(pipe -> new Subject(template, pipe))
            .toList();
    Findings findings = new Findings();
    subjects.forEach(subject -> Catalogue.checks().forEach(c -> c.examine(subject, findings)));
    return new Diagnosis(
        template.file().toString(),
        subjects.stream().map(Reach::of).toList(),
        template.leftOut().stream().filter(d -> d.is(PIPE)).map(Declaration::logicalId).toList(),
        Suppressions.applied(findings.all(), template).stream().sorted(inOrder()).toList());
  }

  private static Comparator<Finding> inOrder() {
    return Comparator.<Finding, String>comparing(finding -> finding.at().file())
        .thenComparing(finding -> finding.at().line())
        .thenComparing(finding -> finding.at().column())
        .thenComparing(finding -> finding.rule().id());
  }
}
