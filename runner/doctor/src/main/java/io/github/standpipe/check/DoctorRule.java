package io.github.standpipe.check;

/**
 * A rule that a team adds to the doctor. A jar names its implementations in {@code
 * META-INF/services/io.github.standpipe.check.DoctorRule}, and {@code standpipe check --rules-from
 * JAR} finds them there. Each needs a public constructor without parameters; one instance examines
 * one template.
 */
public interface DoctorRule {

  /**
   * {@return what it looks for, always the same: written as a {@link Rule}, or as a section of a
   * page that {@link RulePage#of} reads}
   *
   * <p>Its id is in kebab-case and differs from every other rule's.
   */
  Rule rule();

  /**
   * Reports what is wrong with a template. What the template leaves open ({@link
   * io.github.standpipe.template.Property#isUnknown}) is not a finding. An exception ends only this
   * rule, and sets the exit code to 2.
   *
   * @param examination the template, its pipes, and the way to report a finding
   */
  void examine(Examination examination);
}
