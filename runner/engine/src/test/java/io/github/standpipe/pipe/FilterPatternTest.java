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
        "{}|an object is empty; add a key, or remove it|3",
        "{\"body\":{\"a\":{}}}|an object is empty; add a key, or remove it|16",
        "[]|it is not an object; write {\"body\": {...}}|2",
        "\"x\"|it is not an object; write {\"body\": {...}}|2",
        "null|it is not an object; write {\"body\": {...}}|5",
        "{\"a\":\"x\"}|'a' has a bare value; put it into a list, such as [\"value\"]|7",
        "{\"a\":1}|'a' has a bare value; put it into a list, such as [\"value\"]|7",
        "{\"a\":[]}|a list is empty; write the values that match, or {\"exists\": true}|8",
        "{\"a\":[{}]}|an object among the values is empty; name an operator, such"
            + " as {\"prefix\": \"a\"}|9",
        "{\"a\":[[1]]}|a list is among the values; write its values into the outer list|8",
        "{\"a\":[{\"foo\":\"x\"}]}|the operator 'foo' does not exist; write prefix, suffix,"
            + " equals-ignore-case, numeric, exists or anything-but|15",
        "{\"a\":[{\"prefix\":1}]}|prefix accepts a string; write it in quotes|18",
        "{\"a\":[{\"prefix\":\"x\",\"suffix\":\"y\"}]}|an object among the values has several"
            + " operators; write an object for each|31",
        "{\"a\":[{\"exists\":\"true\"}]}|exists accepts true or false, without quotes|18",
        "{\"a\":[{\"numeric\":[\">\",\"5\"]}]}|numeric compares with something that is not a"
            + " number; write it without quotes|24",
        "{\"a\":[{\"numeric\":[\"<\",5,\">\",6]}]}|numeric accepts one comparison, or a lower and"
            + " then an upper bound, such as [\">\", 0, \"<=\", 5]|26",
        "{\"a\":[{\"numeric\":[\">\",6,\"<\",5]}]}|the lower bound of numeric is"
            + " not below its upper one; swap them|31",
        "{\"a\":[{\"numeric\":[\"=\",12345678901234567]}]}|the number 12345678901234567 cannot be"
            + " compared, because it is not the shortest form of a double; write fewer digits, or"
            + " compare a string|41",
        "{\"a\":[{\"numeric\":[\"=\",1e400]}]}|the number 1e400 cannot be compared, because it is"
            + " not the shortest form of a double; write fewer digits, or compare a string|29",
        "{\"a\":[{\"anything-but\":[]}]}|anything-but accepts a string, a number,"
            + " or a list of only strings or only numbers|25",
        "{\"a\":[{\"anything-but\":[1,\"x\"]}]}|anything-but accepts a string, a number,"
            + " or a list of only strings or only numbers|30",
        "{\"a\":[{\"anything-but\":null}]}|anything-but accepts a string, a number,"
            + " or a list of only strings or only numbers|27",
        "{\"a\":[{\"anything-but\":true}]}|anything-but accepts a string, a number,"
            + " or a list of only strings or only numbers|27",
        "{\"$or\":[{\"a\":[1]}]}|$or has fewer than two branches; add one, or remove $or|19",
        "{\"$or\":{\"a\":[1]}}|$or is not a list; write a list of at least two objects|9",
        "{\"$or\":[1,2]}|a branch of $or is not an object; write each as an object|10"
      })
  void refusesWhatEventRulerRefuses(String pattern, String message, int column) {
    assertThat(refused(pattern))
        .isEqualTo(
            "W: is not a valid event pattern: "
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
        "``|is empty; remove the filter to pass every record",
        "` `|is empty; remove the filter to pass every record",
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
            + " which Pipes does not support; use anything-but with strings or numbers",
        "{\"body\":[{\"anything-but\":{\"suffix\":\"x\"}}]}|uses 'anything-but' with 'suffix',"
            + " which Pipes does not support; use anything-but with strings or numbers",
        "{\"body\":[{\"anything-but\":{\"wildcard\":\"x\"}}]}|uses 'anything-but' with 'wildcard',"
            + " which Pipes does not support; use anything-but with strings or numbers",
        "{\"body\":[{\"anything-but\":{\"equals-ignore-case\":\"x\"}}]}|uses 'anything-but' with"
            + " 'equals-ignore-case', which Pipes does not support; use"
            + " anything-but with strings or numbers",
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":[\"x\"]}]}|asks for a JSON body in one"
            + " place and for another form elsewhere; write a pattern for each",
        "{\"body\":[{\"anything-but\":[{\"wildcard\":\"*x*\"}]}]}|uses 'anything-but' with"
            + " 'wildcard', which Pipes does not support; use anything-but with strings or numbers",
        "{\"body\":[{\"anything-but\":[\"x\",{\"prefix\":\"y\"}]}]}|uses 'anything-but' with"
            + " 'prefix', which Pipes does not support; use anything-but with strings or numbers",
        "{\"body\":[{\"anything-but\":[null]}]}|uses 'anything-but' with a list that contains null;"
            + " use only strings or numbers",
        "{\"body\":[{\"anything-but\":[[\"x\"]]}]}|uses 'anything-but' with a list that contains"
            + " another list; use only strings or numbers",
        "{\"$or\":[{\"detail\":{\"a\":[1]}},{\"Body\":[\"x\"]}]}|can never match: an SQS record has"
            + " no 'detail'; the contents of the message are under \"body\"",
        "{\"detail\":[1],\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":{\"b\":[1]}}]}|can never match:"
            + " an SQS record has no 'detail'; the contents of the message are under \"body\"",
        "{\"body\":[\"x\"],\"body.a\":[1]}|asks for a JSON body in one"
            + " place and for another form elsewhere; write a pattern for each",
        "{\"detail\":{\"status\":[\"x\"]}}|can never match: an SQS record has no 'detail'; the"
            + " contents of the message are under \"body\"",
        "{\"Body\":{\"a\":[1]}}|can never match: an SQS record has no 'Body'; the contents of the"
            + " message are under \"body\"",
        "{\"x\":{\"a\":[\"x\"],\"b\":[{\"exists\":false}]}}|can never match: an SQS record has no"
            + " 'x'; the contents of the message are under \"body\"",
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
    assertThat(refused(most + " ")).isEqualTo("W: has 4097 characters; Pipes accepts at most 4096");
  }

  @Test
  void takes1000CombinationsOfOrAndNoMore() {
    assertThat(refused(ors(9))).isEqualTo("no fault");
    assertThat(refused(ors(10)))
        .isEqualTo("W: has over 1000 combinations of $or, more than EventBridge accepts");
    assertThat(refused(ors(100)))
        .isEqualTo("W: has over 1000 combinations of $or, more than EventBridge accepts");
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
            "W: is not a valid event pattern: 'a' has a bare value; put it into a list, such as"
                + " [\"value\"] (line 3, column 6 of the pattern)");
  }

  @Test
  void warnsOfUndocumentedGround() {
    assertThat(FilterPattern.parse("{\"attributes\":{\"SenderId\":[\"x\"]}}", "W").warnings())
        .containsExactly(
            new Warning("U12", "W filters on attributes, for which AWS has no example"));
    assertThat(
            FilterPattern.parse("{\"messageAttributes\":{\"t\":{\"stringValue\":[\"x\"]}}}", "W")
                .warnings())
        .containsExactly(
            new Warning("U12", "W filters on messageAttributes, for which AWS has no example"));
    assertThat(FilterPattern.parse("{\"body\":[{\"exists\":true}]}", "W").warnings())
        .containsExactly(
            new Warning(
                "U7", "W asks whether 'body' exists; only bodies that are not JSON were passed"));
    assertThat(FilterPattern.parse("{\"x\":[{\"exists\":false}]}", "W").warnings())
        .containsExactly(
            new Warning(
                "filter-never-matches",
                "W requires 'x' to be absent, which it is in every SQS record"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"$or\":[{\"body\":{\"a\":[1]}},{\"detail\":{\"a\":[1]}}]}|branch 2 of $or can never"
            + " match: an SQS record has no 'detail'; the contents of the message are under"
            + " \"body\"",
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
        "{\"equals-ignore-case\":\"straße\"}|ignores case for a letter with a two-letter capital;"
            + " the capitals match it, but as a pattern they would not match the letter",
        "{\"prefix\":{\"equals-ignore-case\":\"straße\"}}|ignores case for a letter with a"
            + " two-letter capital; the capitals match it, but as a pattern they would not match"
            + " the letter",
      })
  void warnsOfWhatIsComparedOtherwiseThanItReads(String matcher, String how) {
    assertThat(FilterPattern.parse("{\"body\":{\"a\":[" + matcher + "]}}", "W").warnings())
        .containsExactly(new Warning("filter-compares-otherwise", "W: a matcher at body.a " + how));
  }
}
