package io.github.standpipe.internal.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.filters.FilterRelation.NoEvent;
import io.github.standpipe.internal.filters.FilterRelation.Verdict;
import io.github.standpipe.internal.filters.FilterRelation.Witness;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterAlgebraTest {
  private static final int PAIRS = 2_000;

  private static EventFilter object(String pattern) {
    return EventFilter.of(EventPattern.parse(pattern, "", json -> {}), EventKind.OBJECT);
  }

  private static EventFilter pipe(String... patterns) {
    return EventFilter.of(
        FilterCriteria.of(Stream.of(patterns).map(p -> FilterPattern.parse(p, "")).toList()));
  }

  private static FilterRelation compare(EventFilter earlier, EventFilter later) {
    return FilterAlgebra.compare(earlier, later, List::of);
  }

  private static String event(FilterRelation.OneSided side) {
    return side instanceof Witness witness ? Json.text(witness.event()) : side.toString();
  }

  @Test
  void isNeverContradictedByEventsAtTheBoundaries() {
    FilterTrial trial = new FilterTrial(15);
    for (int seed = 0; seed < PAIRS; seed++) {
      trial.compare(seed);
    }
    assertThat(trial.contradictions).isEmpty();
    assertThat(trial.verdicts.getOrDefault(Verdict.UNDECIDED, 0)).isLessThan(PAIRS / 20);
    assertThat(trial.verdicts).hasSize(Verdict.values().length);
  }

  /** What event-ruler matches there depends on their order or on chance. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"wildcard\":\"*q*\"},{\"anything-but\":{\"equals-ignore-case\":\"b\"}}]",
        "[{\"anything-but\":{\"wildcard\":\"a*b\"}},{\"suffix\":{\"equals-ignore-case\":\"ba\"}}]",
        "[\"Ab\",{\"numeric\":[\"<=\",2]},\"c\"]",
        "[{\"equals-ignore-case\":\"a\"},{\"prefix\":{\"equals-ignore-case\":\"b\"}},{\"prefix\":\"c\"}]"
      })
  void doesNotDecideMatchersThatEventRulerDoesNotKeepApart(String mixed) {
    EventFilter filter = object("{\"k\": " + mixed + "}");
    EventFilter wider = object("{\"k\": " + mixed + ", \"l\": [1, 2]}");
    FilterRelation relation = compare(wider, filter);
    assertThat(relation.lost().toString()).contains("does not keep apart");
    assertThat(compare(filter, filter).verdict()).isEqualTo(Verdict.EQUAL);
  }

  /** Pairs that event-ruler contradicted once. */
  @ParameterizedTest
  @ValueSource(longs = {5_044, 27_981, 31_498, 64_717, 83_956, 99_987})
  void isNotContradictedAgain(long seed) {
    FilterTrial trial = new FilterTrial(500);
    trial.compare(seed);
    assertThat(trial.contradictions).isEmpty();
  }

  /** One name for all would let event-ruler lose the second pattern. */
  @Test
  void passesWhatAnyPatternTakes() {
    EventFilter filter =
        pipe("{\"messageId\":[\"bc\"]}", "{\"messageId\":[\"bc\",{\"suffix\":\"1\"}]}");
    assertThat(filter.passes().test(Json.object().put("messageId", "11"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # texts
          ["a","b"]                        | ["b","a"]                          | EQUAL
          [{"prefix":"a"}]                 | [{"prefix":"ab"}]                  | NARROWER
          [{"prefix":""}]                  | [{"suffix":""}]                    | EQUAL
          [{"wildcard":"a*"}]              | [{"prefix":"a"}]                   | EQUAL
          [{"wildcard":"*a*"}]             | [{"prefix":"a"},{"suffix":"a"}]    | NARROWER
          [{"wildcard":"a\\\\*"}]          | ["a*"]                             | EQUAL
          [{"equals-ignore-case":"aB"}]    | ["ab","aB","Ab","AB"]              | EQUAL
          [{"equals-ignore-case":"ß"}]     | ["ß","SS"]                         | EQUAL
          [{"suffix":{"equals-ignore-case":"a"}}] | [{"suffix":"a"},{"suffix":"A"}] | EQUAL
          [{"prefix":"ab"},{"suffix":"ba"}]| [{"prefix":"ab"}]                  | NARROWER
          # numbers
          [300]                            | [3e2]                              | EQUAL
          [{"numeric":[">",1]}]            | [{"numeric":[">=",1]}]             | WIDER
          [{"numeric":[">",1]}]            | [{"numeric":[">",1,"<=",5]},{"numeric":[">",5]}] | EQUAL
          [{"numeric":["=",5]}]            | [5]                                | EQUAL
          [{"numeric":[">",0,"<",4.9e-324]}] | [{"numeric":[">",1,"<",1.0000000000000002]}] | EQUAL
          # all the rest
          [{"exists":true}]                | [{"anything-but":"a"},"a"]         | EQUAL
          [{"anything-but":["a"]}]         | [{"anything-but":["a","b"]}]       | NARROWER
          [{"anything-but":1}]             | [{"anything-but":{"prefix":"a"}}]  | CROSSING
          [{"exists":true}]                | [{"exists":false}]                 | DISJOINT
          [null]                           | [{"exists":false}]                 | DISJOINT
          [true]                           | [true,false]                       | WIDER
          [{"cidr":"10.0.0.0/31"}]         | ["10.0.0.0","10.0.0.1"]            | EQUAL
          [{"cidr":"10.0.0.0/8"}]          | [{"cidr":"10.0.0.0/9"},{"cidr":"10.128.0.0/9"}] | EQUAL
          [{"cidr":"::/120"}]              | [{"cidr":"::/121"}]                | NARROWER
          """)
  void decidesLeaves(String earlier, String later, Verdict verdict) {
    FilterRelation relation =
        compare(object("{\"a\":" + earlier + "}"), object("{\"a\":" + later + "}"));

    assertThat(relation.verdict()).isEqualTo(verdict);
  }

  @Test
  void findsASmallestWitnessForEachDirection() {
    FilterRelation relation =
        compare(
            pipe("{\"body\":{\"a\":[\"x\"],\"n\":[{\"numeric\":[\">\",5]}]}}"),
            pipe("{\"body\":{\"a\":[\"x\"],\"n\":[{\"numeric\":[\">\",9]}]}}"));

    assertThat(relation.verdict()).isEqualTo(Verdict.NARROWER);
    assertThat(event(relation.lost())).isEqualTo("{\"body\":{\"a\":\"x\",\"n\":9}}");
    assertThat(relation.gained()).isEqualTo(new NoEvent());
  }

  @Test
  void saysThatAnEventMayHoldSeveralValues() {
    FilterRelation relation = compare(object("{\"a\":[1]}"), object("{\"a\":[2]}"));

    assertThat(relation.verdict()).isEqualTo(Verdict.CROSSING);
    assertThat(relation.common().map(Json::text)).contains("{\"a\":[1,2]}");
  }

  @Test
  void looksForAnAbsentFieldInTheSameElementOnlyBehindAnEarlierName() {
    FilterRelation behind =
        compare(
            object("{\"a\":{\"b\":[1],\"c\":[{\"exists\":false}]}}"),
            object(
                "{\"a\":{\"$or\":[{\"b\":[1],\"c\":[{\"exists\":false}]},"
                    + "{\"b\":[1],\"c\":[{\"exists\":true}]}]}}"));
    FilterRelation inFront =
        compare(
            object("{\"a\":{\"c\":[1]}}"),
            object(
                "{\"a\":{\"$or\":[{\"c\":[1],\"b\":[{\"exists\":false}]},"
                    + "{\"c\":[1],\"b\":[{\"exists\":true}]}]}}"));

    assertThat(behind.verdict()).isEqualTo(Verdict.WIDER);
    assertThat(event(behind.gained())).isEqualTo("{\"a\":{\"b\":1,\"c\":\"x\"}}");
    assertThat(inFront.verdict()).isEqualTo(Verdict.NARROWER);
    assertThat(event(inFront.lost())).isEqualTo("{\"a\":[{\"c\":1},{\"b\":\"x\"}]}");
  }

  @Test
  void knowsWhatARecordCanBe() {
    assertThat(
            compare(
                    pipe("{\"body\":{\"a\":[1]}}"),
                    pipe("{\"body\":{\"a\":[1]},\"messageId\":[{\"exists\":true}]}"))
                .verdict())
        .isEqualTo(Verdict.EQUAL);
    assertThat(compare(pipe("{\"body\":[\"1\"]}"), pipe("{\"body\":[\"1\",\"{}\"]}")).verdict())
        .isEqualTo(Verdict.EQUAL); // neither text can be a body that is not JSON
    assertThat(event(compare(pipe(), pipe("{\"body\":{\"a\":[1]}}")).lost()))
        .isEqualTo("{\"body\":{}}");
    assertThat(
            event(
                compare(
                        pipe(
                            "{\"body\":{\"a\":[{\"exists\":false}]}}",
                            "{\"body\":{\"a\":[{\"exists\":true}]}}"),
                        pipe())
                    .gained()))
        .isEqualTo("{\"body\":\"x\"}");
  }

  @Test
  void triesGivenEventsIfItCannotDecide() {
    EventFilter block = object("{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}");
    EventFilter ending = object("{\"a\":[{\"anything-but\":{\"suffix\":\"77\"}}]}");
    JsonNode event = Json.object().put("a", "10.9.9.77");

    assertThat(compare(block, ending).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(FilterAlgebra.compare(block, ending, () -> List.of(event)).lost())
        .isEqualTo(new Witness(event, false));
  }

  @Test
  void boundsTheWork() {
    StringBuilder branches = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      branches
          .append(i == 0 ? "" : ",")
          .append("\"k" + i + "\":{\"$or\":[{\"a\":[1]},{\"b\":[{\"exists\":false}]}]}");
    }
    // 4096 combinations are refused; 9 levels are 512
    String wide = "{" + branches.substring(0, branches.indexOf(",\"k9\"")) + "}";
    String other = wide.replace("\"a\":[1]", "\"a\":[{\"numeric\":[\">\",0]}]");

    FilterRelation relation = compare(object(wide), object(other));

    assertThat(relation.verdict()).isIn(Verdict.WIDER, Verdict.UNDECIDED);
    assertThat(relation.lost()).isNotInstanceOf(Witness.class);
  }
}
