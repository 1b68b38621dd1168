package io.github.standpipe.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Bodies to try a JSON parser with, made here: what RFC 8259 has as JSON, what it has not, what it
 * leaves to the parser, and bytes that are not text. They are as broad as the public suites are:
 * every rule of the grammar is kept and broken in each place that it has.
 */
final class BodyCases {
  private static final List<String> BLANKS = List.of(" ", "\t", "\n", "\r", " \n\t\r ");

  private BodyCases() {}

  private static Stream<String> all(String... some) {
    return Stream.of(some);
  }

  private static Stream<String> in(String before, Stream<String> some, String behind) {
    return some.map(one -> before + one + behind);
  }

  private static List<String> list(Stream<Stream<String>> some) {
    return some.flatMap(one -> one).distinct().toList();
  }

  /** What is JSON. */
  static List<String> json() {
    return list(
        Stream.of(
            all("null", "true", "false", "{}", "[]", "\"\"", "\"asd\"", " null ", "[null]"),
            all("[false]", "[true]", "[\"\"]", "[[]]", "[[]   ]", "[{}]", "[null,1,\"1\",{}]"),
            all("[1,null,null,null,2]", "[[],[[]],[[],[[]]]]", "[\"a\"]\n", "\r\n[1\r\n]\t"),
            BLANKS.stream().flatMap(b -> all(b + "{" + b + "\"a\"" + b + ":" + b + "1" + b + "}")),
            BLANKS.stream().flatMap(b -> all(b + "[" + b + "1" + b + "," + b + "2" + b + "]" + b)),
            numbers(),
            in("[", numbers(), "]"),
            in("{\"a\":", all("0", "-0", "1e1", "null", "[]", "{}", "\"\""), "}"),
            in("\"", texts(), "\""),
            in("{\"", all("\\u0000", "\\\"", "\\\\", "é", "\uD83D\uDE00", "a b", "/"), "\":0}"),
            all("{\"\":0}", "{\"a\":1,\"b\":[]}", "{\"a\":[{\"b\":{\"c\":[]}}]}", "{\"a\":{}}"),
            all("{\"min\":-1.0e+28,\"max\":1.0e+28}", "{\"" + "k".repeat(1000) + "\":[]}"),
            all("[" + "0,".repeat(5_000) + "0]", "\"" + "x".repeat(100_000) + "\"")));
  }

  private static Stream<String> numbers() {
    return all(
        "0",
        "-0",
        "1",
        "-1",
        "10",
        "-123",
        "1234567890",
        "0.0",
        "-0.0",
        "0.5",
        "-1.5",
        "123.456",
        "1e1",
        "1E1",
        "1e+1",
        "1E+1",
        "1e-1",
        "1E-2",
        "0e1",
        "0e+1",
        "0E0",
        "-0e-0",
        "1.5e3",
        "1.5E-3",
        "123.456e78",
        "-0.000000000000000000000000000000000000000000000001");
  }

  private static Stream<String> texts() {
    return Stream.of(
            all("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041", "\\u00e9"),
            all("\\u0000", "\\u001f", "\\u007F", "\\u00A0", "\\u2028", "\\uFDD0", "\\uFFFE"),
            all("\\uD834\\uDD1E", "\\ud83d\\ude39\\ud83d\\udc8d", "\\uDBFF\\uDFFE", "\\u0012"),
            all("\\\\u0000", "\\\\a", "\\\\n", "\\\"\\\"", "a/*b*/c/*d//e", " ", "a\\u0020"),
            all("\u007F", "\u0080", "\u00E9", "\u03C0", "\u0700", "\u0821", "\u2028", "\u2029"),
            all("\u200B", "\u2060", "\u2064", "\uFEFF", "\uFFFD", "\uFFFF", "\uFDD0", "a\u0301"),
            all("new\\u000Aline", "\\u0061\\u30af\\u30EA\\u30b9", "[]{},:", "\u20AC\uD834\uDD1E"),
            IntStream.rangeClosed(1, 16).mapToObj(p -> Character.toString(p * 0x10000 + 0xFFFE)),
            IntStream.rangeClosed(1, 16).mapToObj(p -> Character.toString(p * 0x10000 + 0x10)))
        .flatMap(some -> some);
  }

