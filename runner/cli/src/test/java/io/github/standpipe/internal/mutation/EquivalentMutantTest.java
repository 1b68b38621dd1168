package io.github.standpipe.internal.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquivalentMutantTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "{\"a\": .a} ~ {\"a\": .a, \"b\": null}",
        "{\"a\": .a} ~ {\"a\": .a, \"b\": []}",
        "{\"a\": (.a)} ~ { \"a\" : .a }",
        "if (.a) 1 else null ~ if (.a) 1",
        "if (true) .a else .b ~ .a",
        "if (not(.a)) 1 else 2 ~ if (.a) 2 else 1",
        "let x = 1 .a ~ let x = 2 .a",
        "def f(x) 1 .a ~ def f(x) 2 .a"
      })
  void knowsTransformsThatMeanTheSame(String one, String other) {
    assertThat(TransformForm.of(one, false)).isEqualTo(TransformForm.of(other, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "{\"a\": .a, * : .} ~ {\"a\": .a, \"b\": null, * : .}",
        "if (.a) 1 else 2 ~ if (.a) 2 else 1",
        "let x = error(\"x\") .a ~ let x = 2 .a",
        "let x = 1 $x ~ let x = 2 $x",
        "def f(x) 1 f(.) ~ def f(x) 2 f(.)",
        ".a - (.b - .c) ~ .a - .b - .c",
        "if (not(.a) or not(.b)) 1 ~ if (.a or .b) null else 1"
      })
  void keepsTransformsApartThatMayDiffer(String one, String other) {
    assertThat(TransformForm.of(one, false)).isNotEqualTo(TransformForm.of(other, false));
  }

  @Test
  void knowsFiltersThatPassTheSame() {
    assertThat(
            FilterForm.isSame(
                "{\"body\": {\"a\": [1, {\"numeric\": [\">=\", 1]}]}}",
                "{\"body\": {\"a\": [{\"numeric\": [\">=\", 1]}]}}"))
        .isTrue();
    assertThat(
            FilterForm.isSame(
                "{\"body\": {\"a\": [1, {\"numeric\": [\">\", 1]}]}}",
                "{\"body\": {\"a\": [{\"numeric\": [\">\", 1]}]}}"))
        .isFalse();
    assertThat(FilterForm.isSame("{\"body\": {\"a\": [1]}}", "{\"body\": {\"b\": [1]}}")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "\"Type\": \"Pass\", \"ResultPath\": \"$\", \"End\": true ~ \"Type\": \"Pass\", \"End\":"
            + " true ~ true",
        "\"Type\": \"Pass\", \"ResultPath\": null, \"End\": true ~ \"Type\": \"Pass\", \"End\":"
            + " true ~ false",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 3}] ~ \"Retry\":"
            + " [{\"ErrorEquals\": [\"A\"]}] ~ true",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 0}] ~ \"End\": true ~ false",
        "\"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 0}], \"End\": true ~ \"End\": true"
            + " ~ true",
        "\"Choices\": [{\"Next\": \"B\"}], \"Default\": \"B\" ~ \"Choices\": [], \"Default\": \"B\""
            + " ~ true",
        "\"Choices\": [{\"Next\": \"C\"}], \"Default\": \"B\" ~ \"Choices\": [], \"Default\": \"B\""
            + " ~ false"
      })
  void knowsMachinesThatDoTheSame(String one, String other, boolean same) {
    assertThat(MachineForm.isSame(machine(one), machine(other))).isEqualTo(same);
  }

  private static String machine(String state) {
    return "{\"StartAt\": \"A\", \"States\": {\"A\": {" + state + "}}}";
  }
}
