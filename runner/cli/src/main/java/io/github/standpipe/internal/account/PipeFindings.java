package io.github.standpipe.internal.account;

import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A pipe and the findings about it and what it uses; one about something shared is with each of its
 * pipes.
 */
public record PipeFindings(String region, PipeInAccount pipe, List<Finding> findings) {
  /** The worst first, then those with more findings, then by region and name. */
  public static final Comparator<PipeFindings> BY_WORST =
      Comparator.<PipeFindings>comparingInt(one -> one.worst().map(Severity::ordinal).orElse(-1))
          .thenComparingLong(PipeFindings::worstCount)
          .thenComparingInt(one -> one.findings().size())
          .reversed()
          .thenComparing(PipeFindings::region)
          .thenComparing(one -> one.pipe().name());

  /** The severity of its worst finding; empty if there is none. */
  public Optional<Severity> worst() {
    return findings.stream()
        .map(finding -> finding.rule().severity())
        .max(Comparator.naturalOrder());
  }

  /** How many of its findings are of a severity. */
  public long count(Severity severity) {
    return findings.stream().filter(one -> one.rule().severity() == severity).count();
  }

  private long worstCount() {
    return worst().map(this::count).orElse(0L);
  }
}