  /** What is text, and no JSON. */
  static List<String> none() {
    return list(
        Stream.of(
            all("", " ", "\n", "\t\r\n", "\uFEFF", "\u0000", "\u2060", "*", "<.>", "<null>", "@"),
            all("{}}", "[]]", "[1]x", "2@", "{}#", "{\"a\":\"b\"}#{}", "{\"a\":true} \"x\""),
            all("[][]", "{} {}", "1 2", "\"\"x", "\"a\"\"b\"", "{\"a\":1}//", "{\"a\":1}/**/"),
            all(
                "]", "}", "]", "[", "{", "[{", "{[", "[\"", "{\"", "[[[[", "[\"a", "[\"a\\",
                "{{}}"),
            all(
                "[\"a\\\"]",
                "[1",
                "[1,",
                "[1,\n1\n,1",
                "[false, nul",
                "[true, fals",
                "[false, tru"),
            all("{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":\"b", "{\"a\":\"b\"", "[{}"),
            all(
                "[1}",
                "{\"a\":1]",
                "[\"\",]",
                "[,]",
                "[,1]",
                "[1,,2]",
                "[1,,]",
                "[1,]",
                "[\"x\",,]"),
            all(
                "[1 2]",
                "[1 true]",
                "[\"a\" \"b\"]",
                "[\"a\":1]",
                "[:1]",
                "[\"x\"]]",
                "[x",
                "[x]]"),
            all(
                "[3[4]]",
                "[1:2]",
                "[1;2]",
                "[''",
                "['a']",
                "[a]",
                "[a\u00e5]",
                "[\"a\",\n4\n,1,",
                "[*]"),
            all(
                "[\u000B\"a\"]",
                "[\f]",
                "[\u00A0]",
                "[\u2060]",
                "[\u0000]",
                "\u00A0[]",
                "[\u0085]"),
            in("[", brokenNumbers(), "]"),
            brokenNumbers(),
            in(
                "{\"a\":",
                all("-", "01", "1.", ".1", "0x1", "+1", "1e", "nul", "'a'", "b", ""),
                "}"),
            in(
                "{",
                all("a:1", "'a':1", "1:1", "null:1", "\"a\" 1", "\"a\"", "\"a\",", ",", ":"),
                "}"),
            in(
                "{",
                all("\"a\"::1", "\"a\":1,,\"b\":2", "\"a\":1,", "\"a\":1,,", "\"a\":1 \"b\":2"),
                "}"),
            in(
                "{",
                all(
                    "\"a\":1:2",
                    "\"a\",1",
                    "\"a\":1}{",
                    "[]:1",
                    "{}:1",
                    "\"a\":x",
                    "\"a\" b",
                    ":1"),
                "}"),
            in(
                "{\"a\":1",
                all("/**/}", "}#", "}//x", "}/*", "}/", "/}", "};", "},", "}}", "}]"),
                ""),
            in("\"", brokenTexts(), "\""),
            in("[\"", brokenTexts(), "\"]"),
            in("{\"", brokenTexts(), "\":0}"),
            all(
                "\"",
                "\"\\",
                "\"\\\"",
                "'a'",
                "\u201Ca\u201D",
                "a\"",
                "\"a",
                "\\u0041",
                "[\\u000A\"\"]"),
            in("[", words(), "]"),
            words(),
            all("[" + "1,".repeat(999) + "]", "[".repeat(100_000), "{\"a\":".repeat(100_000)),
            all(
                "[{\"\":".repeat(50_000),
                "[".repeat(500) + "]".repeat(499),
                "true".repeat(1_000))));
  }

  private static Stream<String> brokenNumbers() {
    return all(
        "-",
        "+",
        "+1",
        "++1",
        "--1",
        "-+1",
        "- 1",
        "-a",
        "-1x",
        "-foo",
        "1a",
        "1 000",
        "1,0x",
        "1_0",
        "00",
        "01",
        "-01",
        "-00",
        "012",
        "-012",
        "0.",
        "-0.",
        "1.",
        "-2.",
        "1.e1",
        "2.e3",
        "2.e+3",
        "2.e-3",
        "0.e1",
        ".1",
        "-.1",
        "+.1",
        ".e1",
        ".",
        "1..2",
        "1.2.3",
        "-1.0.",
        "0.1.2",
        "0e",
        "0e+",
        "0e-",
        "0E",
        "0E+",
        "0.3e",
        "0.3e+",
        "1.0e",
        "1.0e+",
        "1.0e-",
        "1e",
        "1e+",
        "1eE2",
        "1e2e3",
        "1e1.5",
        "9.e+",
        "0x1",
        "0x42",
        "0xA",
        "-0x1",
        "1h",
        "0b1",
        "0o7",
        "123f",
        "1L",
        "1.8011670033376514H-308",
        "1.2a-3",
        "0e+-1",
        "1ea",
        "1+2",
        "1-",
        "1e--1",
        "\uFF11",
        "-\uFF11",
        "\u0661",
        "\u221E",
        "NaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "+Inf",
        "Inf",
        "INF",
        "-INF",
        "$1",
        "1$",
        "1%",
        "#1",
        "1/2",
        "1.\u00e9");
  }

