package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pattern or a template with many faults has the faults of each of its parts. */
class AllFaultsTest {
  private static final List<String> LEAVES =
      List.of(
          "[\"a\"]",
          "[{\"prefix\": \"p\"}]",
          "[{\"numeric\": [\">\", 1]}]",
          "[{\"exists\": true}]",
          "[{\"wildcard\": \"x*\"}]",
          "[{\"cidr\": \"10.0.0.0/8\"}]",
          "[{\"anything-but\": {\"prefix\": \"x\"}}]",
          "[{\"anything-but\": [null]}]",
          "[{\"prefix\": 7}]",
          "[{\"unheard-of\": 1}]",
          "[{\"numeric\": [\"~\", 1]}]",
          "\"a text\"",
          "7",
          "{}");

  private static final List<String> PLACEHOLDERS =
      List.of(
          "<$.body.id>",
          "<aws.pipes.pipe-name>",
          "<aws.pipes.nothing>",
          "<aws.pipes.sorce-arn>",
          "<$.body..id>",
          "<$.body[?(@.x)]>",
          "< $.body.id>",
          "<$>");

  static Stream<Random> seeds() {
    return IntStream.range(0, 300).mapToObj(Random::new);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ofAPatternAreThoseOfItsLeaves(Random random) {
    List<String> fields = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(12); i++) {
      String leaf = LEAVES.get(random.nextInt(LEAVES.size()));
      fields.add(nested("k" + i, leaf, random.nextInt(3)));
      expected.addAll(messages("{\"body\": {" + fields.getLast() + "}}"));
    }

    assertThat(messages("{\"body\": {" + String.join(", ", fields) + "}}"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String nested(String key, String leaf, int depth) {
    return depth == 0
        ? "\"" + key + "\": " + leaf
        : "\"" + key + "\": {" + nested("n", leaf, depth - 1) + "}";
  }

  private static List<String> messages(String pattern) {
    return FilterPattern.faults(pattern, "W").stream()
        .map(fault -> fault.getMessage().replaceAll(" \\(line \\d+, column \\d+ .*", ""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ofATemplateAreThoseOfItsPlaceholders(Random random) {
    List<String> fields = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(12); i++) {
      String one = PLACEHOLDERS.get(random.nextInt(PLACEHOLDERS.size()));
      String quote = random.nextBoolean() ? "\"" : "";
      fields.add("\"k" + i + "\": " + quote + one + quote);
      expected.addAll(inTemplate("{\"k\": " + one + "}"));
    }

    assertThat(inTemplate("{" + String.join(", ", fields) + "}"))
        .containsExactlyElementsOf(expected);
  }

  private static List<String> inTemplate(String template) {
    return InputTemplate.review(template, "W").faults().stream()
        .map(fault -> fault.getMessage().replaceAll("\\(line \\d+, column \\d+ [^)]*\\)", ""))
        .toList();
  }

  @Test
  void goesOnBehindALeafThatMatchesNothingAndBehindAFieldThatComesLater() {
    assertThat(messages("{\"Body\": {\"a\": [1]}, \"awsRegion\": [\"x\"], \"id\": [\"y\"]}"))
        .containsExactlyInAnyOrder(
            "W: names 'awsRegion', which Pipes adds to a record only after the filter",
            "W: can never match: an SQS record has no 'Body'; the contents of the"
                + " message are under \"body\"",
            "W: can never match: an SQS record has no 'id'; the contents of the"
                + " message are under \"body\"");
  }

  @Test
  void goesOnBehindAPlaceholderThatIsNotClosed() {
    assertThat(inTemplate("{\"a\": <$.body.a, \"b\": <aws.pipes.nix>, \"c\": \"<$.body.c, d\"}"))
        .hasSize(3)
        .element(1, org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .contains("<aws.pipes.nix>");
  }

  @Test
  void goesOnBehindALengthAndARepeatedKey() {
    String leaf = "[{\"wildcard\": \"x*\"}]";
    String longest = "[\"" + "y".repeat(5000) + "\"]";

    assertThat(messages("{\"body\": {\"a\": " + leaf + ", \"b\": " + longest + "}}"))
        .containsExactly(
            "W: has 5048 characters; Pipes accepts at most 4096",
            "W: uses 'wildcard', which Pipes does not support");
    assertThat(messages("{\"body\": {\"a\": [1], \"a\": " + leaf + "}}"))
        .containsExactly(
            "W: has a duplicate key 'a'", "W: uses 'wildcard', which Pipes does not support");
  }
}
