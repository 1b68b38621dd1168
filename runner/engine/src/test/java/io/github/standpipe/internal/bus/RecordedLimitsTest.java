package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static io.github.standpipe.internal.bus.Laying.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of rules, input options and PutEvents, each at its last good and first bad value. */
class RecordedLimitsTest {
  private static String path(int length) {
    return "$.detail." + "x".repeat(length - "$.detail.".length());
  }

  private static String transformer(int paths, int nameLength, int templateLength) {
    String map =
        IntStream.range(0, paths)
            .mapToObj(i -> ("v" + i + "_".repeat(nameLength)).substring(0, nameLength) + ": $.id")
            .collect(Collectors.joining(", "));
    String template = "{\"a\": \"" + "y".repeat(templateLength - 9) + "\"}";
    return "InputTransformer: {InputPathsMap: {" + map + "}, InputTemplate: '" + template + "'}";
  }

  @Test
  void anInputPathHasAtMost256Characters() {
    String key = path(256).substring("$.detail.".length());
    assertThat(put("InputPath: " + path(256), "{\"" + key + "\": 1}").bodies(QUEUE))
        .containsExactly("1");
    assertThatThrownBy(() -> put("InputPath: " + path(257), "{}"))
        .hasMessageEndingWith("the path has 257 characters; write at most 256");
  }

  @Test
  void aTransformerHasAtMost100PathsAnd8192Characters() {
    assertThat(put(transformer(100, 4, 8192), "{}").bodies(QUEUE).getFirst()).hasSize(8191);
    assertThat(put(transformer(1, 256, 20), "{}").bodies(QUEUE)).hasSize(1);
    assertThatThrownBy(() -> put(transformer(101, 4, 20), "{}"))
        .hasMessageContaining("write at most 100 paths and 1 to 8192 characters");
    assertThatThrownBy(() -> put(transformer(1, 4, 8193), "{}"))
        .hasMessageContaining("write at most 100 paths and 1 to 8192 characters");
    assertThatThrownBy(() -> put(transformer(1, 257, 20), "{}"))
        .hasMessageContaining("InputPathsMap has a key");
    assertThatThrownBy(() ->
            put(
                "InputTransformer: {InputPathsMap: {aws.events.rule-name: $.id}, InputTemplate:"
                    + " '{}'}",
                "{}"))
        .hasMessageContaining("InputPathsMap has a key 'aws.events.rule-name'");
  }

  @Test
  void aConstantHasAtMost8192Characters() {
    String constant = "\"" + "z".repeat(8190) + "\"";
    assertThat(put("Input: '" + constant + "'", "{}").bodies(QUEUE)).containsExactly(constant);
    assertThatThrownBy(() -> put("Input: '" + constant.replaceFirst("z", "zz") + "'", "{}"))
        .hasMessageEndingWith("Input has 8193 characters; write at most 8192");
  }

  @Test
  void aRuleHasAtMost5Targets() {
    assertThat(targets(5).bodies(QUEUE)).hasSize(5);
    assertThatThrownBy(() -> targets(6))
        .hasMessageEndingWith("has 6 targets; a rule supports at most 5");
  }

