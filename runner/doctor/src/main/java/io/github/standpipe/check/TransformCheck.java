package io.github.standpipe.check;

import io.github.standpipe.internal.lint.KnownEvents;
import io.github.standpipe.internal.lint.LintFinding;
import io.github.standpipe.internal.lint.LintRule;
import io.github.standpipe.internal.lint.TransformLint;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The transforms of the functions compile, and their texts say nothing against them. */
final class TransformCheck implements AcrossPipes {

  @Override
  public void examine(Template template, List<Subject> subjects, Findings findings) {
    Transforms transforms = new Transforms(findings);
    functions(template, subjects)
        .forEach(function ->
            FunctionTransform.of(function, template)
                .ifPresent(transform ->
                    transforms.examine(transform, SubjectEvents.of(transform, subjects))));
  }

  /** Those that pipes call first, because more is known of them. */
  private static Collection<Declaration> functions(Template template, List<Subject> subjects) {
    Map<String, Declaration> functions = new LinkedHashMap<>();
    subjects.forEach(
        subject -> subject.functions().forEach(one -> functions.putIfAbsent(one.logicalId(), one)));
    template.declarations().stream()
        .filter(Declaration::isFunction)
        .forEach(one -> functions.putIfAbsent(one.logicalId(), one));
    return functions.values();
  }

  /** The files that were examined; what several functions share is a finding of the first. */
  private static final class Transforms {
    private final Findings findings;
    private final Map<Path, Optional<TransformLint>> read = new HashMap<>();
    private final Set<LintFinding> reported = new HashSet<>();

    Transforms(Findings findings) {
      this.findings = findings;
    }

    void examine(FunctionTransform transform, List<KnownEvents> events) {
      if (transform.isMissing()) {
        findings.add(
            rule(LintRule.UNUSABLE),
            transform.function(),
            transform.at(),
            "%s evaluates %s, which does not exist in %s."
                .formatted(transform.function(), transform.name(), transform.root()),
            "Correct the name, or add the file.");
        return;
      }
      lint(transform.name(), transform)
          .ifPresent(lint -> {
            report(lint.undeclaredLookups(transform.variables()), transform);
            if (events.isEmpty()) {
              report(lint.findings(Optional.empty()), transform);
            }
            events.forEach(known -> report(lint.findings(Optional.of(known)), transform));
          });
      for (String upgrade : transform.upgrades()) {
        lint(upgrade, transform)
            .ifPresent(lint -> report(lint.findings(Optional.empty()), transform));
      }
    }

    private Optional<TransformLint> lint(String name, FunctionTransform transform) {
      Path file = transform.file(name);
      Optional<TransformLint> known = read.get(file);
      if (known == null) {
        known = compiled(name, transform);
        read.put(file, known);
      }
      return known;
    }

    private Optional<TransformLint> compiled(String name, FunctionTransform transform) {
      Optional<LintFinding> fault = transform.fault(name);
      fault.ifPresent(one -> report(List.of(one), transform));
      try {
        return fault.isPresent()
            ? Optional.empty()
            : Optional.of(TransformLint.of(transform.file(name)));
      } catch (IOException | StackOverflowError e) {
        return Optional.empty();
      }
    }

    private void report(List<LintFinding> all, FunctionTransform transform) {
      for (LintFinding one : all) {
        if (reported.add(one)) {
          findings.addEach(
              rule(one.rule()),
              transform.function().logicalId(),
              new Place(one.file().toString(), one.line(), one.column()),
              transform.function() + ": " + one.observed(),
              one.instead());
        }
      }
    }
  }

  private static Rule rule(LintRule rule) {
    return switch (rule) {
      case UNUSABLE -> Catalogue.rule("transform-unusable");
      case LOOKUP_UNDECLARED -> Catalogue.rule("transform-lookup-undeclared");
      case BEFORE_VALUE -> Catalogue.rule("transform-variable-before-value");
      case PATH_UNKNOWN -> Catalogue.rule("transform-path-unknown");
      case UNUSED -> Catalogue.rule("transform-unused");
      case SHADOWED -> Catalogue.rule("transform-shadowed-variable");
      case KEY_OMITTED -> Catalogue.rule("transform-key-omitted");
      case INEXACT_AMOUNT -> Catalogue.rule("transform-inexact-amount");
      case OVERFLOW -> Catalogue.rule("transform-integer-overflow");
      case LOOKUP_IN_LOOP -> Catalogue.rule("transform-lookup-in-loop");
      case PERSONAL_DATA -> Catalogue.rule("transform-personal-data");
      case SLOW_PATTERN -> Catalogue.rule("transform-slow-pattern");
      case CONSTANT_COMPARISON -> Catalogue.rule("transform-constant-comparison");
      case DEAD_BRANCH -> Catalogue.rule("transform-dead-branch");
      case FALLBACK_CONSTANT -> Catalogue.rule("transform-fallback-constant");
      case LOOP_KEY -> Catalogue.rule("transform-loop-key");
      case CAPTURE_NOTHING -> Catalogue.rule("transform-capture-nothing");
      case REPLACE_EMPTY -> Catalogue.rule("transform-replace-empty");
      case CONTAINS_COMPUTED -> Catalogue.rule("transform-contains-computed");
      case ENDLESS_RECURSION -> Catalogue.rule("transform-endless-recursion");
    };
  }
}
