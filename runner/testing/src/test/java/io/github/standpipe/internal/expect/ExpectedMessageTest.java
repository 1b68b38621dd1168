package io.github.standpipe.internal.expect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages in which places are left open. */
class ExpectedMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jslt:<place>: error: (x) | a.jslt:20:5: error: (x) | true",
        "a.jslt:<place>: error: (x) | a.jslt:<place>: error: (x) | true",
        "a.jslt:<place>: error: (x) | b.jslt:20:5: error: (x) | false",
        "a.jslt:<place>: error: (x) | a.jslt:20: error: (x) | false",
        "a.jslt:<place>: error: (x) | a.jslt:20:5: error: x | false",
        "a.jslt:<place>: error: (x) | a.jslt:20:5: error: (x)! | false",
        "<place> to <place> | 1:2 to 30:40 | true",
        "<place> to <place> | 1:2 to 30 | false",
        "a.jslt:20:5: error | a.jslt:20:6: error | false",
        "a.jslt:20:5: error | a.jslt:20:5: error | true"
      })
  void matchesAnyLineAndColumnAtAPlace(String expected, String message, boolean matches) {
    assertThat(new ExpectedMessage(expected).matches(message)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jslt:<place>: one | a.jslt:20:5: two at 3:4 | a.jslt:<place>: two at 3:4",
        "a.jslt:1:2: one | a.jslt:20:5: two | a.jslt:20:5: two"
      })
  void leavesPlacesOpenInWhatItAccepts(String expected, String message, String accepted) {
    assertThat(new ExpectedMessage(expected).accepting(message)).isEqualTo(accepted);
  }
}