  private static BusTrace targets(int count) {
    String targets =
        IntStream.range(0, count)
            .mapToObj(i -> "{Id: t" + i + ", Arn: !GetAtt Inbox.Arn}")
            .collect(Collectors.joining(", "));
    return feeders(
            "R:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: {source:"
                + " [shop.parcels]}\n    Targets: ["
                + targets
                + "]\n")
        .put("default", Laying.event("{}"), around());
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true",
    "-9223372036854775808, true",
    "9223372036854775808, false",
    "-9223372036854775809, false",
    "100000000000000000000000000000000, false",
    "9223372036854775808.0, true", // the limit is one for integers
    "1e30, true",
  })
  void anIntegerHasAtMost64Bits(String number, boolean fits) {
    for (String detail : List.of("{\"n\": N}", "{\"a\": [{\"b\": [1, N]}]}")) {
      PutEvents.EntryAnswers answers = entries(detail.replace("N", number));
      assertThat(answers.entries().getFirst() instanceof PutEvents.TakenEntry).isEqualTo(fits);
      assertThat(answers.warnings())
          .isEqualTo(
              fits
                  ? List.of()
                  : List.of(
                      new Warning(
                          "bus-put-events",
                          "entry 1 has an integer outside of -2^63 to 2^63-1, which PutEvents does"
                              + " not take; its answer is taken to be MalformedDetail. Send a"
                              + " string")));
    }
  }

  private static PutEvents.EntryAnswers entries(String detail) {
    ObjectNode entry =
        Json.object().put("Source", "s").put("DetailType", "t").put("Detail", detail);
    return (PutEvents.EntryAnswers) new PutEvents(around()).answer(List.of(entry));
  }

  @Test
  void aDetailNestsAtMost1000Levels() {
    for (String[] brackets : List.of(new String[] {"{\"a\":", "}"}, new String[] {"[", "]"})) {
      String open = brackets[0];
      String close = brackets[1];
      for (int levels : List.of(999, 1000, 1001, 5000)) {
        String detail = "{\"a\":" + open.repeat(levels - 1) + "1" + close.repeat(levels - 1) + "}";
        PutEvents.EntryAnswer answer = entries(detail).entries().getFirst();
        if (levels <= 1000) {
          assertThat(answer).isInstanceOf(PutEvents.TakenEntry.class);
        } else {
          assertThat(answer)
              .isEqualTo(new PutEvents.RefusedEntry("MalformedDetail", "Detail is malformed."));
        }
      }
    }
  }

  @Test
  void aDetailTypeHasAtMost128Characters() {
    assertThat(answer("t".repeat(128))).isInstanceOf(PutEvents.TakenEntry.class);
    assertThat(answer("t".repeat(129)))
        .isEqualTo(
            new PutEvents.RefusedEntry(
                "InvalidArgument",
                "Parameter DetailType is not valid. Reason: it has more than 128 characters."));
  }

  private static PutEvents.EntryAnswer answer(String detailType) {
    ObjectNode entry =
        Json.object().put("Source", "s").put("DetailType", detailType).put("Detail", "{}");
    return ((PutEvents.EntryAnswers) new PutEvents(around()).answer(List.of(entry)))
        .entries()
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": [{\"numeric\": [\">\"]}]}",
        "{\"a\": [{\"numeric\": [\"<\", \"5\"]}]}",
        "{\"a\": [{\"numeric\": 5}]}",
        "{\"a\": [{\"prefix\": 5}]}",
        "{\"a\": [{\"suffix\": \"\"}, {\"anything-but\": {\"suffix\": \"\"}}]}",
        "{\"a\": [{\"cidr\": \"10.0.0.0/99\"}]}",
        "{\"a\": 5}",
        "{}",
      })
  void aPatternThatTheServiceRefusesIsRefused(String pattern) {
    assertThatThrownBy(() -> PatternDialect.CLASSIC.parse(pattern, "W"))
        .hasMessageStartingWith("W");
  }

  @Test
  void eventsThatWereRecordedMatchAsTheyDid() {
    assertThat(matches("{\"a\": [{\"anything-but\": [\"x\"]}]}", "{}")).isFalse();
    assertThat(matches("{\"a\": [{\"anything-but\": [\"x\"]}]}", "{\"a\": null}")).isTrue();
    assertThat(matches("{\"a\": [{\"anything-but\": {\"prefix\": \"x\"}}]}", "{\"a\": 12}"))
        .isTrue();
    assertThat(matches("{\"a\": [{\"exists\": true}]}", "{\"a\": []}")).isFalse();
    assertThat(matches("{\"a\": [{\"exists\": true}]}", "{\"a\": {\"b\": 1}}")).isFalse();
    assertThat(matches("{\"a\": {\"b\": [{\"exists\": true}]}}", "{\"a\": [{}, {\"b\": 1}]}"))
        .isTrue();
    assertThat(matches("{\"A\": [1]}", "{\"a\": 1}")).isFalse();
    assertThat(matches("{\"a\": [{\"wildcard\": \"\"}]}", "{\"a\": \"b\"}")).isFalse();
    assertThat(matches("{\"a\": [{\"numeric\": [\">\", 100]}]}", "{\"a\": 101.0}")).isTrue();
    assertThat(matches("{\"a\": [{\"numeric\": [\"=\", 12]}]}", "{\"a\": \"12\"}")).isFalse();
    assertThat(matches("{\"a\": [{\"numeric\": [\"=\", 12]}]}", "{\"a\": null}")).isFalse();
  }

  private static boolean matches(String pattern, String event) {
    return PatternDialect.CLASSIC.parse(pattern, "W").pattern().explain(json(event)).matches();
  }
}
