package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
  private static String refused(String pattern) {
    return Given.fault(() -> FilterPattern.parse(pattern, "W"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|Empty objects are not allowed|3",
        "{\"body\":{\"a\":{}}}|Empty objects are not allowed|16",
        "[]|Filter is not an object|2",
        "\"x\"|Filter is not an object|2",
        "null|Filter is not an object|5",
        "{\"a\":\"x\"}|\"a\" must be an object or an array|7",
        "{\"a\":1}|\"a\" must be an object or an array|7",
        "{\"a\":[]}|Empty arrays are not allowed|8",
        "{\"a\":[{}]}|Match expression name not found|9",
        "{\"a\":[[1]]}|Match value must be String, number, true, false, or null|8",
        "{\"a\":[{\"foo\":\"x\"}]}|Unrecognized match type foo|15",
        "{\"a\":[{\"prefix\":1}]}|prefix match pattern must be a string|18",
        "{\"a\":[{\"prefix\":\"x\",\"suffix\":\"y\"}]}|Only one key allowed in match expression|31",
        "{\"a\":[{\"exists\":\"true\"}]}|exists match pattern must be either true or false|18",
        "{\"a\":[{\"numeric\":[\">\",\"5\"]}]}|Value of > must be numeric|24",
        "{\"a\":[{\"numeric\":[\"<\",5,\">\",6]}]}|Too many elements in numeric expression|26",
        "{\"a\":[{\"numeric\":[\">\",6,\"<\",5]}]}|Bottom must be less than top|31",
        "{\"a\":[{\"numeric\":[\"=\",12345678901234567]}]}|Cannot compare number :"
            + " 12345678901234567|41",
        "{\"a\":[{\"numeric\":[\"=\",1e400]}]}|Cannot compare number : 1e400|29",
        "{\"a\":[{\"anything-but\":[]}]}|Inside anything but list, either all values are number or"
            + " string, mixed type is not supported|25",
        "{\"a\":[{\"anything-but\":[1,\"x\"]}]}|Inside anything but list, either all values are"
            + " number or string, mixed type is not supported|30",
        "{\"a\":[{\"anything-but\":null}]}|Value of anything-but must be an array or single"
            + " string/number value|27",
        "{\"a\":[{\"anything-but\":true}]}|Value of anything-but must be an array or single"
            + " string/number value|27",
        "{\"$or\":[{\"a\":[1]}]}|There must have at least 2 Objects in $or relationship|19",
        "{\"$or\":{\"a\":[1]}}|It must be an Array followed with $or|9",
        "{\"$or\":[1,2]}|Only JSON object is allowed in array of $or relationship|10"
      })
  void refusesWhatEventRulerRefuses(String pattern, String message, int column) {
    assertThat(refused(pattern))
        .isEqualTo(
            "W: is no valid event pattern: "
                + message
                + " (line 1, column "
                + column
                + " of the pattern)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"body\":{\"a\":[1],\"a\":[2]}}|has a duplicate key 'a' (line 1, column 21 of the"
            + " pattern)",
        "{\"body\":{\"a\":[1]}} x|is not JSON: unrecognized token (line 1, column 20 of the"
            + " pattern)",
        "{\"body\":{\"a\":[1]}} {}|is not JSON: something follows the value (line 1, column 20 of"
            + " the pattern)",
        "{\"body\":{\"a\":[1],}}|is not JSON: unexpected character: was expecting"
            + " double-quote to start field name (line 1, column 18 of the pattern)",
        "``|is empty; leave the filter out to pass every record",
        "` `|is empty; leave the filter out to pass every record",
        "{\"body\":{\"a\":[{\"wildcard\":\"*\"}]}}|uses 'wildcard', which Pipes does not support",
        "{\"body\":{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}}|uses 'cidr', which Pipes is not documented"
            + " to support",
        "{\"body\":{\"a\":[{\"exactly\":\"x\"}]}}|uses 'exactly', which Pipes is not documented to"
            + " support",
        "{\"body\":{\"$or\":[{\"$or\":[{\"a\":[{\"wildcard\":\"*\"}]},{\"c\":[1]}]},{\"b\":[2]}]}}|uses"
            + " 'wildcard', which Pipes does not support",
        "{\"attributes\":{\"a\":[{\"wildcard\":\"*\"}]}}|uses 'wildcard', which Pipes does not"
            + " support",
        "{\"body\":[{\"anything-but\":{\"prefix\":\"x\"}}]}|uses 'anything-but' with 'prefix',"
            + " which Pipes does not support; give anything-but strings or numbers",
        "{\"body\":[{\"anything-but\":{\"suffix\":\"x\"}}]}|uses 'anything-but' with 'suffix',"
            + " which Pipes does not support; give anything-but strings or numbers",
        "{\"body\":[{\"anything-but\":{\"wildcard\":\"x\"}}]}|uses 'anything-but' with 'wildcard',"
            + " which Pipes does not support; give anything-but strings or numbers",
        "{\"body\":[{\"anything-but\":{\"equals-ignore-case\":\"x\"}}]}|uses 'anything-but' with"
            + " 'equals-ignore-case', which Pipes does not support; give anything-but strings or"
            + " numbers",
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":[\"x\"]}]}|asks for a JSON body in one place"
            + " and for another form in another; write a pattern for each",
        "{\"body\":[{\"anything-but\":[{\"wildcard\":\"*x*\"}]}]}|uses 'anything-but' with"
            + " 'wildcard', which Pipes does not support; give anything-but strings or numbers",
        "{\"body\":[{\"anything-but\":[\"x\",{\"prefix\":\"y\"}]}]}|uses 'anything-but' with"
            + " 'prefix', which Pipes does not support; give anything-but strings or numbers",
        "{\"body\":[{\"anything-but\":[null]}]}|uses 'anything-but' with a list that holds null;"
            + " give it strings or numbers only",
        "{\"body\":[{\"anything-but\":[[\"x\"]]}]}|uses 'anything-but' with a list that holds"
            + " another list; give it strings or numbers only",
        "{\"$or\":[{\"detail\":{\"a\":[1]}},{\"Body\":[\"x\"]}]}|can never match: an SQS record has"
            + " no 'detail'; what the message says stands under \"body\"",
        "{\"detail\":[1],\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":{\"b\":[1]}}]}|can never match:"
            + " an SQS record has no 'detail'; what the message says stands under \"body\"",
        "{\"body\":[\"x\"],\"body.a\":[1]}|asks for a JSON body in one place and for another form"
            + " in another; write a pattern for each",
        "{\"detail\":{\"status\":[\"x\"]}}|can never match: an SQS record has no 'detail'; what the"
            + " message says stands under \"body\"",
        "{\"Body\":{\"a\":[1]}}|can never match: an SQS record has no 'Body'; what the message says"
            + " stands under \"body\"",
        "{\"x\":{\"a\":[\"x\"],\"b\":[{\"exists\":false}]}}|can never match: an SQS record has no"
            + " 'x'; what the message says stands under \"body\"",
        "{\"body\":[1]}|can never match: 'body' is a string in every SQS record",
        "{\"body\":[null]}|can never match: 'body' is a string in every SQS record",
        "{\"body\":[{\"exists\":false}]}|can never match: 'body' is a string in every SQS record",
        "{\"messageId\":{\"a\":[\"x\"]}}|can never match: 'messageId' is a string in every SQS"
            + " record",
        "{\"messageId\":[{\"exists\":false}]}|can never match: 'messageId' is a string in every SQS"
            + " record",
        "{\"attributes\":[{\"exists\":true}]}|can never match: 'attributes' is an object in every"
            + " SQS record",
        "{\"attributes\":{\"ApproximateReceiveCount\":[{\"numeric\":[\">\",1]}]}}|can never match:"
            + " 'attributes.ApproximateReceiveCount' is a string in every SQS record",
        "{\"attributes.ApproximateReceiveCount\":[3]}|can never match:"
            + " 'attributes.ApproximateReceiveCount' is a string in every SQS record",
        "{\"messageAttributes\":{\"t\":[\"x\"]}}|can never match: 'messageAttributes.t' is an"
            + " object in every SQS record"
      })
  void refusesWhatPipesDoesOrWhatCanNeverMatch(String pattern, String message) {
    assertThat(refused(pattern)).isEqualTo("W: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "awsRegion",
        "eventSource",
        "eventSourceARN",
        "eventVersion",
        "eventID",
        "eventName",
        "invokeIdentityArn",
        "eventSourceKey"
      })
  void refusesFieldsThatThePollerAdds(String field) {
    assertThat(refused("{\"" + field + "\":[\"aws:sqs\"]}"))
        .isEqualTo("W: names '" + field + "', which Pipes adds to a record only after the filter");
    assertThat(refused("{\"$or\":[{\"messageId\":[\"a\"]},{\"" + field + "\":[\"b\"]}]}"))
        .isEqualTo("W: names '" + field + "', which Pipes adds to a record only after the filter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"body\":{\"a\":[\"x\",1,true,null,\"\"]}}",
        "{\"body\":{\"a\":[{\"prefix\":{\"equals-ignore-case\":\"x\"}},{\"suffix\":\"y\"}]}}",
        "{\"body\":{\"a\":[{\"anything-but\":[\"x\",\"y\"]},{\"anything-but\":1}]}}",
        "{\"body\":{\"wildcard\":[\"x\"],\"cidr\":[\"x\"]}}",
        "{\"body\":[\"x\",{\"prefix\":\"y\"}]}",
        "{\"md5OfMessageAttributes\":[null]}",
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":{\"b\":[1]}}]}",
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"messageId\":[\"x\"]}]}",
        "{\"body\":{\"a\":[\"1.2\",\"STRASSE\",{\"equals-ignore-case\":\"strasse\"},15.50]}}"
      })
  void takesWhatPipesDocuments(String pattern) {
    assertThat(refused(pattern)).isEqualTo("no fault");
    assertThat(FilterPattern.parse(pattern, "W").warnings()).isEmpty();
  }

  @Test
  void takes4096CharactersAndNotOneMore() {
    String most = "{\"body\":[\"" + "x".repeat(4096 - 13) + "\"]}";
    assertThat(most).hasSize(4096);
    assertThat(refused(most)).isEqualTo("no fault");
    assertThat(refused(most + " ")).isEqualTo("W: has 4097 characters; Pipes takes at most 4096");
  }

  @Test
  void takes1000CombinationsOfOrAndNoMore() {
    assertThat(refused(ors(9))).isEqualTo("no fault");
    assertThat(refused(ors(10)))
        .isEqualTo("W: makes over 1000 combinations of $or, more than EventBridge takes");
    assertThat(refused(ors(100)))
        .isEqualTo("W: makes over 1000 combinations of $or, more than EventBridge takes");
  }

  private static String ors(int count) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < count; i++) {
      keys.append("\"").append(i).append("\":{\"$or\":[{\"a\":[1]},{\"b\":[2]}]},");
    }
    return "{\"body\":{" + keys + "\"z\":[1]}}";
  }

  @Test
  void namesThePlaceInAPatternOfSeveralLines() {
    assertThat(refused("{\n\"body\":{\n\"a\":\"x\"}}"))
        .isEqualTo(
            "W: is no valid event pattern: \"a\" must be an object or an array"
                + " (line 3, column 6 of the pattern)");
  }

  @Test
  void warnsOfUndocumentedGround() {
    assertThat(FilterPattern.parse("{\"attributes\":{\"SenderId\":[\"x\"]}}", "W").warnings())
        .containsExactly(new Warning("U12", "W filters on attributes, which AWS does not show"));
    assertThat(
            FilterPattern.parse("{\"messageAttributes\":{\"t\":{\"stringValue\":[\"x\"]}}}", "W")
                .warnings())
        .containsExactly(
            new Warning("U12", "W filters on messageAttributes, which AWS does not show"));
    assertThat(FilterPattern.parse("{\"body\":[{\"exists\":true}]}", "W").warnings())
        .containsExactly(
            new Warning(
                "U7", "W asks that 'body' exist; only bodies that are not JSON were passed"));
    assertThat(FilterPattern.parse("{\"x\":[{\"exists\":false}]}", "W").warnings())
        .containsExactly(
            new Warning(
                "filter-never-matches",
                "W asks that 'x' be absent, which it is in every SQS record"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"detail\":{\"a\":[1]}}]}|branch 2 of $or can never"
            + " match: an SQS record has no 'detail'; what the message says stands under \"body\"",
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"$or\":[{\"messageId\":[1]},{\"messageId\":[\"x\"]}]}]}"
            + "|branch 2.1 of $or can never match: 'messageId' is a string in every SQS record",
      })
  void warnsOfABranchThatIsDead(String pattern, String message) {
    assertThat(FilterPattern.parse(pattern, "W").warnings())
        .containsExactly(new Warning("filter-or", "W: " + message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"1.2.3.4\"|reads as an IP address, so event-ruler compares addresses: other spellings"
            + " match too",
        "\"fee::add\"|reads as an IP address, so event-ruler compares addresses: other spellings"
            + " match too",
        "12345678901234567|is a number that is not the shortest form of a double; only a number"
            + " written in the same way matches",
        "{\"equals-ignore-case\":\"straße\"}|ignores case with a letter whose capital is two"
            + " letters; the capitals match it, but as a pattern they would not match the letter",
        "{\"prefix\":{\"equals-ignore-case\":\"straße\"}}|ignores case with a letter whose capital"
            + " is two letters; the capitals match it, but as a pattern they would not match the"
            + " letter",
      })
  void warnsOfWhatIsComparedOtherwiseThanItReads(String matcher, String how) {
    assertThat(FilterPattern.parse("{\"body\":{\"a\":[" + matcher + "]}}", "W").warnings())
        .containsExactly(new Warning("filter-compares-otherwise", "W: a matcher at body.a " + how));
  }
}
