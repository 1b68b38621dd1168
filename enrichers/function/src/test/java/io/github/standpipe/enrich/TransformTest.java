package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransformTest {
  @TempDir Path root;

  private Layer layer() {
    return new Layer(root);
  }

  @ParameterizedTest
  @MethodSource
  void givesAVerdict(String jslt, String event, String verdict) {
    assertThat(layer().verdict(jslt, event)).isEqualTo(verdict);
  }

  static List<Arguments> givesAVerdict() {
    String ask = "; give an object, an array of objects, or [] to drop the event";
    return List.of(
        Arguments.of("{\"a\": .x}", "{\"x\": 1}", "{\"a\":1}"),
        Arguments.of("{}", "{}", "{}"),
        Arguments.of("[for (.l) {\"n\": .}]", "{\"l\": [1, 2]}", "{\"n\":1} {\"n\":2}"),
        Arguments.of("[]", "{}", "dropped: order.jslt: gave []"),
        Arguments.of("if (.keep) . else []", "{}", "dropped: order.jslt: gave []"),
        Arguments.of("null", "{}", "failed: order.jslt: gave null" + ask),
        Arguments.of(".x", "{}", "failed: order.jslt: gave null" + ask),
        Arguments.of("\"\"", "{}", "failed: order.jslt: gave a string" + ask),
        Arguments.of("5", "{}", "failed: order.jslt: gave a number" + ask),
        Arguments.of("true", "{}", "failed: order.jslt: gave a boolean" + ask),
        Arguments.of(
            "[{}, 1]", "{}", "failed: order.jslt: gave an array that holds a number" + ask),
        Arguments.of("[null]", "{}", "failed: order.jslt: gave an array that holds null" + ask),
        Arguments.of("[[]]", "{}", "failed: order.jslt: gave an array that holds an array" + ask),
        Arguments.of(
            ".a / .b", "{\"a\": 1, \"b\": 0}", "failed: order.jslt:1:1: arithmetic: / by zero"),
        Arguments.of(
            "{\"l\": [{\"t\": .a / .b}]}",
            "{\"a\": 1.5, \"b\": 0}",
            "failed: order.jslt: gave a number at .l[0].t that is not finite; check the"
                + " arithmetic"),
        Arguments.of(
            "[{}, {\"t\": .a * 10}]",
            "{\"a\": 1e400}",
            "failed: order.jslt: gave a number at [1].t that is not finite; check the arithmetic"),
        Arguments.of(
            "def f(x) f($x) f(1)",
            "{}",
            "failed: order.jslt:1:10: the stack overflowed: a function calls itself without end"),
        Arguments.of(".", "[1]", "failed: order.jslt: gave an array that holds a number" + ask));
  }

  @Test
  void keepsTheDigitsOfNumbers() {
    String event = "{\"a\":1.10,\"b\":12345678901234567890,\"c\":0.1,\"d\":1E+400,\"f\":3.0}";
    assertThat(layer().verdict(".", event)).isEqualTo(event);
  }

  @Test
  void keepsTheOrderOfTheEvents() {
    List<Verdict> verdicts =
        layer().enrich("if (.n > 1) {\"n\": .n} else []", "{\"n\":3}", "{\"n\":1}", "{\"n\":2}");
    assertThat(verdicts.stream().map(layer()::told))
        .containsExactly("{\"n\":3}", "dropped: order.jslt: gave []", "{\"n\":2}");
  }

  @Test
  void enrichesNoEventsAtAll() {
    assertThat(layer().enrich("{}")).isEmpty();
  }

  @Test
  void takesTheClockAndTheIdsFromTheEnvironment() {
    String jslt = "{\"now\": now(), \"at\": format-time(now(), \"yyyy-MM-dd\"), \"id\": uuid()}";
    String once = layer().verdict(jslt, "{}");
    assertThat(once)
        .isEqualTo(
            "{\"now\":1.772600767089E9,\"at\":\"2026-03-04\","
                + "\"id\":\"00000000-0000-0000-0000-000000000001\"}");
    assertThat(layer().verdict(jslt, "{}")).isEqualTo(once);
  }

  @Test
  void makesIdsOfTwoNumbersAsJsltDoes() {
    assertThat(layer().verdict("{\"a\": uuid(1, 2), \"b\": uuid(null, null)}", "{}"))
        .isEqualTo(
            "{\"a\":\"00000000-0000-1000-8000-000000000002\","
                + "\"b\":\"00000000-0000-0000-0000-000000000000\"}");
    assertThat(layer().verdict("{\"a\": uuid(1)}", "{}"))
        .isEqualTo("failed: order.jslt:1:7: uuid() takes no arguments or two");
  }

  @Test
  void readsEventsAsDeepAsJsonIsRead() {
    String deep = "{\"a\":".repeat(999) + "1" + "}".repeat(999);
    assertThat(layer().verdict(".", deep)).isEqualTo(deep);
  }

  @ParameterizedTest
  @MethodSource
  void tellsWhatDoesNotCompile(String jslt, String message) {
    Layer layer =
        layer()
            .file("one.jslt", "import \"two.jslt\" as two {}")
            .file("matched.jslt", "{\"a\": {* : {* : .}}}")
            .file("two.jslt", "import \"one.jslt\" as one {}")
            .file("broken.jslt", "def f(x)\n  nope($x)\n{}");
    assertThatThrownBy(() -> layer.transform(jslt))
        .isInstanceOf(Fault.class)
        .hasMessage(root + "/" + message.replace("ROOT", root.toString()));
  }

  static List<Arguments> tellsWhatDoesNotCompile() {
    return List.of(
        Arguments.of("{\n  \"a\": nope(.x)}", "order.jslt:2:8: No such function: 'nope'"),
        Arguments.of("{\"a\": 1,, }", "order.jslt:1:9: unexpected ','"),
        Arguments.of("{} {}", "order.jslt:1:4: unexpected '{'"),
        Arguments.of("{\"a\":\n #}", "order.jslt:2:2: unexpected '#'"),
        Arguments.of("{\"a\": 'x'}", "order.jslt:1:7: unexpected '\\''"),
        Arguments.of("{\"a\": \"x}", "order.jslt:1:10: ends inside a string"),
        Arguments.of("{\"a\": 1", "order.jslt:1:7: ends where an expression is expected"),
        Arguments.of("", "order.jslt: ends where an expression is expected"),
        Arguments.of("// nothing\n", "order.jslt:1:11: ends where an expression is expected"),
        Arguments.of(
            "{\"a\": lookup(1)}", "order.jslt:1:7: Function 'lookup' takes 2 arguments, got 1"),
        Arguments.of(
            "{\"a\": uuid(1,2,3)}",
            "order.jslt:1:7: Function 'uuid' takes 0 to 2 arguments, got 3"),
        Arguments.of(
            "{\"a\": 1, \"a\": 2}",
            "order.jslt:1:10: Invalid object declaration, duplicate key 'a'"),
        Arguments.of(
            "{\"a\": test(.x, \"[\")}", "order.jslt:1:7: Syntax error in regular expression '['"),
        Arguments.of(
            "{\n  for (.k) .id : {\"a\": 1, * : .}}",
            "order.jslt:2:27: '* :' always fails here, because JSLT does not know which object's"
                + " fields to take; add the fields with +, as in {\"key\": 1} + ."),
        Arguments.of(
            "import \"matched.jslt\" as m m(.)",
            "matched.jslt:1:13: '* :' always fails here, because JSLT does not know which object's"
                + " fields to take; add the fields with +, as in {\"key\": 1} + ."),
        Arguments.of("lib:f(1)", "order.jslt:1:1: No such module 'lib'"),
        Arguments.of("{\"a\": 1 / 0}", "order.jslt:1:7: arithmetic on constants: / by zero"),
        Arguments.of(
            "import \"no.jslt\" as n {}", "no.jslt: does not exist; ROOT/order.jslt imports it"),
        Arguments.of("import \"broken.jslt\" as b {}", "broken.jslt:2:3: No such function: 'nope'"),
        Arguments.of(
            "import \"one.jslt\" as b {}", "two.jslt:1:1: Module 'one.jslt' is already imported"),
        Arguments.of(
            "{\"a\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}",
            "order.jslt: nests too deeply to be compiled; split it into functions"));
  }

  @Test
  void needsATransform() {
    assertThatThrownBy(() -> Transform.in(layer().set("TRANSFORM", " ").environment()))
        .hasMessage(
            "environment variable TRANSFORM: is not set;"
                + " set it to a .jslt file of the layer, like order.jslt");
    assertThatThrownBy(() -> Transform.in(layer().set("TRANSFORM", "x.jslt").environment()))
        .hasMessage(root + "/x.jslt: does not exist");
  }

  @Test
  void refusesATransformThatIsNoUtf8() throws IOException {
    Files.write(root.resolve("latin.jslt"), new byte[] {'"', (byte) 0xe9, '"'});
    assertThatThrownBy(() -> Transform.in(layer().set("TRANSFORM", "latin.jslt").environment()))
        .hasMessage(root + "/latin.jslt: cannot be read as UTF-8 text");
  }
}