  private static Stream<String> brokenTexts() {
    return all(
        "\\a",
        "\\v",
        "\\0",
        "\\1",
        "\\x00",
        "\\'",
        "\\ ",
        "\\U0041",
        "\\u",
        "\\u0",
        "\\u00",
        "\\u00A",
        "\\u00G0",
        "\\u+041",
        "\\u 041",
        "\\u{41}",
        "\\uD834\\u",
        "\\uD834\\u1",
        "\\uD834\\u1x",
        "\\uD834\\x",
        "\\\u0000",
        "\\\t",
        "\\\n",
        "\\\u00e9",
        "\\\uD83C\uDF00",
        "\u0000",
        "\u0001",
        "\u0008",
        "\t",
        "\n",
        "\f",
        "\r",
        "\u001F",
        "a\u0000b",
        "a\"b",
        "\\\\\\");
  }

  private static Stream<String> words() {
    return all(
        "nul",
        "nulll",
        "Null",
        "NULL",
        "None",
        "nil",
        "undefined",
        "tru",
        "truee",
        "True",
        "TRUE",
        "fals",
        "False",
        "yes",
        "no",
        "on",
        "t",
        "f",
        "n",
        "abc",
        "null,x",
        "\u00e5",
        "a\u00e5",
        "true false",
        "null\u0000",
        "fal\u0000se",
        "new Date()",
        "{{x}}",
        "${x}",
        "<a/>");
  }

  /** What the RFC leaves open, and is read. */
  static List<String> read() {
    return list(
        Stream.of(
            in("[", large(), "]"),
            in("\"", halves(), "\""),
            all("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":1}", "{\"a\":{},\"a\":[]}", "{\"\":0,\"\":1}"),
            all("[".repeat(500) + "]".repeat(500), "[".repeat(998) + "]".repeat(998)),
            all(
                "{\"a\":".repeat(900) + "1" + "}".repeat(900),
                "[{\"a\":".repeat(400) + "1" + "}]".repeat(400))));
  }

  private static Stream<String> large() {
    return all(
        "0.4e00669999",
        "1.5e+9999",
        "-1e+9999",
        "-123123e100000",
        "123123e100000",
        "123e-10000000",
        "0.5e-324",
        "1e400",
        "-123123123123123123123123123123",
        "100000000000000000000",
        "-237462374673276894279832749832423479823246327846",
        "9007199254740993",
        "1e-400",
        "18446744073709551616",
        "3.141592653589793238462643383279502884197",
        "9".repeat(1000),
        "1." + "0".repeat(900),
        "-0e400",
        "0.1e-999",
        "1e2147483647");
  }

  /** Halves of surrogate pairs, as escapes and as they are. */
  private static Stream<String> halves() {
    return all(
        "\\uD800",
        "\\uDFFF",
        "\\uDADA",
        "\\uD888\\u1234",
        "\\uD800\\n",
        "\\uDd1ea",
        "\\uD800abc",
        "\\uD800\\uD800\\n",
        "\\uDd1e\\uD834",
        "\\ud800\\u0041",
        "\\uDC00\\uDC00",
        "a\\uDBFF",
        "\uD800",
        "\uDFFF\uD800",
        "a\uDC00b");
  }

  /** What the RFC leaves open, and is not read. */
  static List<String> unread() {
    return list(
        Stream.of(
            all("\uFEFF{}", "\uFEFF[1]", "\uFEFF\"a\"", "9".repeat(1001), "0." + "1".repeat(1001)),
            in("{\"", all("\\uDFAA", "\\uD800", "\\uD834\\uD834", "a\\uDBFFb"), "\":0}"),
            all("1e99999999999", "-1e99999999999", "1e-99999999999", "[-0.1E+99999999999]"),
            all(
                "[".repeat(1001) + "]".repeat(1001),
                "{\"a\":".repeat(1001) + "1" + "}".repeat(1001)),
            all("{\"" + "k".repeat(50_001) + "\":1}", "[".repeat(100_000) + "]".repeat(100_000))));
  }

  /** Bytes that are not text, within a string. No record's body can be one. */
  static List<byte[]> noText() {
    List<byte[]> all = new ArrayList<>();
    for (int lone = 0x80; lone < 0x100; lone++) {
      all.add(bytes(lone)); // the rest of a character, the first byte of one, or none at all
    }
    all.add(bytes(0xF8, 0x88, 0x80, 0x80, 0x80));
    all.add(bytes(0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF));
    all.add(bytes(0xFC, 0x80, 0x80, 0x80, 0x80, 0x80));
    all.add(bytes(0xE2, 0x82)); // cut off
    all.add(bytes(0xF0, 0x9F, 0x98));
    all.add(bytes(0xED, 0xA0, 0x80)); // half of a pair
    all.add(bytes(0xFF, 0xFE, 'a', 0));
    return all;
  }

  /** Characters that are written longer than need be, and one past the last plane. */
  static List<byte[]> oddText() {
    return List.of(
        bytes(0xC0, 0xAF),
        bytes(0xE0, 0x80, 0xAF),
        bytes(0xF0, 0x80, 0x80, 0xAF),
        bytes(0xF4, 0x90, 0x80, 0x80));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) values[at];
    }
    return bytes;
  }
}
