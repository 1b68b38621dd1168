package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {
  @TempDir Path root;

  @ParameterizedTest
  @MethodSource
  void givesAnOutcome(String jslt, String event, String verdict) {
    assertThat(new Layer(root).verdict(jslt, event)).isEqualTo(verdict);
  }

  static List<Arguments> givesAnOutcome() {
    return List.of(
        Arguments.of("drop(\"it is a draft\")", "{}", "dropped: order.jslt: it is a draft"),
        Arguments.of("quarantine(\"it is bad\")", "{}", "quarantined: order.jslt: it is bad"),
        Arguments.of("quarantine(\" two \\n  lines\")", "{}", "quarantined: order.jslt: two lines"),
        Arguments.of("drop(\"type \" + .t)", "{\"t\": \"x\"}", "dropped: order.jslt: type x"),
        Arguments.of("{\"a\": require(.a, \"no a\")}", "{\"a\": false}", "{\"a\":false}"),
        Arguments.of("{\"a\": require(.a, \"no a\")}", "{\"a\": \"\"}", "{\"a\":\"\"}"),
        Arguments.of("{\"a\": require(.a, \"no a\")}", "{}", "quarantined: order.jslt: no a"),
        Arguments.of(
            "{\"a\": require(.a, \"no a\")}", "{\"a\": null}", "quarantined: order.jslt: no a"),
        Arguments.of("if (.a) {\"a\": .a} else drop(\"no a\")", "{\"a\": 1}", "{\"a\":1}"),
        Arguments.of(
            "def f(x) if ($x > 1) drop(\"deep\") else f($x + 1) {\"a\": [for (.l) f(.)]}",
            "{\"l\": [0]}",
            "dropped: order.jslt: deep"),
        Arguments.of(
            "drop(7)",
            "{}",
            "failed: order.jslt:1:1: drop() takes its reason as a string, not a number"),
        Arguments.of(
            "quarantine(.r)",
            "{}",
            "failed: order.jslt:1:1: quarantine() takes its reason as a string, not null"),
        Arguments.of(
            "require(.a, .r)",
            "{\"a\": 1}",
            "failed: order.jslt:1:1: require() takes its reason as a string, not null"));
  }

  @Test
  void doesNotCountWhileKeysArePending() {
    Layer layer = new Layer(root).documents("users").documents("tiers");
    assertThat(
            layer.verdict(
                "let u = require(lookup(\"users\", .u), \"no user\")"
                    + " let t = if (lookup(\"tiers\", $u.name)) 1 else drop(\"no tier\")"
                    + " {\"u\": $u.name, \"t\": $t}",
                "{\"u\": \"a\"}"))
        .isEqualTo("{\"u\":\"a!\",\"t\":1}");
    assertThat(layer.asked).containsExactly("users[a]", "tiers[a!]");
  }

  @Test
  void countsOnceAllKeysAreKnown() {
    Layer layer = new Layer(root).documents("users");
    assertThat(
            layer.verdict(
                "{\"u\": require(lookup(\"users\", .u), \"there is no user \" + .u)}",
                "{\"u\": \"nobody\"}"))
        .isEqualTo("quarantined: order.jslt: there is no user nobody");
  }

  @Test
  void isJudgedForEachEventAlone() {
    List<Verdict> verdicts =
        new Layer(root)
            .enrich(
                "if (.n == 1) drop(\"one\") else if (.n == 2) quarantine(\"two\") else .",
                "{\"n\":1}",
                "{\"n\":2}",
                "{\"n\":3}");
    assertThat(verdicts.stream().map(new Layer(root)::told))
        .containsExactly("dropped: order.jslt: one", "quarantined: order.jslt: two", "{\"n\":3}");
  }

  @Test
  void needsItsArguments() {
    assertThatThrownBy(() -> new Layer(root).transform("require(.a)"))
        .hasMessage(root + "/order.jslt:1:1: Function 'require' takes 2 arguments, got 1");
  }
}
