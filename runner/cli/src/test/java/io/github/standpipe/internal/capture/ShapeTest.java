package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"x\",\"n\":1}   | {\"a\":\"y\",\"n\":2}   | alike",
        "{\"C-1\":{\"a\":1}}     | {\"D-2\":{\"a\":7}}     | alike",
        "{\"C-1\":{\"a\":true}}  | {\"D-2\":{\"a\":false}} | $.C-1.a was true, and is false",
        "{\"a\":[1,2]}           | {\"a\":[1]}             | $.a had 2 items, and has 1",
        "{\"a\":1,\"b\":2}       | {\"a\":1}               | $ had 2 keys, and has 1",
        "{\"a\":null}            | {\"a\":\"x\"}           | $.a was null, and is a string",
        "[[{\"a\":1}]]           | [[{\"a\":\"1\"}]]       | $[0][0].a was a number, and is a"
            + " string"
      })
  void tellsTheFirstDifference(String before, String after, String description)
      throws JsonProcessingException {
    assertThat(RedactedShape.difference("$", Json.parse(before), Json.parse(after)).orElse("alike"))
        .isEqualTo(description);
  }
}
