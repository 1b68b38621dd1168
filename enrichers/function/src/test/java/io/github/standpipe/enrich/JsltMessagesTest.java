package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsltMessagesTest {
  /**
   * One secret in each form that a value may have, and that could confuse who looks for its end.
   */
  private static final List<String> SECRETS =
      List.of(
          "\"SECRET\"",
          "\"SEC\\\"SECRET} ] (x\"",
          "\"[SECRET\"",
          "\"SECRET and SECRET to number\"",
          "\"SECRET) failed: SECRET\"",
          "{\"k\": \"SECRET and 1\"}",
          "[\"SECRET\", {\"a\": \"}SECRET\"}]",
          "\"line\\nSECRET\"",
          "\"%{SECRET\"",
          "\"(?<SECRET\"",
          "\"http://SECRET host/\"",
          "\"S'SECRET'T\"");

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number(.x)",
        "round(.x)",
        "floor(.x)",
        "ceiling(.x)",
        "sum(.x)",
        "sum([.x])",
        "mod(.x, 2)",
        "mod(2, .x)",
        "all(.x)",
        "any(.x)",
        "array(.x)",
        "contains(1, .x)",
        "flatten(.x)",
        "format-time(1, .x)",
        "format-time(1, \"yyyy\", .x)",
        "format-time(.x, \"yyyy\")",
        "parse-time(.x, \"yyyy\")",
        "parse-time(\"1\", .x)",
        "from-json(.x)",
        "get-key(.x, \"a\")",
        "index-of(.x, 1)",
        "join(.x, \",\")",
        "parse-url(.x)",
        "replace(.x, \"\", \"y\")",
        "replace(\"abc\", .x, \"y\")",
        "size(.x)",
        "split(.x, .x)",
        "test(.x, .x)",
        "capture(.x, .x)",
        "zip(.x, [])",
        "zip-with-index(.x)",
        "hash-int(.x)",
        "uuid(.x, .x)",
        "[for (.x) .]",
        "{for (.x) .: 1}",
        "{for ([.x]) .: 1}",
        "string(.x)[100]",
        ".x < 1",
        "1 > .x",
        "\"a\" < .x",
        ".x < .x",
        ".x * 1",
        ".x - 1",
        ".x / 1",
        ".x + 1",
        "min(.x, 1)",
        "max(1, .x)",
        "lookup(\"a\", .x)",
        "starts-with(.x, 1)",
        "boolean(.x)"
      })
  void keepsValuesOutOfMessages(String expression) {
    Layer layer = new Layer(root).documents("a");
    Transform transform = layer.transform("{\"r\": " + expression + ", \"not\": 1}");
    for (String secret : SECRETS) {
      Verdict verdict =
          Layer.enrich(transform, List.of(Layer.json("{\"x\": " + secret + "}"))).getFirst();
      if (verdict instanceof Verdict.Fail(String reason)) {
        assertThat(reason).doesNotContain("SECRET").doesNotContain("\n");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number(.s)|:1:7: number() failed: not a number",
        ".s - 1|:1:7: number() failed: not a number",
        ".o * 2|:1:7: cannot convert an object to number",
        "join(.n, \",\")|:1:7: cannot convert a number to array",
        "round(.s)|:1:7: round() cannot round a non-number: a string",
        "size(.n)|:1:7: Function size() cannot work on a number",
        "all(.b)|:1:7: all() requires an array, not a boolean",
        "sum(.s)|:1:7: sum(): argument must be array, was a string",
        "sum([.o])|:1:7: sum(): array must contain numbers, found an object",
        "[for (.s) .]|:1:7: For loop can't iterate over a string",
        "{for ([.n]) .: 1}|:1:7: Object comprehension must have string as key, not a number",
        ".s < .n|:1:7: Can't compare a string and a number",
        ".o < .l|:1:7: Can't compare an object and an array",
        "max(.n, .b)|:1:7: Can't compare a number and a boolean",
        "parse-time(.s, \"yyyy\")|:1:7: parse-time: Unparseable date",
        "parse-time(\"1\", .s)|:1:7: parse-time: Couldn't parse format",
        "format-time(1, \"yyyy\", .s)|:1:7: format-time: Unknown timezone",
        "from-json(.s)|:1:7: from-json can't parse its argument",
        "test(.s, .r)|:1:7: syntax error in a regular expression",
        "split(.s, .r)|:1:7: syntax error in a regular expression",
        "number(.long, -1)|:1:7: a string has more decimals than JSLT can read; cut it to 18",
        ".long - 1|:1:7: a string has more decimals than JSLT can read; cut it to 18",
        "format-time(.long, \"yyyy\")|:1:7: a string has more decimals than JSLT can read; cut it"
            + " to 18",
        "parse-url(.url)|:1:7: parse-url() cannot decode the query; write each % in it as %25",
        ".s[12345678901]|: an index is larger than 2147483647",
        "test(.deep, \"(ab?)*c\")|:1:7: the stack overflowed: a regular expression needs too deep a"
            + " search; simplify it",
        "replace(.s, \"\", \"y\")|:1:7: the regexp of replace() matches empty text",
        "error(\"no order \" + .n)|:1:7: error: no order 5"
      })
  void saysWhatWentWrong(String expression, String message) {
    String event =
        "{\"s\": \"text\", \"n\": 5, \"o\": {\"k\": 1}, \"l\": [1], \"b\": true, \"r\": \"[\","
            + "\"long\": \"1.12345678901234567890\", \"url\": \"http://a/?b=%\","
            + "\"deep\": \""
            + "a".repeat(500_000)
            + "\"}";
    assertThat(new Layer(root).verdict("{\"r\": " + expression + "}", event))
        .isEqualTo("failed: order.jslt" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1 \"b\": 2}|:1:9: a comma is missing before \"b\"",
        "{\"a\": .x (\"b\"): 2}|:1:10: a comma is missing before (",
        "{\"a\": {\"c\": f(.x) \"d\": 1}}|:1:19: a comma is missing before \"d\"",
        "{\"a\": if (.x) 1 else 2 \"b\": 2}|:1:24: a comma is missing before \"b\"",
        "{\"a\": 1 b: 2}|:1:9: a comma is missing before b",
        "{\"a\": 1 * : .}|:1:11: a comma is missing before *",
        "{\"a\": .x * - b : .}|:1:12: a comma is missing before *",
        "[1 2]|:1:4: a comma is missing before 2",
        "[1 [2]]|:1:4: a comma is missing before [",
        "[.a [2, 3]]|:1:7: a comma is missing before [",
        "size(\"a\" $b)|:1:10: a comma is missing before $b",
        "size(.a [1, 2])|:1:11: a comma is missing before [",
        "def f(x y) $x f(1)|:1:9: a comma is missing before y",
        "{a: 1}|:1:3: unexpected ':'; put a in double quotes",
        "{\"a\": 1 let x = 2}|:1:9: unexpected 'let'",
        "{\"a\" 1}|:1:6: unexpected '1'"
      })
  void saysWhichCommaIsMissing(String jslt, String message) {
    assertThatThrownBy(() -> new Layer(root).transform(jslt))
        .hasMessage(root.resolve("order.jslt") + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "def f(x) size($x) [for (.k) f(.)]|:1:20: unexpected 'for'|size(...)",
        "def f(x) $x [for (.k) f(.)]|:1:14: unexpected 'for'|$x",
        "def f(x) 1 + $x.a.\"b c\" [for (.k) .]|:1:26: unexpected 'for'|$x.a.\"b c\"",
        "let x = size(.k) [for (.k) .]|:1:19: unexpected 'for'|size(...)",
        "let x = size(.k)[0] [1, 2]|:1:23: unexpected ','|size(...)[...]",
        "let x = .k [{\"a\": 1}, 2]|:1:21: unexpected ','|.k",
        "let x = . [for (.k) .]|:1:12: unexpected 'for'|.",
        "[for (.k) let x = size(.) [1]]|:1:30: unexpected ']'|size(...)",
        "if (.k) let x = $y [1,2] else 2|:1:22: unexpected ','|$y",
        "import `m.jslt` as m let x = m:f(.) [for (.) .]|:1:38: unexpected 'for'|m:f(...)",
        "let x = size(.k) [.k]|:1:21: ends where an expression is expected|size(...)"
      })
  void saysThatAnArrayIsTakenForAnIndex(String jslt, String message, String chain) {
    Layer layer = new Layer(root).file("m.jslt", "def f(x) $x");
    assertThatThrownBy(() -> layer.transform(jslt.replace('`', '"')))
        .hasMessage(
            root.resolve("order.jslt")
                + message
                + ", because [ after "
                + chain
                + " is read as an index of it; put "
                + chain
                + " in parentheses");
  }

  @Test
  void saysThatABodyIsTakenForAField() {
    Layer layer = new Layer(root).file("m.jslt", "def f(x) $x [for (.) .]");
    assertThatThrownBy(() -> layer.transform("def f(x) size($x)\n.a"))
        .hasMessage(
            root.resolve("order.jslt")
                + ":2:2: ends where an expression is expected, because . after size(...) is read"
                + " as a part of it; put size(...) in parentheses");
    assertThatThrownBy(() -> layer.transform("import \"m.jslt\" as m {}"))
        .hasMessage(
            root.resolve("m.jslt")
                + ":1:14: unexpected 'for', because [ after $x is read as an index of it; put $x"
                + " in parentheses");
  }

  @Test
  void namesAFileOfARelativeFolderOnce() {
    Path relative = Path.of("").toAbsolutePath().relativize(root.toAbsolutePath());
    String file = relative.resolve("order.jslt").toString();

    assertThat(new Layer(relative).enrich("{\"r\": .s - 1}", "{\"s\": \"x\"}"))
        .containsExactly(new Verdict.Fail(file + ":1:7: number() failed: not a number"));
    assertThatThrownBy(() -> new Layer(relative).transform("{} {}"))
        .hasMessage(file + ":1:4: unexpected '{'");
  }

  @Test
  void writesAMessageOfSeveralLinesAsOne() {
    assertThat(new Layer(root).verdict("error(\"a\\nb\")", "{}"))
        .isEqualTo("failed: order.jslt:1:1: error: a b");
  }
}
