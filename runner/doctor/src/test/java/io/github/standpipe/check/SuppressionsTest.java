package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressionsTest {
  private static final String STOPPED =
      """
      OrderPipe:
        Metadata: {standpipe: {suppress: %s}}
        Properties: {DesiredState: STOPPED}
      """;

  private static Diagnosis diagnosis(String suppress) {
    return Doctor.examine(Laid.template(STOPPED.formatted(suppress)));
  }

  @Test
  void keepsASuppressedFindingWithItsReason() {
    Diagnosis diagnosis = diagnosis("[{rule: pipe-stopped, reason: later}]");

    assertThat(diagnosis.open()).isEmpty();
    assertThat(diagnosis.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.suppressed()).contains("later"));
  }

  @Test
  void takesOneSuppressionWithoutAList() {
    assertThat(diagnosis("{rule: pipe-stopped, reason: later}").open()).isEmpty();
  }

  @Test
  void aBlankReasonIsNone() {
    assertThat(diagnosis("[{rule: pipe-stopped, reason: ' '}]").open())
        .extracting(f -> f.rule().id())
        .containsExactly("suppression-without-reason", "pipe-stopped");
  }

  @Test
  void aRuleOfSuppressionsCannotBeSuppressed() {
    assertThat(diagnosis("[{rule: suppression-unused, reason: why}]").open())
        .extracting(Finding::observed)
        .containsExactly(
            "The suppression of 'suppression-unused' at OrderPipe names no rule.",
            "DesiredState of OrderPipe is STOPPED.");
  }
}
