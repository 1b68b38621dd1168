package io.github.standpipe.check;

import java.util.Optional;
import java.util.ServiceLoader.Provider;

/**
 * A rule that a team adds.
 *
 * @param provider creates the instances, one per template
 */
record AddedRule(Rule rule, Provider<DoctorRule> provider) {

  String className() {
    return provider.type().getName();
  }

  /** Reports its findings, and returns one line if it fails. */
  Optional<String> examine(Examination examination) {
    try {
      provider.get().examine(examination);
      return Optional.empty();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      return Optional.of(
          "%s: rule %s failed with %s; correct the rule, its findings may be incomplete"
              .formatted(examination.template().file(), rule.id(), place(e)));
    } catch (java.util.ServiceConfigurationError e) {
      return Optional.of(
          "%s: rule %s cannot be created again: %s; correct its constructor"
              .formatted(examination.template().file(), rule.id(), className()));
    }
  }

  // without its message, which may contain values of the template
  private String place(Throwable fault) {
    String name = fault.getClass().getSimpleName();
    for (StackTraceElement frame : fault.getStackTrace()) {
      if (frame.getClassName().startsWith(className())) {
        return name + " at " + className() + ":" + frame.getLineNumber();
      }
    }
    return name + " in " + className();
  }
}
