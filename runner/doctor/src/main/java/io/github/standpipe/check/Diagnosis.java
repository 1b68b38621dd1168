package io.github.standpipe.check;

import java.util.List;

/**
 * What the doctor reports about one template.
 *
 * @param file as it was named
 * @param pipes what was examined, by pipe
 * @param leftOut the pipes that a condition leaves out, so that they were not examined
 * @param unread the loops that could not be expanded, each with its place and reason
 * @param failedRules one line for each added rule that failed; the others have still run
 * @param findings in the order of the file, the suppressed ones among them
 */
public record Diagnosis(
    String file,
    List<ExaminedPipe> pipes,
    List<String> leftOut,
    List<String> unread,
    List<String> failedRules,
    List<Finding> findings) {
  /**
   * A pipe, and everything that was examined because of it.
   *
   * @param name its logical id
   * @param where file and line
   * @param parts the resources that it leads to, from the source to the target
   */
  public record ExaminedPipe(String name, String where, List<Part> parts) {

    /**
     * A resource that the pipe leads to.
     *
     * @param role what it is to the pipe: {@code source}, {@code dead letters}, {@code function}
     * @param type such as {@code AWS::SQS::Queue}; empty if it is not in the template
     * @param name its logical id; an ARN, or the text as written, if it is not in the template
     */
    public record Part(String role, String type, String name) {}
  }

  /** {@return the findings that the template does not suppress, in the order of the file} */
  public List<Finding> open() {
    return findings.stream().filter(finding -> finding.suppressed().isEmpty()).toList();
  }
}
